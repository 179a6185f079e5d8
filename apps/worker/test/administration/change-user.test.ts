import { env } from 'cloudflare:workers';
import { adminUserDetailSchema, adminUserSchema } from '@bloqr/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleUserChanges } from '../../src/administration/settle-user-changes.ts';
import { expectProblem } from '../harness.ts';
import { readRow } from '../webhooks/tables.ts';
import { type ClerkFault, createClerkScene, emptyDatabase } from './clerk-scene.ts';

beforeEach(emptyDatabase);

const pathOf = ({ id }: { readonly id: string }, rest = ''): string => `/api/admin/users/${id}${rest}`;
const reason = 'asked for by support';
const noneSettled = { made: 0, notMade: 0, superseded: 0, unknown: 0 };

describe('the tier and the role of one of Clerk’s users', () => {
  it('change at Clerk and here at once, and the event about it changes nothing more', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const answer = await scene.callAs(admin, 'PATCH', pathOf(person), {
      tier: 'pro',
      role: 'editor',
      reason,
    });
    expect(answer.status).toBe(200);
    expect(adminUserSchema.parse(await answer.json())).toMatchObject({
      id: person.id,
      tier: 'pro',
      role: 'editor',
    });
    expect(await scene.readClerk(person)).toMatchObject({
      metadata: { tier: 'pro', role: 'editor', plan: 'kept' },
    });
    const row = await readRow(person.token);
    expect(row).toMatchObject({ tier: 'pro', role: 'editor' });
    await scene.deliverEvents();
    expect(await readRow(person.token)).toMatchObject({ tier: 'pro', role: 'editor', email: row?.email });
  });

  it.each([
    { body: { tier: 'pro' }, after: { tier: 'pro', role: 'user' } },
    { body: { role: 'editor' }, after: { tier: 'free', role: 'editor' } },
  ])('change one without the other: $body', async ({ body, after }) => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    await scene.callAs(admin, 'PATCH', pathOf(person), { ...body, reason });
    expect(await readRow(person.token)).toMatchObject(after);
    expect((await scene.readClerk(person)).metadata).toEqual({ tier: 'free', plan: 'kept', ...body });
  });

  it.each([
    { name: 'nothing to change', body: { reason }, pointer: '' },
    { name: 'no reason', body: { tier: 'pro' }, pointer: '/reason' },
    { name: 'an empty reason', body: { tier: 'pro', reason: '  ' }, pointer: '/reason' },
    { name: 'a long reason', body: { tier: 'pro', reason: 'x'.repeat(501) }, pointer: '/reason' },
    { name: 'two lines of reason', body: { tier: 'pro', reason: 'a\nb' }, pointer: '/reason' },
    { name: 'a tier that is none', body: { tier: 'root', reason }, pointer: '/tier' },
    { name: 'the tier of nobody', body: { tier: 'anonymous', reason }, pointer: '/tier' },
    { name: 'a role with blanks', body: { role: 'a b', reason }, pointer: '/role' },
  ])('are not changed by $name', async ({ body, pointer }) => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const problem = await expectProblem(
      await scene.callAs(admin, 'PATCH', pathOf(person), body),
      'invalid-request',
    );
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(scene.asked).toEqual([]);
  });

  it('cannot change without a secret key, and neither can a ban', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const keyless = await createClerkScene({ CLERK_SECRET_KEY: '' });
    keyless.trust(admin);
    for (const [method, path, body] of [
      ['PATCH', pathOf(person), { tier: 'pro', reason }],
      ['POST', pathOf(person, '/ban'), { reason }],
      ['POST', pathOf(person, '/unban'), { reason }],
    ] as const) {
      await expectProblem(await keyless.callAs(admin, method, path, body), 'clerk-key-missing');
    }
    expect(await readRow(person.token)).toMatchObject({ tier: 'free', banned: 0 });
    expect((await scene.readAudit(admin)).entries).toEqual([]);
  });
});

describe('a ban', () => {
  it('holds from the next request on, for sessions and keys, and is lifted the same way', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const made = await scene.callAs(person, 'POST', '/api/keys', { name: 'k', scopes: ['account'] });
    const { key } = await made.json<{ key: string }>();
    const credentials = [person, { token: key }];
    const ask = async () =>
      Promise.all(credentials.map(async (one) => (await scene.callAs(one, 'GET', '/api/account')).status));
    expect(await ask()).toEqual([200, 200]);

    const banned = await scene.callAs(admin, 'POST', pathOf(person, '/ban'), { reason });
    expect(await banned.json()).toMatchObject({ banned: true });
    expect(await ask()).toEqual([401, 401]);
    expect(await scene.readClerk(person)).toMatchObject({ banned: true });

    const unbanned = await scene.callAs(admin, 'POST', pathOf(person, '/unban'), { reason });
    expect(await unbanned.json()).toMatchObject({ banned: false });
    expect(await ask()).toEqual([200, 200]);
    expect(await scene.readClerk(person)).toMatchObject({ banned: false });
    await scene.deliverEvents();
    expect(await ask()).toEqual([200, 200]);
  });
});

