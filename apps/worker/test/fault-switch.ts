/** What becomes of everything that is asked of a part. */
export type FaultMode = 'well' | 'fails' | 'hangs' | 'slow';

export interface FaultSwitch {
  mode: FaultMode;
}

const slowMs = 300;

/**
 * Carries work out as the switch says.
 *
 * @param signal ends what hangs, as it ends a real request
 */
export async function pass<Value>(
  { mode }: FaultSwitch,
  work: () => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  if (mode === 'fails') throw new Error('the part fails: SECRET');
  if (mode === 'hangs') {
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  }
  if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
  return work();
}

const asking: ReadonlySet<string | symbol> = new Set(['first', 'all', 'run', 'raw', 'batch', 'exec']);

/** A database of which every question passes a switch. */
export function switchDatabase(database: D1Database, fault: FaultSwitch): D1Database {
  const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const unwrap = (statement: D1PreparedStatement) => real.get(statement) ?? statement;

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (!asking.has(name)) return member.bind(target);
        return (...values: unknown[]) => pass(fault, async () => member.apply(target, values));
      },
    });
    real.set(wrapped, statement);
    return wrapped;
  }

  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql));
      if (name === 'batch')
        return (statements: D1PreparedStatement[]) => pass(fault, () => target.batch(statements.map(unwrap)));
      return Reflect.get(target, name).bind(target);
    },
  });
}

type Limiters = Cloudflare.Env['RATE_WINDOWS'];

/** A limiter of which every question passes a switch. */
export function switchLimiter(namespace: Limiters, fault: FaultSwitch): Limiters {
  return new Proxy(namespace, {
    get(target, name) {
      if (name !== 'getByName') return Reflect.get(target, name).bind(target);
      return (key: string) => {
        const stub = target.getByName(key);
        return new Proxy(stub, {
          get:
            (_, method) =>
            (...values: unknown[]) =>
              pass(fault, async () => Reflect.apply(Reflect.get(stub, method), stub, values)),
        });
      };
    },
  });
}
