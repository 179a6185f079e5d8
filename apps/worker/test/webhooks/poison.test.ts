import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { clerkEvent, clerkUser, emailAddress } from './clerk-events.ts';
import { createReceiver } from './delivery.ts';
import { countRows, emptyTables, readRow } from './tables.ts';

const ada = 'user_2aAdA00000000000000000000Aa';
const bob = 'user_2bB0b00000000000000000000Bb';
const runs = 100;

beforeEach(emptyTables);

/** Texts that have broken databases and pages. JSON writes halves of surrogate pairs as escapes, so that they arrive. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    'x'.repeat(10_000),
    '😀'.repeat(2000),
    "Robert'); DROP TABLE users;--",
    '<script>alert(1)</script>',
    '\u202e\u200b',
    'null',
    '__proto__',
  ),
);
const values = fc.oneof(texts, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.constant(undefined));

const fields = fc.dictionary(
  fc.constantFrom(
    ...Object.keys(clerkUser('x')).filter((name) => name !== 'id'),
    'public_metadata',
    'email_addresses',
    'primary_email_address_id',
    '__proto__',
    'constructor',
    'toString',
  ),
  values,
  { maxKeys: 12 },
);

describe('an event, whatever it says of a user', () => {
  it('is taken, and leaves a row that can be read', async () => {
    const { deliver } = createReceiver(env);
    let updatedAt = 1_700_000_000_000;
    for (const said of fc.sample(fields, { seed: 1, numRuns: runs })) {
      updatedAt++;
      const outcome = await deliver(
        clerkEvent('user.updated', { ...clerkUser(ada, { updated_at: updatedAt }), ...said }),
      );
      expect(['applied', 'stale'], JSON.stringify(said)).toContain(outcome);
      const row = await readRow(ada);
      expect(['free', 'pro', 'admin']).toContain(row?.tier);
      expect(JSON.stringify(row).length).toBeLessThan(20_000);
    }
  });

  it('and whatever its envelope is, never makes the service fail', async () => {
    const { deliver } = createReceiver(env);
    const envelopes = fc.dictionary(
      fc.constantFrom('type', 'data', 'timestamp', 'instance_id', 'object', 'event_attributes', '__proto__'),
      values,
    );
    for (const said of fc.sample(envelopes, { seed: 2, numRuns: runs })) {
      const outcome = await deliver({ ...clerkEvent('user.created', clerkUser(bob)), ...said });
      expect(['applied', 'stale', 'ignored', 'unusable'], JSON.stringify(said)).toContain(outcome);
    }
  });

  it('may have the address that somebody else has, however often', async () => {
    const { deliver } = createReceiver(env);
    for (const [n, id] of [ada, bob, ada, bob].entries()) {
      const addresses = [emailAddress('idn_1', 'shared@example.org')];
      const user = clerkUser(id, { email_addresses: addresses, updated_at: 1000 + n });
      expect(await deliver(clerkEvent('user.updated', user))).toBe('applied');
    }
    expect((await countRows()).users).toBe(2);
  });
});
