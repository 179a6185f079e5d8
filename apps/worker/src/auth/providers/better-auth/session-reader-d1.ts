import { readUserRow, type UserRow, userColumns } from '../../../users/user-row-d1.ts';
import type { SessionReader } from './session-reader.ts';

interface SessionRow extends UserRow {
  readonly signed_in_at: string;
}

const find = `SELECT ${userColumns}, (SELECT created_at FROM auth_sessions WHERE token = ?1) AS signed_in_at
  FROM users WHERE better_auth = 1
  AND id = (SELECT user_id FROM auth_sessions WHERE token = ?1 AND expires_at > ?2)`;

/** The sessions in D1, table `auth_sessions`: one look for the session and its person. */
export function createSessionReaderD1(database: D1Database): SessionReader {
  return {
    async find(sessionId, now) {
      const row = await database.prepare(find).bind(sessionId, now.toISOString()).first<SessionRow>();
      return row === null
        ? undefined
        : { user: readUserRow(row), signedInAtMs: Date.parse(row.signed_in_at) };
    },
  };
}
