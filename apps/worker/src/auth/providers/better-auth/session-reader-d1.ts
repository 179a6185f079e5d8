import { readUserRow, type UserRow, userColumns } from '../../../users/user-row-d1.ts';
import type { SessionReader } from './session-reader.ts';

const findUser = `SELECT ${userColumns} FROM users WHERE better_auth = 1
  AND id = (SELECT user_id FROM auth_sessions WHERE token = ?1 AND expires_at > ?2)`;

/** The sessions in D1, table `auth_sessions`: one look for the session and its person. */
export function createSessionReaderD1(database: D1Database): SessionReader {
  return {
    async findUser(sessionId, now) {
      const row = await database.prepare(findUser).bind(sessionId, now.toISOString()).first<UserRow>();
      return row === null ? undefined : readUserRow(row);
    },
  };
}
