import { interceptStatements } from '../src/lib/intercepted-database-d1.ts';

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

/** A database of which every question passes a switch. */
export function switchDatabase(database: D1Database, fault: FaultSwitch): D1Database {
  return interceptStatements(database, (_sqls, send) => pass(fault, send));
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
