/**
 * What stands between a statement, or a batch of them, and the database.
 *
 * @param sqls the text of each statement
 * @param send sends them
 */
export type Intercept = <Value>(sqls: readonly string[], send: () => Promise<Value>) => Promise<Value>;

interface Known {
  readonly statement: D1PreparedStatement;
  readonly sql: string;
}

const executors: ReadonlySet<PropertyKey> = new Set(['first', 'all', 'run', 'raw']);

/** The database, with something between it and everything that is asked of it. A batch is asked as one. */
export function interceptStatements(database: D1Database, intercept: Intercept): D1Database {
  /** What stands behind the statements given out: a batch takes only D1's own. */
  const known = new WeakMap<D1PreparedStatement, Known>();

  function wrap(statement: D1PreparedStatement, sql: string): D1PreparedStatement {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: readonly unknown[]) => wrap(target.bind(...values), sql);
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (!executors.has(name)) return member.bind(target);
        return (...args: readonly unknown[]) =>
          intercept([sql], async () => Reflect.apply(member, target, args));
      },
    });
    known.set(wrapped, { statement, sql });
    return wrapped;
  }

  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql), sql);
      if (name === 'batch')
        return (statements: readonly D1PreparedStatement[]) => {
          const own = statements.map((one) => known.get(one) ?? { statement: one, sql: '' });
          return intercept(
            own.map(({ sql }) => sql),
            () => target.batch(own.map(({ statement }) => statement)),
          );
        };
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
