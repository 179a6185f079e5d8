import { interceptStatements } from './intercepted-database-d1.ts';
import { findRequestScope } from './request-scope.ts';

/**
 * The database, with every statement that is sent to it counted for the request in whose name it is (`request-scope.ts`). A
 * statement of a batch counts as one. Who sends none pays nothing.
 */
export function countStatements(database: D1Database): D1Database {
  return interceptStatements(database, (sqls, send) => {
    const scope = findRequestScope();
    if (scope !== undefined)
      for (const sql of sqls) scope[/^\s*SELECT\b/i.test(sql) ? 'databaseReads' : 'databaseWrites']++;
    return send();
  });
}
