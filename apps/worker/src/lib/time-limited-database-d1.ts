import { interceptStatements } from './intercepted-database-d1.ts';
import { timedOut, withTimeLimit } from './with-time-limit.ts';

/**
 * The database, of which whatever is asked is answered, or rejects, within so many milliseconds. Whether something that was to be
 * written then is written cannot be known, as where the connection is lost.
 */
export function limitStatements(database: D1Database, milliseconds: number): D1Database {
  return interceptStatements(database, async (_sqls, send) => {
    const answer = await withTimeLimit(send(), milliseconds);
    if (answer === timedOut) throw new Error(`the database has not answered within ${milliseconds} ms`);
    return answer;
  });
}
