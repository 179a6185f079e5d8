import { pendingMs } from '../administration/another-admin-d1.ts';
import { entryColumns, listOrderValues, orderColumns } from '../administration/audit-d1.ts';
import { readUserRow, type UserRow, userColumns } from '../users/user-row-d1.ts';
import type { AccountLinkStore, LinkRefusal } from './account-link-store.ts';

const countKeys = (owners: string): string => `(SELECT COUNT(*) FROM api_keys
  WHERE user_id IN (${owners}) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?4))`;

// ?1 is the account that stays, ?2 the one that leaves, ?3 Clerk's id, ?4 now, ?5 since when changes that were begun count,
// ?6 how many keys may be active. lower() knows ASCII alone: addresses that differ in other letters are not the same.
const pair = `users AS a JOIN users AS b ON b.id = ?2
  WHERE a.id = ?1 AND a.clerk_user_id = ?3 AND a.id <> b.id AND b.better_auth = 1 AND a.banned = 0 AND b.banned = 0`;
const verdict = `CASE
  WHEN a.better_auth = 1 OR b.clerk_user_id IS NOT NULL THEN 'linked-elsewhere'
  WHEN a.source_updated_at = 0 THEN 'address-unknown'
  WHEN a.email IS NULL OR b.email IS NULL OR a.email_verified = 0 OR b.email_verified = 0 THEN 'address-unverified'
  WHEN lower(a.email) <> lower(b.email) THEN 'address-differs'
  WHEN a.tier <> b.tier THEN 'tiers-differ'
  WHEN EXISTS (SELECT 1 FROM pending_user_changes WHERE user_id = a.id AND started_at > ?5) THEN 'change-pending'
  WHEN ${countKeys('a.id, b.id')} > ?6 THEN 'too-many-keys'
  ELSE 'allowed' END`;
const judge = `SELECT ${verdict} AS verdict FROM ${pair}`;

// The one statement that decides; ?7 to ?14 are what every order says of itself. All others ask for it.
const enter = `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, b.id, a.id,
    json_object('tier', a.tier, 'betterAuth', json('false'), 'keys', ${countKeys('a.id')}),
    json_object('tier', a.tier, 'betterAuth', json('true'), 'keys', ${countKeys('a.id, b.id')})
  FROM ${pair} AND ${verdict} = 'allowed'`;

// In all of these, ?1 is the account that stays, ?2 the one that leaves, ?3 the entry.
const isEntered = 'EXISTS (SELECT 1 FROM audit_entries WHERE id = ?3)';
/** The id in the account of a password is the person's own. */
const moveAccounts = `UPDATE auth_accounts
  SET user_id = ?1, account_id = CASE account_id WHEN ?2 THEN ?1 ELSE account_id END
  WHERE user_id = ?2 AND ${isEntered}`;
const moves = ['auth_sessions', 'auth_two_factors', 'auth_passkeys', 'api_keys'].map(
  (table) => `UPDATE ${table} SET user_id = ?1 WHERE user_id = ?2 AND ${isEntered}`,
);
/** An address is one row's that may sign in here: one gives it up, then the other takes it. */
const giveUp = `UPDATE users SET better_auth = 0 WHERE id = ?2 AND ${isEntered}`;
const take = `UPDATE users SET better_auth = 1, email = leaving.email, email_verified = 1,
    two_factor_enabled = leaving.two_factor_enabled,
    last_sign_in_at = NULLIF(MAX(COALESCE(users.last_sign_in_at, ''), COALESCE(leaving.last_sign_in_at, '')), ''),
    updated_at = ?4
  FROM users AS leaving WHERE users.id = ?1 AND leaving.id = ?2 AND ${isEntered}`;
/** What was sent to set the password anew goes along, by a trigger. */
const remove = `DELETE FROM users WHERE id = ?2 AND ${isEntered}`;

/** Also where another request has done it. */
const selectLinked = `SELECT ${userColumns} FROM users WHERE id = ?1 AND better_auth = 1 AND banned = 0 AND EXISTS (
  SELECT 1 FROM audit_entries WHERE user_id = ?1 AND target_id = ?2 AND action = 'link-account')`;

/** The linking in D1: one batch, which is one transaction. */
export function createAccountLinkStoreD1(database: D1Database): AccountLinkStore {
  const prepare = (sql: string, ...values: (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);

  return {
    async link(order) {
      const { staying, leavingId, activeKeysMax, at, id, reason, requestId } = order;
      const now = at.toISOString();
      const since = new Date(at.getTime() - pendingMs).toISOString();
      const guards = [staying.id, leavingId, staying.clerkUserId, now, since, activeKeysMax];
      const actor = { userId: staying.id, subject: staying.clerkUserId, impersonator: null };
      const entry = listOrderValues({ id, at, actor, action: 'link-account', reason, requestId });
      const ids = [staying.id, leavingId, id];
      const results = await database.batch<{ readonly verdict: LinkRefusal | 'allowed' } & UserRow>([
        prepare(judge, ...guards),
        prepare(enter, ...guards, ...entry),
        prepare(moveAccounts, ...ids),
        ...moves.map((move) => prepare(move, ...ids)),
        prepare(giveUp, ...ids),
        prepare(take, ...ids, now),
        prepare(remove, ...ids),
        prepare(selectLinked, staying.id, leavingId),
      ]);
      const row = results.at(-1)?.results[0];
      if (row !== undefined) return readUserRow(row);
      const refusal = results[0]?.results[0]?.verdict ?? 'changed-meanwhile';
      if (refusal === 'allowed') throw new Error('the accounts were to be linked, and are not');
      return refusal;
    },
  };
}
