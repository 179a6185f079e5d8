import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import {
  clerkEvent,
  clerkUser,
  deletedEvent,
  emailAddress,
  exampleIds,
  newerExample,
  olderExample,
} from './clerk-events.ts';
import { createReceiver, newMessageId, nowMs, otherSecret, sign } from './delivery.ts';
import { countRows, emptyTables, noRows, readRow } from './tables.ts';

const ada = 'user_2aAdA00000000000000000000Aa';
const bob = 'user_2bB0b00000000000000000000Bb';
const created = clerkEvent('user.created', clerkUser(ada));
const at = (updatedAt: number, fields: Readonly<Record<string, unknown>> = {}, id = ada) =>
  clerkEvent('user.updated', clerkUser(id, { updated_at: updatedAt, ...fields }), {
    timestamp: updatedAt + 5,
  });

beforeEach(emptyTables);

describe('events of users', () => {
  const { deliver } = createReceiver(env);

  it('make a row, change it and remove it', async () => {
    expect(await deliver(created)).toBe('applied');
    expect(await readRow(ada)).toMatchObject({
      email: 'ada@example.org',
      email_verified: 1,
      tier: 'free',
      role: 'user',
      display_name: 'Ada Lovelace',
      banned: 0,
      created_at: new Date(nowMs).toISOString(),
    });
    const promoted = at(1_700_000_000_001, {
      public_metadata: { tier: 'pro', role: 'editor' },
      banned: true,
    });
    expect(await deliver(promoted)).toBe('applied');
    expect(await readRow(ada)).toMatchObject({ tier: 'pro', role: 'editor', banned: 1 });
    expect(await deliver(deletedEvent(ada))).toBe('applied');
    expect(await readRow(ada)).toBeNull();
  });

  it.each([
    {
      name: 'the older test message',
      event: olderExample,
      id: exampleIds.older,
      email: 'example@example.org',
    },
    { name: 'the newer test message', event: newerExample, id: exampleIds.newer, email: null },
  ])('are stored like any other: $name', async ({ event, id, email }) => {
    expect(await deliver(event)).toBe('applied');
    expect(await readRow(id)).toMatchObject({
      email,
      tier: 'free',
      created_at: new Date(nowMs).toISOString(),
    });
    const { results } = await env.DB.prepare(
      'SELECT id, email, tier, clerk_user_id FROM users ORDER BY created_at DESC LIMIT 5;',
    ).all();
    expect(results).toMatchObject([{ email, clerk_user_id: id }]);
  });

  it('about the deletion of the dashboard’s example are taken', async () => {
    const example = {
      data: { deleted: true, id: exampleIds.deleted, object: 'user' },
      object: 'event',
      type: 'user.deleted',
    };
    expect(await deliver(example)).toBe('applied');
  });

  it('clear the tier where the metadata are cleared', async () => {
    await deliver(at(1, { public_metadata: { tier: 'admin', role: 'owner' } }));
    await deliver(at(2, { public_metadata: {} }));
    expect(await readRow(ada)).toMatchObject({ tier: 'free', role: 'user' });
  });

  it('clear the address where there is no primary one any more', async () => {
    await deliver(at(1));
    await deliver(
      at(2, { primary_email_address_id: null, email_addresses: [emailAddress('idn_2', 'old@example.org')] }),
    );
    expect(await readRow(ada)).toMatchObject({ email: null, email_verified: 0 });
  });

  it.each(['first', 'last'])(
    'may move an address from one user to another, whose event comes %s',
    async (place) => {
      const before = [at(1), at(1, { email_addresses: [emailAddress('idn_1', 'bob@example.org')] }, bob)];
      const moved = [at(2, { email_addresses: [], primary_email_address_id: null }), at(2, {}, bob)];
      for (const event of [...before, ...(place === 'first' ? moved.toReversed() : moved)]) {
        expect(await deliver(event)).toBe('applied');
      }
      expect(await readRow(ada)).toMatchObject({ email: null });
      expect(await readRow(bob)).toMatchObject({ email: 'ada@example.org' });
    },
  );

  it('count by when a user was changed, not by when they come', async () => {
    expect(await deliver(at(3, { first_name: 'Three' }))).toBe('applied');
    expect(await deliver(at(2, { first_name: 'Two' }))).toBe('stale');
    expect(await deliver(clerkEvent('user.created', clerkUser(ada, { updated_at: 1 })))).toBe('stale');
    expect(await readRow(ada)).toMatchObject({ first_name: 'Three' });
  });

  it('bring nobody back who was deleted, whatever comes late', async () => {
    await deliver(created);
    await deliver(deletedEvent(ada));
    expect(await deliver(at(9_999_999_999_999))).toBe('deleted');
    expect(await deliver(created)).toBe('deleted');
    expect(await countRows()).toMatchObject({ users: 0, deleted_users: 1 });
  });

  it('about a deletion count before the user is known', async () => {
    expect(await deliver(deletedEvent(ada))).toBe('applied');
    expect(await deliver(created)).toBe('deleted');
    expect(await deliver(deletedEvent(ada))).toBe('applied');
    expect(await countRows()).toMatchObject({ users: 0, deleted_users: 1 });
  });

  it('about a deletion take the user’s keys along, and nobody else’s', async () => {
    await deliver(created);
    await deliver(at(1, {}, bob));
    await env.DB.prepare(
      `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
       SELECT clerk_user_id, id, 'n', 'p', lower(hex(randomblob(32))), 'compile', 'now' FROM users`,
    ).run();
    await deliver(deletedEvent(ada));
    const { results } = await env.DB.prepare('SELECT id FROM api_keys').all();
    expect(results).toEqual([{ id: bob }]);
  });

  it.each(['session.created', 'organization.created', 'email.created', 'user.createdAtLeast', 'x'])(
    'are the only ones: %s is acknowledged and does nothing',
    async (type) => {
      expect(await deliver(clerkEvent(type, clerkUser(ada)))).toBe('ignored');
      expect(await countRows()).toEqual({ ...noRows, webhook_messages: 1 });
    },
  );

  it('of another instance count where no instance is set, and only then not', async () => {
    const own = createReceiver({ ...env, CLERK_INSTANCE_ID: 'ins_own' });
    expect(await own.deliver({ ...created, instance_id: 'ins_other' })).toBe('other-instance');
    expect(await own.deliver(deletedEvent(ada, { instance_id: 'ins_other' }))).toBe('other-instance');
    expect(await countRows()).toMatchObject({ users: 0, deleted_users: 0 });
    expect(await own.deliver({ ...created, instance_id: 'ins_own' })).toBe('applied');
    expect(await own.deliver({ ...at(1, {}, bob), instance_id: undefined })).toBe('applied');
    expect(await deliver({ ...at(9_999_999_999_998), instance_id: 'ins_other' })).toBe('applied');
  });
});

