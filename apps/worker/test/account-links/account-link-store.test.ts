import { env } from 'cloudflare:workers';
import { apiKeyLimits } from '@bloqr/contract';
import { expect, it } from 'vitest';
import { createAccountLinkStoreD1 } from '../../src/account-links/account-link-store-d1.ts';
import { insertKeys, readAll } from './link-scene.ts';

const store = createAccountLinkStoreD1(env.DB);
const at = new Date('2026-05-01T12:00:00.000Z');
const run = (sql: string, ...values: (string | null)[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

interface Pair {
  readonly staying: { readonly id: string; readonly clerkUserId: string };
  readonly leavingId: string;
}

/** Two rows that may be linked, the one that leaves with one of everything. */
async function insertPair(): Promise<Pair> {
  const [id, leavingId] = [crypto.randomUUID(), crypto.randomUUID()];
  const clerkUserId = `user_${id.replaceAll('-', '')}`;
  const date = at.toISOString();
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO users (id, clerk_user_id, email, email_verified, source_updated_at, created_at, updated_at)
       VALUES (?1, ?2, ?3, 1, 5, ?4, ?4)`,
    ).bind(id, clerkUserId, `Ada.${id}@Example.org`, date),
    env.DB.prepare(
      `INSERT INTO users (id, email, email_verified, better_auth, two_factor_enabled, created_at, updated_at)
       VALUES (?1, ?2, 1, 1, 1, ?3, ?3)`,
    ).bind(leavingId, `ada.${id}@example.org`, date),
    env.DB.prepare(
      `INSERT INTO auth_sessions (id, token, user_id, expires_at, created_at, updated_at) VALUES (?1, ?1, ?1, ?2, ?2, ?2)`,
    ).bind(leavingId, date),
    env.DB.prepare(
      `INSERT INTO auth_accounts (id, user_id, provider_id, account_id, created_at, updated_at)
       VALUES (?1, ?1, 'credential', ?1, ?2, ?2), ('g' || ?1, ?1, 'github', 'g' || ?1, ?2, ?2)`,
    ).bind(leavingId, date),
    env.DB.prepare(
      `INSERT INTO auth_two_factors (id, user_id, secret, backup_codes) VALUES (?1, ?1, '', '')`,
    ).bind(leavingId),
    env.DB.prepare(
      `INSERT INTO auth_passkeys (id, user_id, public_key, credential_id, counter, device_type, backed_up)
       VALUES (?1, ?1, '', ?1, 0, '', 0)`,
    ).bind(leavingId),
    env.DB.prepare(
      `INSERT INTO auth_verifications (id, identifier, value, expires_at, created_at, updated_at)
       VALUES (?1, 'reset-password', ?1, ?2, ?2, ?2)`,
    ).bind(leavingId, date),
  ]);
  await insertKeys(leavingId, 1);
  return { staying: { id, clerkUserId }, leavingId };
}

const link = (pair: Pair) =>
  store.link({
    ...pair,
    id: crypto.randomUUID(),
    at,
    activeKeysMax: apiKeyLimits.activeMax,
    reason: 'r',
    requestId: 'q',
  });

const belongings = ['auth_sessions', 'auth_two_factors', 'auth_passkeys', 'api_keys'];
const allOf = (id: string) => ({
  ...Object.fromEntries(belongings.map((table) => [table, [{ user_id: id, n: 1 }]])),
  auth_accounts: [{ user_id: id, n: 2 }],
});

it('moves all that is Better Auth’s, with the address in small letters, and forgets what was sent', async () => {
  const pair = await insertPair();
  const { id } = pair.staying;
  expect(await link(pair)).toMatchObject({ id, email: `ada.${id}@example.org`, isEmailVerified: true });
  const { users, owned } = await readAll(id, pair.leavingId);
  expect(users).toMatchObject([{ id, better_auth: 1, two_factor_enabled: 1, updated_at: at.toISOString() }]);
  expect(owned).toEqual(allOf(id));
  const accounts = await env.DB.prepare(
    'SELECT account_id FROM auth_accounts WHERE user_id = ?1 ORDER BY provider_id',
  )
    .bind(id)
    .all();
  expect(accounts.results).toEqual([{ account_id: id }, { account_id: `g${pair.leavingId}` }]);
  const sent = await env.DB.prepare('SELECT COUNT(*) AS n FROM auth_verifications WHERE value = ?1')
    .bind(pair.leavingId)
    .first('n');
  expect(sent).toBe(0);
});

/** What may happen after the sessions were judged. */
const meanwhile = [
  { name: 'Clerk’s account is banned', sql: 'UPDATE users SET banned = 1 WHERE id = ?1', of: 'staying' },
  { name: 'the other account is banned', sql: 'UPDATE users SET banned = 1 WHERE id = ?1', of: 'leaving' },
  { name: 'Clerk’s account is deleted', sql: 'DELETE FROM users WHERE id = ?1', of: 'staying' },
  { name: 'the other account is deleted', sql: 'DELETE FROM users WHERE id = ?1', of: 'leaving' },
  {
    name: 'Clerk’s address moves',
    sql: "UPDATE users SET email = 'z' || email WHERE id = ?1",
    of: 'staying',
  },
  { name: 'the tier changes', sql: "UPDATE users SET tier = 'admin' WHERE id = ?1", of: 'leaving' },
  {
    name: 'the other account may sign in here no more',
    sql: 'UPDATE users SET better_auth = 0 WHERE id = ?1',
    of: 'leaving',
  },
] as const;

it.each(meanwhile)('changes nothing where $name meanwhile', async ({ sql, of }) => {
  const pair = await insertPair();
  await run(sql, of === 'staying' ? pair.staying.id : pair.leavingId);
  const before = await readAll(pair.staying.id, pair.leavingId);
  expect(typeof (await link(pair))).toBe('string');
  expect(await readAll(pair.staying.id, pair.leavingId)).toEqual(before);
});

it.each(meanwhile)('links as a whole or not at all where $name among 50 attempts', async ({ sql, of }) => {
  const pair = await insertPair();
  const { staying, leavingId } = pair;
  const attempts = Array.from({ length: 50 }, () => () => link(pair));
  const change = () => run(sql, of === 'staying' ? staying.id : leavingId);
  await Promise.all([...attempts.slice(0, 25), change, ...attempts.slice(25)].map((begin) => begin()));
  const { users, owned, entries } = await readAll(staying.id, leavingId);
  const rows = users.map((row) => row.id);
  expect(entries.length).toBeLessThanOrEqual(1);
  if (entries.length === 1) {
    expect(rows).not.toContain(leavingId);
    if (rows.includes(staying.id) && !('banned' in Object(users[0]) && users[0]?.banned === 1))
      expect(owned).toEqual(allOf(staying.id));
  } else if (rows.includes(leavingId) && users.every((row) => row.banned === 0)) {
    expect(owned).toEqual(allOf(leavingId));
    expect(users.filter((row) => row.better_auth === 1).length).toBeLessThanOrEqual(1);
  }
});
