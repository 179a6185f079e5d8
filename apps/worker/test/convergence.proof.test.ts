import { env } from 'cloudflare:workers';
import { describe, expect, inject, it } from 'vitest';
import { createUserStoreD1 } from '../src/users/user-store-d1.ts';
import { clerkEvent, clerkUser, deletedEvent, emailAddress } from './webhooks/clerk-events.ts';
import { createReceiver, type Delivery, nowMs, sign } from './webhooks/delivery.ts';
import { createRandom, type Random } from './webhooks/random.ts';
import { countRows, emptyTables } from './webhooks/tables.ts';

const { seed, orderedDeliveryCount } = inject('proofSize');
const timeLimitMs = 1_800_000;
const deliveriesOfUser = 8;
const duplicateShare = 0.2;
const atOnce = 8;
/** One in so many writes to the database fails, half of them after it was carried out. */
const failsOneIn = 20;

/** What the table must say of a user in the end; undefined where they were deleted. */
type Expected =
  | {
      readonly email: string | null;
      readonly tier: string;
      readonly banned: number;
      readonly first_name: string;
    }
  | undefined;

/** A user's life as Clerk tells it, in order: made, changed, and perhaps deleted. */
function makeLife(
  id: string,
  random: Random,
): { readonly events: readonly unknown[]; readonly expected: Expected } {
  const events: unknown[] = [];
  let updatedAt = 1_700_000_000_000;
  let saidAt = updatedAt;
  let expected: Expected;
  const length = random.nextInt(1, deliveriesOfUser);
  for (let step = 0; step < length; step++) {
    // Some changes do not count as such for Clerk: the time of the event alone tells which was later.
    updatedAt += random.pick([0, 1, 1000]);
    saidAt = Math.max(saidAt, updatedAt) + random.nextInt(1, 500);
    // Addresses move between users.
    const email = random.pick([null, 'shared@example.org', `${id}@example.org`]);
    expected = {
      email,
      tier: random.pick(['free', 'pro', 'admin']),
      banned: random.pick([0, 0, 1]),
      first_name: `${step}`,
    };
    const user = clerkUser(id, {
      first_name: expected.first_name,
      banned: expected.banned === 1,
      public_metadata:
        expected.tier === 'free' ? random.pick([{}, null, { tier: 'free' }]) : { tier: expected.tier },
      email_addresses: email === null ? [] : [emailAddress('idn_1', email)],
      updated_at: updatedAt,
    });
    events.push(clerkEvent(step === 0 ? 'user.created' : 'user.updated', user, { timestamp: saidAt }));
  }
  if (random.nextInt(1, 3) > 1) return { events, expected };
  return { events: [...events, deletedEvent(id, { timestamp: saidAt + 1 })], expected: undefined };
}

/** A database that fails now and then, before or after it has done what it was asked. */
function createShakyDatabase(random: Random): D1Database {
  return new Proxy(env.DB, {
    get: (target, name) => {
      if (name !== 'batch') return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        const chance = random.nextInt(1, 2 * failsOneIn);
        if (chance === 1) throw new Error('D1_ERROR: busy');
        const results = await target.batch(statements);
        if (chance === 2) throw new Error('Network connection lost.');
        return results;
      };
    },
  });
}

describe('what Clerk says, in whatever order and however often it comes', () => {
  it(`ends in the same rows: ${orderedDeliveryCount} deliveries`, { timeout: timeLimitMs }, async ({
    task,
  }) => {
    await emptyTables();
    const random = createRandom(seed);
    const expected = new Map<string, Expected>();
    const messages: Delivery[] = [];
    const uniqueCount = Math.round(orderedDeliveryCount * (1 - duplicateShare));
    for (let user = 0; messages.length < uniqueCount; user++) {
      const id = `user_${String(user).padStart(27, '0')}`;
      const life = makeLife(id, random);
      expected.set(id, life.expected);
      messages.push(...life.events.map((event) => sign(event)));
    }
    const duplicates = Array.from({ length: orderedDeliveryCount - uniqueCount }, () =>
      random.pick(messages),
    );

    const { post } = createReceiver({ ...env, DB: createShakyDatabase(random) });
    let ids = 0;
    const users = createUserStoreD1(env.DB, () => `token-${++ids}`);
    const people = [...expected.keys()];
    let left = random.shuffle([...messages, ...duplicates]);
    let deliveries = 0;
    let failures = 0;
    while (left.length > 0) {
      const again: Delivery[] = [];
      for (let at = 0; at < left.length; at += atOnce) {
        const batch = left.slice(at, at + atOnce);
        // Meanwhile people come with tokens, before and after the events about them.
        const subject = { provider: 'clerk', id: random.pick(people) } as const;
        const visit = random.pick([users.ensure, users.note])(subject, 'pro', new Date(nowMs));
        const responses = await Promise.all(batch.map((delivery) => post(delivery)));
        await visit;
        deliveries += batch.length;
        for (const [index, delivery] of batch.entries()) {
          const status = responses[index]?.status;
          if (status === 503) again.push(delivery);
          else expect(status).toBe(200);
        }
      }
      failures += again.length;
      left = random.shuffle(again);
    }

    const { results } = await env.DB.prepare(
      'SELECT clerk_user_id, email, tier, banned, first_name FROM users ORDER BY clerk_user_id',
    ).all();
    const rows = [...expected].flatMap(([id, row]) =>
      row === undefined ? [] : [{ clerk_user_id: id, ...row }],
    );
    const counts = await countRows();
    task.meta.figures = [
      `${deliveries} deliveries of ${messages.length} messages about ${expected.size} users, ${atOnce} at a time, seed ${seed}, ${failures} failed and came again: ${rows.length} rows, ${counts.deleted_users} deleted`,
    ];
    expect(results).toEqual(rows);
    expect(counts.deleted_users).toBe(expected.size - rows.length);
    expect(counts.webhook_messages).toBe(messages.length);
    expect(counts.webhook_dead_letters).toBe(0);
  });
});
