import { prepareCompletion } from '../users/complete-user-d1.ts';
import { prepareRemoval } from '../users/remove-user-d1.ts';
import { readUserRow, type UserRow, userColumns } from '../users/user-row-d1.ts';
import type { KnownRow } from './decide-row.ts';
import type { IdentityRows } from './identity-rows.ts';

const findRows = `SELECT ${userColumns} FROM users WHERE clerk_user_id IN (SELECT value FROM json_each(?1))`;
const findTombstones =
  'SELECT clerk_user_id FROM deleted_users WHERE clerk_user_id IN (SELECT value FROM json_each(?1))';
const listOlder = `SELECT clerk_user_id FROM users WHERE clerk_user_id > ?1 AND created_at < ?2
  ORDER BY clerk_user_id LIMIT ?3`;
const listRemovable = `SELECT clerk_user_id FROM users WHERE clerk_user_id > ?1 AND created_at < ?2 AND better_auth = 0
  ORDER BY clerk_user_id LIMIT ?3`;
const countRemovable =
  'SELECT COUNT(*) AS n FROM users WHERE clerk_user_id IS NOT NULL AND created_at < ?1 AND better_auth = 0';
const countAll = 'SELECT COUNT(*) AS n FROM users WHERE clerk_user_id IS NOT NULL';
const isRemovable =
  'EXISTS (SELECT 1 FROM users WHERE clerk_user_id = ?1 AND created_at < ?2 AND better_auth = 0)';
/** Statements of one batch; a batch is one transaction, and others wait for it. */
const batchMax = 100;

/**
 * The rows in D1, tables `users`, `deleted_users` and `api_keys`.
 *
 * @param newId makes the id of a new user
 */
export function createIdentityRowsD1(database: D1Database, newId: () => string): IdentityRows {
  const listIds = async (sql: string, ...values: readonly (string | number)[]) => {
    const { results } = await database
      .prepare(sql)
      .bind(...values)
      .all<{ clerk_user_id: string }>();
    return results.map((row) => row.clerk_user_id);
  };

  return {
    async find(clerkUserIds) {
      const ids = JSON.stringify(clerkUserIds);
      const [rows, tombstones] = await Promise.all([
        database.prepare(findRows).bind(ids).all<UserRow>(),
        database.prepare(findTombstones).bind(ids).all<{ clerk_user_id: string }>(),
      ]);
      const known = new Map<string, KnownRow>();
      for (const row of rows.results) {
        const user = readUserRow(row);
        known.set(user.subject.id, { kind: 'row', user });
      }
      for (const { clerk_user_id: id } of tombstones.results) known.set(id, { kind: 'tombstone' });
      return known;
    },

    async write(profiles, now) {
      const written: boolean[] = [];
      for (let at = 0; at < profiles.length; at += batchMax) {
        const statements = profiles
          .slice(at, at + batchMax)
          .map((profile) => prepareCompletion(database, profile, newId(), now));
        const results = await database.batch(statements);
        written.push(...results.map(({ meta }) => meta.changes > 0));
      }
      return written;
    },

    listOlder: (after, createdBefore, limit) => listIds(listOlder, after, createdBefore, limit),
    listRemovable: (after, createdBefore, limit) => listIds(listRemovable, after, createdBefore, limit),
    countRemovable: async (createdBefore) =>
      (await database.prepare(countRemovable).bind(createdBefore).first<number>('n')) ?? 0,

    async count() {
      return (await database.prepare(countAll).first<number>('n')) ?? 0;
    },

    async remove(clerkUserId, createdBefore, now) {
      const condition = { sql: isRemovable, value: createdBefore };
      const results = await database.batch([...prepareRemoval(database, clerkUserId, now, condition)]);
      return (results.at(-1)?.meta.changes ?? 0) > 0;
    },
  };
}
