import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from './harness.ts';
import { bearer, createScene, removeAllKeys } from './scene.ts';
import { clerkEvent, clerkUser } from './webhooks/clerk-events.ts';
import { createReceiver, newMessageId } from './webhooks/delivery.ts';
import { emptyTables } from './webhooks/tables.ts';

beforeEach(removeAllKeys);

/** The database of the test, with a switch: off, it never answers, as one that hangs. */
function createSwitchedDatabase(): { readonly database: D1Database; readonly state: { isHanging: boolean } } {
  const state = { isHanging: false };
  const never = () => new Promise<never>(() => {});
  const hang = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => hang(target.bind(...values));
        if (state.isHanging && ['first', 'run', 'all', 'raw'].includes(String(name))) return never;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  const database = new Proxy(env.DB, {
    get(target, name) {
      if (state.isHanging && name === 'batch') return never;
      if (state.isHanging && name === 'prepare') return (sql: string) => hang(target.prepare(sql));
      return Reflect.get(target, name).bind(target);
    },
  });
  return { database, state };
}

describe('while the database hangs', () => {
  it('nobody gets in, everybody is told to come back, and service is back with it', {
    timeout: 30_000,
  }, async () => {
    const { database, state } = createSwitchedDatabase();
    const scene = await createScene({ DB: database });
    const { text: key } = await scene.makeKey('free');
    const json = { 'Content-Type': 'application/json' };
    const ask = () =>
      Promise.all([
        scene.call('/api/keys', { headers: bearer('free') }),
        scene.call('/api/keys', {
          method: 'POST',
          headers: { ...bearer('free'), ...json },
          body: '{"name":"x"}',
        }),
        scene.call('/api/account', { headers: bearer(key) }),
        scene.call('/api/admin/users', { headers: bearer('admin') }),
        scene.call('/api/validate', {
          method: 'POST',
          headers: { ...bearer('free'), ...json },
          body: '{"text":""}',
        }),
      ]);
    state.isHanging = true;
    for (const answer of await ask()) {
      expect(answer.headers.get('Retry-After')).toBe('5');
      await expectProblem(answer, 'unavailable');
    }
    state.isHanging = false;
    expect((await ask()).map(({ status }) => status)).toEqual([200, 201, 200, 200, 200]);
  });

  it('a webhook is to come again, and then has its effect once', { timeout: 30_000 }, async () => {
    await emptyTables();
    const { database, state } = createSwitchedDatabase();
    const receiver = createReceiver({ ...env, DB: database });
    const event = clerkEvent('user.created', clerkUser('user_outage'));
    const message = { id: newMessageId() };
    state.isHanging = true;
    expect(await receiver.deliver(event, message)).toBe(503);
    state.isHanging = false;
    expect(await receiver.deliver(event, message)).toBe('applied');
    expect(await receiver.deliver(event, message)).toBe('repeated');
  });
});
