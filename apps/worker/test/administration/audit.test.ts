import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetOldRows } from '../../src/administration/forget-old-rows.ts';
import { createServices } from '../../src/services.ts';
import { createWebhookStoreD1 } from '../../src/webhooks/clerk/webhook-store-d1.ts';
import { expectProblem } from '../harness.ts';
import { nowMs } from '../webhooks/delivery.ts';
import { countRows } from '../webhooks/tables.ts';
import { createClerkScene, emptyDatabase } from './clerk-scene.ts';

beforeEach(emptyDatabase);

const reason = 'asked for by support';

describe('the audit', () => {
  it('says who did what to whom, why, when and with which request, without an address or a secret', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const answer = await scene.callAs(admin, 'PATCH', `/api/admin/users/${person.id}`, {
      tier: 'pro',
      reason: `  ${reason} `,
    });
    const { entries, nextCursor } = await scene.readAudit(admin);
    expect(nextCursor).toBeNull();
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: new Date(nowMs).toISOString(),
        actor: { userId: admin.id, subject: admin.token, impersonator: null },
        action: 'change-user',
        targetId: person.id,
        userId: person.id,
        before: { tier: 'free', role: 'user' },
        after: { tier: 'pro', role: 'user' },
        reason,
        requestId: answer.headers.get('X-Request-Id'),
      },
    ]);
    const { results } = await env.DB.prepare('SELECT * FROM audit_entries').all();
    for (const secret of ['example.org', 'canary', 'sk_test']) {
      expect(JSON.stringify(results)).not.toContain(secret);
    }
  });

  it('is read page by page, newest first, of all or of one account, while more is entered', async () => {
    const scene = await createClerkScene();
    const [admin, one, other] = [
      await scene.makePerson('admin'),
      await scene.makePerson('free'),
      await scene.makePerson('free'),
    ];
    const enter = async (person: { id: string }, n: number) =>
      scene.callAs(admin, 'PATCH', `/api/admin/users/${person.id}`, { role: `r${n}`, reason });
    for (let n = 0; n < 7; n++) await enter(n % 2 === 0 ? one : other, n);
    const roles: unknown[] = [];
    let query = '?limit=3';
    for (;;) {
      const { entries, nextCursor } = await scene.readAudit(admin, query);
      roles.push(...entries.map(({ after }) => after.role));
      await enter(one, 100 + roles.length);
      if (nextCursor === null) break;
      query = `?limit=3&cursor=${nextCursor}`;
    }
    expect(roles).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
    const { entries } = await scene.readAudit(admin, `?user=${other.id}`);
    expect(entries.map(({ after }) => after.role)).toEqual(['r5', 'r3', 'r1']);
    expect((await scene.readAudit(admin, '?user=nobody')).entries).toEqual([]);
  });

  it.each(['x', '0', '-1', '1.5', '1e3', '9'.repeat(20), "1' OR 1"])('has no cursor %s', async (cursor) => {
    const scene = await createClerkScene();
    const admin = await scene.makePerson('admin');
    const path = `/api/admin/audit?cursor=${encodeURIComponent(cursor)}`;
    const problem = await expectProblem(await scene.callAs(admin, 'GET', path), 'invalid-request');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  });

  it('cannot be changed, by no route and by no statement, nor removed by a route', async () => {
    const scene = await createClerkScene();
    const admin = await scene.makePerson('admin');
    await scene.callAs(admin, 'PATCH', `/api/admin/users/${admin.id}`, { role: 'r', reason });
    for (const method of ['POST', 'PATCH', 'DELETE', 'PUT']) {
      const answer = await scene.callAs(admin, method, '/api/admin/audit');
      await expectProblem(answer, 'method-not-allowed');
    }
    const change = env.DB.prepare(`UPDATE audit_entries SET reason = 'another'`).run();
    await expect(change).rejects.toThrow(/does not change/);
    expect((await scene.readAudit(admin)).entries).toHaveLength(1);
  });

  it('has nothing of impersonated sessions: they look at nothing and change nothing', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('pro')];
    const impersonated = { token: `impersonated-${admin.token}` };
    for (const [method, path, body] of [
      ['PATCH', `/api/admin/users/${person.id}`, { tier: 'free', reason }],
      ['POST', `/api/admin/users/${person.id}/ban`, { reason }],
      ['POST', `/api/admin/users/${person.id}/unban`, { reason }],
      ['DELETE', `/api/admin/users/${person.id}/keys/k`, { reason }],
      ['POST', '/api/admin/deliveries/msg_1/replay', { reason }],
      ['GET', '/api/admin/audit', undefined],
      ['GET', '/api/admin/deliveries', undefined],
    ] as const) {
      await expectProblem(await scene.callAs(impersonated, method, path, body), 'session-impersonated');
    }
    expect(scene.asked).toEqual([]);
    expect((await scene.readAudit(admin)).entries).toEqual([]);
  });
});