describe('a message that comes again', () => {
  const { deliver, entries } = createReceiver(env);

  it('has no second effect, also weeks later, from another sender’s secret, or after a restart', async () => {
    const id = newMessageId();
    expect(await deliver(at(1), { id })).toBe('applied');
    const [before] = (await env.DB.prepare('SELECT * FROM users').all()).results;
    const later = nowMs + 35 * 86_400_000;
    const restarted = createReceiver({ ...env, CLERK_WEBHOOK_SECRET: otherSecret }, { now: () => later });
    expect(
      await restarted.deliver(at(1), { id, secret: otherSecret, timestamp: Math.floor(later / 1000) }),
    ).toBe('repeated');
    expect((await env.DB.prepare('SELECT * FROM users').all()).results).toEqual([before]);
  });

  it('does not bring back a row that is gone by other means', async () => {
    const id = newMessageId();
    await deliver(at(1), { id });
    await env.DB.prepare('DELETE FROM users').run();
    expect(await deliver(at(1), { id })).toBe('repeated');
    expect(await countRows()).toMatchObject({ users: 0 });
  });

  it('has one effect where it comes 50 times at once', async () => {
    const id = newMessageId();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => deliver(at(1), { id })));
    expect(outcomes.filter((one) => one === 'applied')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'repeated')).toHaveLength(49);
    expect(await countRows()).toMatchObject({ users: 1, webhook_messages: 1 });
  });

  it('with another body changes nothing, and somebody is told', async () => {
    const id = newMessageId();
    await deliver(at(1), { id });
    entries.length = 0;
    expect(await deliver(at(2, { first_name: 'Other' }), { id })).toBe('repeated');
    expect(await deliver(deletedEvent(ada), { id })).toBe('repeated');
    expect(await deliver('no event', { id })).toBe('repeated');
    expect(await readRow(ada)).toMatchObject({ first_name: 'Ada' });
    expect(await countRows()).toEqual({ ...noRows, users: 1, webhook_messages: 1, webhook_bodies: 1 });
    expect(entries.filter(({ event }) => event === 'webhook-id-reused')).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ level: 'error', messageId: id })),
    );
  });
});

