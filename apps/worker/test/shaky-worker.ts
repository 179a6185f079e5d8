import { createApp } from '../src/app.ts';
import type { Bindings } from '../src/env.ts';
import { createServices } from '../src/services.ts';
import { createRandom } from './webhooks/random.ts';

export { RateWindow } from '../src/index.ts';

interface ShakyBindings extends Bindings {
  /** Which calls of the database fail. */
  readonly FAULT_SEED: string;
  /** One call in so many fails, half of these after it was carried out. */
  readonly FAULTS_ONE_IN: string;
}

let app: ReturnType<typeof createApp> | undefined;
let count = 0;
/** Fewer requests than the budget of one address. */
const requestsOfAddress = 500;

/** The Worker with a database that fails now and then, and callers from ever other addresses. */
export default {
  fetch(request, bindings, context) {
    app ??= createApp(createServices({ ...bindings, DB: makeShaky(bindings) }));
    const address = Math.floor(count++ / requestsOfAddress);
    const headers = new Headers(request.headers);
    headers.set('CF-Connecting-IP', `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`);
    return app(new Request(request, { headers }), (work) => context.waitUntil(work));
  },
} satisfies ExportedHandler<ShakyBindings>;

function makeShaky({ DB, FAULT_SEED, FAULTS_ONE_IN }: ShakyBindings): D1Database {
  if (DB === undefined) throw new Error('there is no database to shake');
  const random = createRandom(Number(FAULT_SEED));
  return new Proxy(DB, {
    get: (target, name) => {
      if (name !== 'batch') return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        const chance = random.nextInt(1, 2 * Number(FAULTS_ONE_IN));
        if (chance === 1) throw new Error('D1_ERROR: busy');
        const results = await target.batch(statements);
        if (chance === 2) throw new Error('Network connection lost.');
        return results;
      };
    },
  });
}