describe('somebody’s API key', () => {
  it('is shown without its secret, and once revoked it is refused at once; asked again, nothing more is entered', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const made = await scene.callAs(person, 'POST', '/api/keys', { name: 'nightly', scopes: ['account'] });
    const { id, key } = await made.json<{ id: string; key: string }>();
    const shown = await (await scene.callAs(admin, 'GET', `/api/admin/users/${person.id}`)).text();
    expect(shown).toContain('nightly');
    expect(shown).not.toContain(key.slice(12));

    const path = `/api/admin/users/${person.id}/keys/${id}`;
    expect((await scene.callAs(admin, 'DELETE', path, { reason })).status).toBe(204);
    await expectProblem(await scene.callAs({ token: key }, 'GET', '/api/account'), 'invalid-api-key');
    const first = await env.DB.prepare('SELECT revoked_at FROM api_keys').first('revoked_at');
    scene.clock.nowMs += 1000;
    expect((await scene.callAs(admin, 'DELETE', path, { reason })).status).toBe(204);
    expect(await env.DB.prepare('SELECT revoked_at FROM api_keys').first('revoked_at')).toBe(first);
    const { entries } = await scene.readAudit(admin);
    expect(entries).toMatchObject([
      {
        action: 'revoke-key',
        targetId: id,
        userId: person.id,
        before: { revoked: false },
        after: { revoked: true },
      },
    ]);
    // A key belongs to its owner here, too.
    const elsewhere = `/api/admin/users/${admin.id}/keys/${id}`;
    await expectProblem(await scene.callAs(admin, 'DELETE', elsewhere, { reason }), 'not-found');
  });

  it('is revoked once, with one entry, where 50 ask for it at once', async () => {
    const scene = await createClerkScene();
    const [admin, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    const made = await scene.callAs(person, 'POST', '/api/keys', { name: 'k' });
    const { id } = await made.json<{ id: string }>();
    const path = `/api/admin/users/${person.id}/keys/${id}`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => scene.callAs(admin, 'DELETE', path, { reason })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await scene.readAudit(admin)).entries).toHaveLength(1);
  });
});

describe('what has been kept for long enough', () => {
  it('goes with a scheduled run: messages after 60 days, bodies after 30, the audit after two years', async () => {
    const ago = (days: number) => new Date(nowMs - days * 86_400_000).toISOString();
    const message = `INSERT INTO webhook_messages (id, outcome, body_sha256, received_at) VALUES (?1, 'applied', '', ?2)`;
    const body = `INSERT INTO webhook_bodies VALUES (?1, '{}', ?2)`;
    const letter = `INSERT INTO webhook_dead_letters VALUES (?1, 'no-event', '{}', ?2)`;
    const entry = `INSERT INTO audit_entries (id, at, actor_user_id, actor_subject, action, target_id, before, after, reason, request_id)
      VALUES (?1, ?2, 'a', 'a', 'ban-user', 'a', '{}', '{}', 'r', 'q')`;
    const rows: [string, string, number][] = [
      ...Array.from({ length: 1100 }, (_, n): [string, string, number] => [message, `old-${n}`, 60.01]),
      [message, 'young', 59.99],
      [body, 'old', 30.01],
      [body, 'young', 29.99],
      [letter, 'old', 60.01],
      [letter, 'young', 59.99],
      [entry, 'old', 730.01],
      [entry, 'young', 729.99],
    ];
    await env.DB.batch(rows.map(([sql, id, days]) => env.DB.prepare(sql).bind(id, ago(days))));
    const { scheduled } = await createClerkScene();
    const messages = createWebhookStoreD1(env.DB, () => crypto.randomUUID());
    const parts = { messages, audit: scheduled.audit, now: () => nowMs };
    expect(await forgetOldRows(parts)).toEqual({ messages: 1102, auditEntries: 1 });
    expect(await countRows()).toMatchObject({
      webhook_messages: 1,
      webhook_bodies: 1,
      webhook_dead_letters: 1,
    });
    expect(await env.DB.prepare('SELECT id FROM audit_entries').first('id')).toBe('young');
    expect(await forgetOldRows(parts)).toEqual({ messages: 0, auditEntries: 0 });
  });

  it('is among what the Worker has to do in a scheduled run, beside changes that were broken off', async () => {
    const { administration } = createServices(env);
    const chores = Object.entries(administration?.chores ?? {});
    expect(chores.map(([name]) => name)).toEqual(['forget-old-rows', 'settle-user-changes']);
    const results = await Promise.all(chores.map(([, carryOut]) => carryOut()));
    expect(results).toEqual([
      { messages: 0, auditEntries: 0 },
      { made: 0, notMade: 0, superseded: 0, unknown: 0 },
    ]);
  });
});