describe('a change that Clerk does not make', () => {
  it.each([
    { status: 401, code: 'clerk-refused' },
    { status: 422, code: 'clerk-refused' },
    { status: 404, code: 'user-not-found' },
    { status: 429, code: 'unavailable' },
  ] as const)('is not made here, and leaves nothing behind: $status', async ({ status, code }) => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('pro')];
    scene.scene.fault = async () => new Response('{"canary":1}', { status });
    const answer = await scene.callAs(admin, 'PATCH', pathOf(person), { tier: 'free', reason });
    await expectProblem(answer, code);
    expect(await readRow(person.token)).toMatchObject({ tier: 'pro' });
    expect((await scene.readAudit(admin)).entries).toEqual([]);
    expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM pending_user_changes').first('n')).toBe(0);
    expect(JSON.stringify(scene.entries)).not.toContain('canary');
  });
});

/** What loses the answer: before Clerk has made the change, or after it. */
const faults: { name: string; fault: ClerkFault; isMade: boolean }[] = [
  {
    name: 'has made, and whose answer is lost',
    isMade: true,
    fault: async (_request, ask) => {
      await ask();
      throw new TypeError('connection lost');
    },
  },
  {
    name: 'has made, and answers with 502',
    isMade: true,
    fault: async (_request, ask) => {
      await ask();
      return new Response('', { status: 502 });
    },
  },
  {
    name: 'was never asked for, since the connection failed',
    isMade: false,
    fault: async () => {
      throw new TypeError('no connection');
    },
  },
];

describe('a change of which it is not known whether Clerk has made it', () => {
  it.each(faults)('is settled by what Clerk says later: one that it $name', async ({ fault, isMade }) => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('pro')];
    scene.scene.fault = fault;
    const answer = await scene.callAs(admin, 'POST', pathOf(person, '/ban'), { reason });
    await expectProblem(answer, 'unavailable');
    scene.scene.fault = undefined;
    const seen = await scene.callAs(admin, 'GET', pathOf(person));
    expect(adminUserDetailSchema.parse(await seen.json())).toMatchObject({
      changesUnderWay: 1,
      banned: false,
    });

    // Whoever began it may still be at work.
    scene.clock.nowMs += 60_000;
    expect(await settleUserChanges(scene.scheduled)).toEqual(noneSettled);
    scene.clock.nowMs += 1;
    const expected = isMade ? { ...noneSettled, made: 1 } : { ...noneSettled, notMade: 1 };
    expect(await settleUserChanges(scene.scheduled)).toEqual(expected);
    expect(await readRow(person.token)).toMatchObject({ banned: isMade ? 1 : 0 });
    expect(await scene.readClerk(person)).toMatchObject({ banned: isMade });
    const { entries } = await scene.readAudit(admin);
    expect(entries.map(({ action, targetId }) => [action, targetId])).toEqual(
      isMade ? [['ban-user', person.id]] : [],
    );
    expect(await settleUserChanges(scene.scheduled)).toEqual(noneSettled);
  });

  it('is entered as such where another one was made since, and it cannot be told any more', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    scene.scene.fault = async (_request, ask) => {
      await ask();
      return new Response('', { status: 502 });
    };
    const first = await scene.callAs(admin, 'PATCH', pathOf(person), { tier: 'pro', reason: 'first' });
    await expectProblem(first, 'unavailable');
    scene.scene.fault = undefined;
    scene.clock.nowMs += 5000;
    await scene.deliverEvents();
    expect(await readRow(person.token)).toMatchObject({ tier: 'pro' });
    await scene.callAs(admin, 'PATCH', pathOf(person), { tier: 'free', reason: 'second' });
    scene.clock.nowMs += 60_001;
    expect(await settleUserChanges(scene.scheduled)).toEqual({ ...noneSettled, superseded: 1 });
    const { entries } = await scene.readAudit(admin);
    expect(entries.map(({ reason: why, before, after }) => [why, before.tier, after])).toEqual([
      ['first', 'free', {}],
      ['second', 'pro', { tier: 'free', role: 'user' }],
    ]);
    expect(await readRow(person.token)).toMatchObject({ tier: 'free' });
    expect(await scene.scheduled.store.countPending(person.id)).toBe(0);
  });

  it('stays open while Clerk says nothing, and without a secret key', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('pro')];
    scene.scene.fault = async () => new Response('', { status: 500 });
    await scene.callAs(admin, 'POST', pathOf(person, '/ban'), { reason });
    scene.clock.nowMs += 60_001;
    expect(await settleUserChanges(scene.scheduled)).toEqual({ ...noneSettled, unknown: 1 });
    expect(await settleUserChanges({ ...scene.scheduled, api: undefined })).toMatchObject({ unknown: 0 });
    expect(await scene.scheduled.store.countPending(person.id)).toBe(1);
  });
});

