import { anotherIsLeft, pendingMs } from './another-admin-d1.ts';

// ?1 is the account, ?2 since when changes that were begun count.
const mayGo = `id = ?1 AND better_auth = 1 AND (tier <> 'admin' OR banned = 1 OR ${anotherIsLeft('?2')})`;
const bury = `INSERT INTO deleted_users (clerk_user_id, deleted_at)
  SELECT clerk_user_id, ?3 FROM users WHERE ${mayGo} AND clerk_user_id IS NOT NULL
  ON CONFLICT (clerk_user_id) DO NOTHING`;
/** Keys, sessions and ways to sign in have foreign keys and go along. */
const remove = `DELETE FROM users WHERE ${mayGo}`;
const find = 'SELECT id FROM users WHERE id = ?1';

/**
 * Removes somebody who wants to go, with all that is theirs, in one transaction. Whoever is Clerk's, too, leaves a tombstone: what
 * Clerk still says of them does not bring them back.
 *
 * @returns false where they are the last administrator, and stay
 */
export function createRemoveOwnAccountD1(
  database: D1Database,
): (userId: string, now: Date) => Promise<boolean> {
  return async (userId, now) => {
    const since = new Date(now.getTime() - pendingMs).toISOString();
    const results = await database.batch([
      database.prepare(bury).bind(userId, since, now.toISOString()),
      database.prepare(remove).bind(userId, since),
      database.prepare(find).bind(userId),
    ]);
    return results[2]?.results.length === 0;
  };
}