describe('a signed message that cannot be used', () => {
  const { deliver, entries } = createReceiver(env);

  it.each([
    { name: 'nothing', body: '', reason: 'not-json' },
    { name: 'no JSON', body: '{"type":"user.created"', reason: 'not-json' },
    { name: 'a byte order mark', body: `\ufeff${JSON.stringify(created)}`, reason: 'not-json' },
    { name: 'no UTF-8', body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), reason: 'not-utf-8' },
    {
      name: 'half a surrogate pair in UTF-8',
      body: new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]),
      reason: 'not-utf-8',
    },
    { name: 'a list', body: '[]', reason: 'no-event' },
    { name: 'null', body: 'null', reason: 'no-event' },
    { name: 'a number', body: '1', reason: 'no-event' },
    { name: 'no type', body: '{"data":{}}', reason: 'no-event' },
    { name: 'a type that is none', body: { ...created, type: ['user.created'] }, reason: 'no-event' },
    { name: 'a type with a line break', body: { ...created, type: 'user.created\n' }, reason: 'no-event' },
    { name: 'an empty type', body: { ...created, type: '' }, reason: 'no-event' },
    { name: 'no data', body: { ...created, data: undefined }, reason: 'no-user-id' },
    { name: 'data that are null', body: { ...created, data: null }, reason: 'no-user-id' },
    {
      name: 'no id',
      body: clerkEvent('user.updated', { ...clerkUser(ada), id: undefined }),
      reason: 'no-user-id',
    },
    {
      name: 'a number as an id',
      body: clerkEvent('user.updated', clerkUser(ada, { id: 1 })),
      reason: 'no-user-id',
    },
    {
      name: 'a deletion of nobody',
      body: clerkEvent('user.deleted', { deleted: true, object: 'user' }),
      reason: 'no-user-id',
    },
    { name: '100,000 brackets', body: '['.repeat(100_000), reason: 'not-json' },
  ])('is acknowledged and kept: $name', async ({ body, reason }) => {
    entries.length = 0;
    const id = newMessageId();
    expect(await deliver(body, { id })).toBe('unusable');
    expect(await deliver(body, { id })).toBe('repeated');
    const { results } = await env.DB.prepare('SELECT message_id, reason FROM webhook_dead_letters').all();
    expect(results).toEqual([{ message_id: id, reason }]);
    expect(await countRows()).toMatchObject({ users: 0, deleted_users: 0, webhook_messages: 1 });
    expect(entries.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('is kept byte by byte, where it is text', async () => {
    const text = '{"type": "\u0000\u{1f600}';
    await deliver(text);
    expect(await env.DB.prepare('SELECT body FROM webhook_dead_letters').first('body')).toBe(text);
  });
});

describe('a database that fails', () => {
  const { post } = createReceiver(env);
  const tables = { users: created, deleted_users: deletedEvent(ada), webhook_dead_letters: 'no event' };

  afterEach(async () => {
    for (const table of Object.keys(tables))
      await env.DB.prepare(`DROP TRIGGER IF EXISTS broken_${table}`).run();
  });

  it.each(Object.entries(tables))(
    'in the midst of a batch (%s) leaves nothing half done; the next delivery repairs it',
    async (table, event) => {
      await env.DB.prepare(
        `CREATE TRIGGER broken_${table} AFTER INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'broken'); END`,
      ).run();
      const delivery = sign(event);
      const response = await post(delivery);
      await expectProblem(response, 'unavailable');
      expect(response.headers.get('Retry-After')).toBe('5');
      expect(await countRows()).toEqual(noRows);
      await env.DB.prepare(`DROP TRIGGER broken_${table}`).run();
      expect((await post(delivery)).status).toBe(200);
      expect((await countRows())[table as keyof typeof tables]).toBe(1);
    },
  );

  it('or is not there at all is 503', async () => {
    const { DB: _none, ...rest } = env;
    await expectProblem(await createReceiver(rest).post(sign(created)), 'unavailable');
  });

  it('after it has written, and before it could say so, is no reason for a second effect', async () => {
    const silent = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              await target.batch(statements);
              throw new Error('Network connection lost.');
            }
          : Reflect.get(target, name).bind(target),
    });
    const delivery = sign(created);
    expect((await createReceiver({ ...env, DB: silent }).post(delivery)).status).toBe(503);
    const before = await readRow(ada);
    expect((await post(delivery)).status).toBe(200);
    expect(await readRow(ada)).toEqual(before);
    expect(before).not.toBeNull();
  });
});
