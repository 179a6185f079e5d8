import manifest from '../package.json' with { type: 'json' };
import type { VerifyKey } from './api-keys/key-verification.ts';
import type { AuthProvider } from './auth/auth-provider.ts';
import { createPrepareCompile } from './compilations/compile-list.ts';
import { createListDates } from './compilations/list-dates.ts';
import { createListDateStoreD1 } from './compilations/list-dates-d1.ts';
import { createResultCache } from './compilations/result-cache.ts';
import { type Bindings, parseSettings, type Settings } from './env.ts';
import { checkCompiler } from './health/compiler-health.ts';
import { checkDatabase } from './health/database-health-d1.ts';
import { createBlobStoreCacheApi } from './lib/blob-store-cache-api.ts';
import { createForgivingBlobStore } from './lib/forgiving-blob-store.ts';
import type { Log } from './lib/log.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import { createRateLimiterDo } from './rate-limit/rate-limiter-do.ts';
import type { RouteParts } from './routes/route-table.ts';
import { createHostLeases } from './sources/host-leases.ts';
import { createSourceCache } from './sources/source-cache.ts';
import { createSourceHistory } from './sources/source-history.ts';
import { createFetchSource } from './sources/source-ports.ts';
import type { UserSubject } from './users/user.ts';
import type { UserStore } from './users/user-store.ts';

/** Everything that a request needs and that outlives it. */
export interface Services extends RouteParts {
  readonly settings: Settings;
  /** Undefined where none is bound. */
  readonly limiter: RateLimiter | undefined;
  /** Who signs people in, in order of preference. */
  readonly providers: readonly AuthProvider[];
  readonly verifyKey: VerifyKey;
  /** Undefined where no database is bound. */
  readonly users: UserStore | undefined;
  readonly completeUser: (subject: UserSubject) => Promise<void>;
  readonly log: Log;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What comes from the platform; tests pass their own. */
export interface Platform {
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly openCache: () => Promise<Cache>;
  /** Left out, those that the settings name. */
  readonly providers?: readonly AuthProvider[];
}

const platformOfWorkers: Platform = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  log: (entry) => console[entry.level](JSON.stringify(entry)),
  fetch: (input, init) => fetch(input, init),
  openCache: () => caches.open('bloqr'),
};

/** The composition root: the only place that puts adapters and capabilities together. */
export function createServices(bindings: Bindings, platform: Platform = platformOfWorkers): Services {
  const { now, newId, log } = platform;
  const settings = parseSettings(bindings);
  for (const fault of settings.faults) log({ level: 'error', event: 'misconfigured', detail: fault });

  const hostAllowlist = settings.sourceHostAllowlist;
  const dateStore = bindings.DB === undefined ? forgetfulStore : createListDateStoreD1(bindings.DB);
  const dates = createListDates(dateStore, (reason) =>
    log({ level: 'error', event: 'list-date-store-failed', reason }),
  );
  const blobs = createForgivingBlobStore(createBlobStoreCacheApi(platform.openCache), now, (reason) =>
    log({ level: 'error', event: 'cache-failed', reason }),
  );
  const sources = createSourceCache(createFetchSource(platform.fetch), blobs, createHostLeases(now), now);
  const results = createResultCache(blobs);
  const generator = `bloqr ${manifest.version}`;
  const prepareCompile = createPrepareCompile({
    build: bindings.CF_VERSION_METADATA?.id ?? generator,
    online: {
      openSession: (waitUntil) => sources.open(waitUntil),
      history: createSourceHistory(blobs),
      results,
    },
    hostAllowlist,
    dates,
    now,
    generator,
  });
  const prepareOffline = createPrepareCompile({
    build: generator,
    online: undefined,
    hostAllowlist,
    dates: { dateOf: async (_digest, date) => date },
    now,
    generator,
  });

  return {
    settings,
    limiter: bindings.RATE_WINDOWS && createRateLimiterDo(bindings.RATE_WINDOWS),
    providers: platform.providers ?? [],
    verifyKey: async () => ({ kind: 'invalid', reason: 'no-keys-yet' }),
    users: undefined,
    completeUser: async () => {},
    rateQuotas: settings.rateQuotas,
    log,
    now,
    newId,
    environment: settings.environment,
    prepareCompile,
    healthChecks: {
      configuration: async () =>
        settings.faults.length === 0 ? { status: 'ok' } : { status: 'failing', reason: 'misconfigured' },
      database: () => checkDatabase(bindings.DB),
      compiler: () => checkCompiler(prepareOffline),
    },
  };
}

/** Stands in where no database is bound. */
const forgetfulStore = { remember: async (_digest: string, candidate: string) => candidate };