describe('a database that fails', () => {
  afterEach(async () => {
    await env.DB.prepare('DROP TRIGGER IF EXISTS broken_audit').run();
  });
  const breakAudit = () =>
    env.DB.prepare(
      `CREATE TRIGGER broken_audit AFTER INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    ).run();

  it('after Clerk has made a change leaves it to be entered later', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    await breakAudit();
    await expectProblem(
      await scene.callAs(admin, 'PATCH', pathOf(person), { tier: 'pro', reason }),
      'unavailable',
    );
    expect(await readRow(person.token)).toMatchObject({ tier: 'free' });
    await env.DB.prepare('DROP TRIGGER broken_audit').run();
    await scene.deliverEvents();
    scene.clock.nowMs += 60_001;
    expect(await settleUserChanges(scene.scheduled)).toMatchObject({ made: 1 });
    expect(await readRow(person.token)).toMatchObject({ tier: 'pro' });
    expect((await scene.readAudit(admin)).entries).toMatchObject([
      { action: 'change-user', before: { tier: 'free', role: 'user' }, after: { tier: 'pro', role: 'user' } },
    ]);
  });

  it.each([
    { name: 'an account of our own', change: { tier: 'pro', reason } },
    { name: 'a key', change: undefined },
  ])('leaves $name as it is where the audit cannot be written', async ({ change }) => {
    const scene = await createClerkScene();
    const admin = await scene.makePerson('admin');
    await insertOwn('own', 'free');
    await env.DB.prepare(
      `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at) VALUES ('k', 'own', '', '', hex(randomblob(32)), '', '')`,
    ).run();
    await breakAudit();
    const answer =
      change === undefined
        ? await scene.callAs(admin, 'DELETE', '/api/admin/users/own/keys/k', { reason })
        : await scene.callAs(admin, 'PATCH', '/api/admin/users/own', change);
    await expectProblem(answer, 'unavailable');
    expect(await env.DB.prepare(`SELECT tier FROM users WHERE id = 'own'`).first('tier')).toBe('free');
    expect(await env.DB.prepare('SELECT revoked_at FROM api_keys').first('revoked_at')).toBeNull();
  });
});

async function insertOwn(id: string, tier: string): Promise<void> {
  await env.DB.prepare('INSERT INTO users (id, tier, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)')
    .bind(id, tier, '2026-01-01T00:00:00.000Z')
    .run();
}

describe('an account that no provider keeps', () => {
  it('is changed here alone, row and audit together', async () => {
    const scene = await createClerkScene();
    const admin = await scene.makePerson('admin');
    await insertOwn('own', 'free');
    const steps = [
      { method: 'PATCH', path: '', body: { tier: 'pro' }, row: { tier: 'pro', role: 'user', banned: 0 } },
      { method: 'PATCH', path: '', body: { role: 'r' }, row: { tier: 'pro', role: 'r', banned: 0 } },
      { method: 'POST', path: '/ban', body: {}, row: { tier: 'pro', role: 'r', banned: 1 } },
      { method: 'POST', path: '/unban', body: {}, row: { tier: 'pro', role: 'r', banned: 0 } },
    ];
    for (const { method, path, body, row } of steps) {
      const answer = await scene.callAs(admin, method, `/api/admin/users/own${path}`, { ...body, reason });
      expect(answer.status).toBe(200);
      expect(await env.DB.prepare(`SELECT * FROM users WHERE id = 'own'`).first()).toMatchObject(row);
    }
    const { entries } = await scene.readAudit(admin, '?user=own');
    expect(entries.map(({ before, after }) => [before, after]).reverse()).toEqual([
      [
        { tier: 'free', role: 'user' },
        { tier: 'pro', role: 'user' },
      ],
      [
        { tier: 'pro', role: 'user' },
        { tier: 'pro', role: 'r' },
      ],
      [{ banned: false }, { banned: true }],
      [{ banned: true }, { banned: false }],
    ]);
    expect(scene.asked).toEqual([]);
  });
});
