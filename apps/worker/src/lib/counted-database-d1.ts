import { findRequestScope } from './request-scope.ts';

type Kind = 'databaseReads' | 'databaseWrites';

interface Known {
  readonly statement: D1PreparedStatement;
  readonly kind: Kind;
}

const executors: ReadonlySet<PropertyKey> = new Set(['first', 'all', 'run', 'raw']);

/**
 * The database, with every statement that is sent to it counted for the request in whose name it is (`request-scope.ts`). A
 * statement of a batch counts as one. Who sends none pays nothing.
 */
export function countStatements(database: D1Database): D1Database {
  /** What stands behind the statements given out: a batch takes only D1's own. */
  const known = new WeakMap<D1PreparedStatement, Known>();

  function wrap(statement: D1PreparedStatement, kind: Kind): D1PreparedStatement {
    const counted = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: readonly unknown[]) => wrap(target.bind(...values), kind);
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: readonly unknown[]): unknown => {
          if (executors.has(name)) count(kind);
          return Reflect.apply(member, target, args);
        };
      },
    });
    known.set(counted, { statement, kind });
    return counted;
  }

  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare')
        return (sql: string) =>
          wrap(target.prepare(sql), /^\s*SELECT\b/i.test(sql) ? 'databaseReads' : 'databaseWrites');
      if (name === 'batch')
        return (statements: readonly D1PreparedStatement[]) =>
          target.batch(
            statements.map((one) => {
              const { statement, kind } = known.get(one) ?? { statement: one, kind: 'databaseWrites' };
              count(kind);
              return statement;
            }),
          );
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function count(kind: Kind): void {
  const scope = findRequestScope();
  if (scope !== undefined) scope[kind]++;
}
