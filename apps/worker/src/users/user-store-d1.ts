import { listPageD1 } from '../lib/list-page-d1.ts';
import { prepareCompletion } from './complete-user-d1.ts';
import type { AccountTier, UserSubject } from './user.ts';
import { readUserRow, type UserRow, userColumns } from './user-row-d1.ts';
import type { EnsuredUser, UserPage, UserQuery, UserStore } from './user-store.ts';

const pageMax = 100;

const selectById = `SELECT ${userColumns} FROM users WHERE id = ?1`;
const selectOwn = `${selectById} AND better_auth = 1`;
const selectByClerkId = `SELECT ${userColumns} FROM users WHERE clerk_user_id = ?1`;

/** Everything else is filled in by the first event, or by the Backend API: the row counts as older than both. */
const insertFromToken = `INSERT INTO users (id, clerk_user_id, tier, created_at, updated_at)
  SELECT ?1, ?2, ?3, ?4, ?4 WHERE NOT EXISTS (SELECT 1 FROM deleted_users WHERE clerk_user_id = ?2)
  ON CONFLICT (clerk_user_id) DO NOTHING`;

/**
 * The users in D1, table `users`.
 *
 * @param newId makes the id of a new row: letters, digits, `_` and `-`, at most 64
 */
export function createUserStoreD1(database: D1Database, newId: () => string): UserStore {
  const prepareInsert = ({ id }: UserSubject, tier: AccountTier, now: Date): D1PreparedStatement =>
    database.prepare(insertFromToken).bind(newId(), id, tier, now.toISOString());

  return {
    async find(id) {
      const row = await database.prepare(selectById).bind(id).first<UserRow>();
      return row === null ? undefined : readUserRow(row);
    },

    async ensure(subject, tier, now): Promise<EnsuredUser> {
      const isClerks = subject.provider === 'clerk';
      const select = database.prepare(isClerks ? selectByClerkId : selectOwn).bind(subject.id);
      const found = await select.first<UserRow>();
      if (found !== null) return { kind: 'found', user: readUserRow(found), isNew: false };
      if (!isClerks) return { kind: 'deleted' };
      // Another request may have made the row meanwhile: what stands there afterwards counts.
      const [insert, after] = await database.batch<UserRow>([prepareInsert(subject, tier, now), select]);
      const [row] = after?.results ?? [];
      if (row === undefined) return { kind: 'deleted' };
      return { kind: 'found', user: readUserRow(row), isNew: insert?.meta.changes === 1 };
    },

    async note(subject, tier, now) {
      if (subject.provider !== 'clerk') return { isNew: false };
      const { meta } = await prepareInsert(subject, tier, now).run();
      return { isNew: meta.changes === 1 };
    },

    async complete(profile, now) {
      await prepareCompletion(database, profile, newId(), now).run();
    },

    list: (query) => listUsers(database, query),
  };
}

const userList = {
  columns: userColumns,
  table: 'users',
  atColumn: 'created_at',
  atOf: (row: UserRow) => row.created_at,
};

async function listUsers(database: D1Database, query: UserQuery): Promise<UserPage | undefined> {
  const limit = Math.min(Math.max(Math.trunc(query.limit), 1), pageMax);
  const page = await listPageD1(database, userList, { ...query, limit }, (parameter) => {
    const conditions: string[] = [];
    if (query.tier !== undefined) conditions.push(`tier = ${parameter(query.tier)}`);
    if (query.search !== undefined && query.search !== '') {
      // Not LIKE: a pattern has 50 bytes at most in D1 (developers.cloudflare.com/d1/platform/limits/).
      const term = parameter(query.search);
      const isPart = ['email', 'display_name', 'first_name', 'last_name']
        .map((column) => `instr(lower(${column}), lower(${term})) > 0`)
        .join(' OR ');
      conditions.push(`(id = ${term} OR clerk_user_id = ${term} OR ${isPart})`);
    }
    return conditions;
  });
  return page && { users: page.rows.map(readUserRow), nextCursor: page.nextCursor };
}
