import {
  type ClerkSettings,
  clerkProxyPath,
  parseSigningSecrets,
  socialProviderNames,
} from '@bloqr/contract';
import manifest from '../package.json' with { type: 'json' };
import { type CheckAccess, createCheckAccess } from './access/check-access.ts';
import { createAccountLinkStoreD1 } from './account-links/account-link-store-d1.ts';
import { createLinkAccounts } from './account-links/link-accounts.ts';
import { createAdministrationD1 } from './administration/create-administration-d1.ts';
import type { RandomBytes } from './api-keys/api-key.ts';
import { createApiKeyStoreD1 } from './api-keys/api-key-store-d1.ts';
import { createApiKeys } from './api-keys/api-keys.ts';
import type { VerifyKey } from './api-keys/key-verification.ts';
import { createVerifyKey } from './api-keys/verify-key.ts';
import type { AuthProvider } from './auth/auth-provider.ts';
import { createHandleAuthD1, createProvidersD1 } from './auth/create-sign-in-d1.ts';
import { createKeySetCopy } from './auth/jwt/key-set-copy.ts';
import { staleMaxMs } from './auth/jwt/key-store.ts';
import type { HandleAuth } from './auth/providers/better-auth/auth-handler.ts';
import { forgetOldSessions } from './auth/providers/better-auth/forget-old-sessions-d1.ts';
import { createBackendApi } from './auth/providers/clerk/backend-api.ts';
import { createCompleteUser } from './auth/providers/clerk/complete-user.ts';
import { createFrontendProxy, type ForwardToClerk } from './auth/providers/clerk/frontend-proxy.ts';
import { createClerkMigration } from './clerk-migration/clerk-migration.ts';
import { createMigrationRowsD1 } from './clerk-migration/migration-rows-d1.ts';
import { createPrepareCompile } from './compilations/compile-list.ts';
import { createListDates } from './compilations/list-dates.ts';
import { createListDateStoreD1 } from './compilations/list-dates-d1.ts';
import { createResultCache } from './compilations/result-cache.ts';
import { createSendEmail } from './email/create-send-email.ts';
import { type Bindings, parseSettings, type Settings } from './env.ts';
import { checkCompiler } from './health/compiler-health.ts';
import { checkDatabase } from './health/database-health-d1.ts';
import { checkIdentity } from './health/identity-health.ts';
import { createBlobStoreCacheApi } from './lib/blob-store-cache-api.ts';
import { createBlobStoreD1 } from './lib/blob-store-d1.ts';
import { countStatements } from './lib/counted-database-d1.ts';
import { createFetchAnew } from './lib/fetch-anew.ts';
import { createForgivingBlobStore } from './lib/forgiving-blob-store.ts';
import type { Log } from './lib/log.ts';
import { findRequestScope } from './lib/request-scope.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import { createRateLimiterDo } from './rate-limit/rate-limiter-do.ts';
import { forgetOldSweeps } from './reconciliation/forget-old-sweeps.ts';
import { createIdentityRowsD1 } from './reconciliation/identity-rows-d1.ts';
import { createReconciliation } from './reconciliation/reconciliation.ts';
import { createRunScheduled, type RunScheduled } from './reconciliation/run-scheduled.ts';
import { createSweepStoreD1 } from './reconciliation/sweep-store-d1.ts';
import type { RouteParts } from './routes/route-table.ts';
import { createHostLeases } from './sources/host-leases.ts';
import { createSourceCache } from './sources/source-cache.ts';
import { createSourceHistory } from './sources/source-history.ts';
import { createFetchSource } from './sources/source-ports.ts';
import type { UserSubject } from './users/user.ts';
import { createUserStoreD1 } from './users/user-store-d1.ts';
import { createReceiveDelivery } from './webhooks/clerk/receive-delivery.ts';
import { createWebhookStoreD1 } from './webhooks/clerk/webhook-store-d1.ts';

/** Everything that a request needs and that outlives it. */
export interface Services extends RouteParts {
  readonly settings: Settings;
  /** Undefined where none is bound. */
  readonly limiter: RateLimiter | undefined;
  /** Who signs people in, in order of preference. */
  readonly providers: readonly AuthProvider[];
  /** The sign-in that works here; `off` where it is not a provider, undefined where something that it needs is missing. */
  readonly handleAuth: HandleAuth | 'off' | undefined;
  /** Clerk's Frontend API at an address of ours; undefined where the settings do not want it. */
  readonly forwardToClerk: ForwardToClerk | undefined;
  readonly verifyKey: VerifyKey;
  /** The second door, which routes of administrators are behind. */
  readonly checkAccess: CheckAccess;
  readonly completeUser: (subject: UserSubject) => Promise<void>;
  readonly runScheduled: RunScheduled;
  readonly log: Log;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What comes from the platform; tests pass their own. */
export interface Platform {
  readonly now: () => number;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly openCache: () => Promise<Cache>;
  /** Left out, those that the settings name. */
  readonly providers?: readonly AuthProvider[];
}

/** The platform itself. */
export const platformOfWorkers: Platform = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  log: (entry) => console[entry.level](JSON.stringify(entry)),
  fetch: (input, init) => fetch(input, init),
  openCache: () => caches.open('bloqr'),
};

/** The composition root: the only place that puts adapters and capabilities together. */
export function createServices(given: Bindings, platformGiven: Platform = platformOfWorkers): Services {
  const bindings: Bindings = { ...given, ...(given.DB && { DB: countStatements(given.DB) }) };
  const platform: Platform = {
    ...platformGiven,
    log: nameRequest(platformGiven.log),
    fetch: createFetchAnew(platformGiven.fetch),
  };
  const { now, newId, log } = platform;
  const settings = parseSettings(bindings);
  const { clerk } = settings.auth;
  const signing = parseSigningSecrets(clerk?.webhookSecrets.join(',') ?? '');
  for (const fault of [...settings.faults, ...signing.faults])
    log({ level: 'error', event: 'misconfigured', detail: fault });

  const hostAllowlist = settings.sourceHostAllowlist;
  const dateStore = bindings.DB === undefined ? forgetfulStore : createListDateStoreD1(bindings.DB);
  const dates = createListDates(dateStore, (reason) =>
    log({ level: 'error', event: 'list-date-store-failed', reason }),
  );
  const blobs = createForgivingBlobStore(createBlobStoreCacheApi(platform.openCache), now, (reason) =>
    log({ level: 'error', event: 'cache-failed', reason }),
  );
  const archive =
    bindings.DB &&
    createForgivingBlobStore(createBlobStoreD1(bindings.DB, now), now, (reason) =>
      log({ level: 'error', event: 'blob-store-failed', reason }),
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
    log,
    now,
    generator,
  });
  const prepareOffline = createPrepareCompile({
    build: generator,
    online: undefined,
    hostAllowlist,
    dates: { dateOf: async (_digest, date) => date },
    log: () => {},
    now,
    generator,
  });

  const providers =
    platform.providers ?? createProvidersD1(settings, { blobs, archive, database: bindings.DB }, platform);
  const limiter = bindings.RATE_WINDOWS && createRateLimiterDo(bindings.RATE_WINDOWS);
  const sendEmail = createSendEmail(settings.email, { fetch: platform.fetch, limiter, log });
  const keyStore = bindings.DB && createApiKeyStoreD1(bindings.DB);
  const users = bindings.DB && createUserStoreD1(bindings.DB, newId);
  const api =
    clerk?.secretKey === undefined
      ? undefined
      : createBackendApi({ url: clerk.apiUrl, secretKey: clerk.secretKey, fetch: platform.fetch, now });
  const completeUser = createCompleteUser({ api, users, log, now });
  const messages = bindings.DB && createWebhookStoreD1(bindings.DB, newId);
  const administration =
    bindings.DB &&
    users &&
    messages &&
    createAdministrationD1(bindings.DB, {
      users,
      messages,
      api,
      instanceId: clerk?.instanceId,
      isMisconfigured: settings.faults.length > 0,
      log,
      now,
      newId,
    });
  const sweeps = bindings.DB && createSweepStoreD1(bindings.DB);
  const identities = bindings.DB && createIdentityRowsD1(bindings.DB, newId);
  const reconciliation =
    identities &&
    sweeps &&
    createReconciliation({
      api,
      rows: identities,
      sweeps,
      newId,
      log,
      now,
    });
  const handleAuth = createHandleAuthD1(settings, bindings.DB, sendEmail, platform);
  const clerkMigration =
    bindings.DB &&
    identities &&
    createClerkMigration({
      api,
      isProviderOn: typeof handleAuth === 'function',
      identities,
      rows: createMigrationRowsD1(bindings.DB, newId),
      log,
      now,
    });

  return {
    settings,
    limiter,
    providers,
    handleAuth,
    forwardToClerk:
      clerk?.proxyUrl === clerkProxyPath
        ? createFrontendProxy({ clerk, fetch: platform.fetch, log })
        : undefined,
    signIn: describeSignIn(settings, providers),
    verifyKey: createVerifyKey({ store: keyStore, log, now }),
    checkAccess: createCheckAccess(settings.access, { fetch: platform.fetch, blobs, archive, log, now }),
    apiKeys: keyStore && createApiKeys({ store: keyStore, randomBytes: platform.randomBytes, newId, now }),
    users,
    linkAccounts:
      users &&
      bindings.DB &&
      createLinkAccounts({
        store: createAccountLinkStoreD1(bindings.DB),
        providers,
        users,
        completeUser,
        newId,
        log,
        now,
      }),
    administration,
    completeUser,
    receiveClerkDelivery: createReceiveDelivery({
      secrets: signing.secrets,
      instanceId: clerk?.instanceId,
      store: messages,
      log,
      now,
    }),
    reconciliation,
    clerkMigration,
    runScheduled: createRunScheduled({
      chores: {
        ...administration?.chores,
        'forget-old-sessions': async () => bindings.DB && forgetOldSessions(bindings.DB, new Date(now())),
        'forget-old-sweeps': async () => sweeps && forgetOldSweeps(sweeps, now()),
      },
      // Wrong settings may name another Clerk than is meant.
      reconciliation: settings.faults.length === 0 && api !== undefined ? reconciliation : undefined,
      sweeps,
      log,
      now,
    }),
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
      identity: async () =>
        sweeps && archive && clerk !== undefined
          ? checkIdentity(sweeps, createKeySetCopy(archive, clerk.jwksUrl, staleMaxMs / 1000), now)
          : undefined,
    },
  };
}

/** Each line says in which request's name it is written. */
function nameRequest(log: Log): Log {
  return (entry) => {
    const scope = findRequestScope();
    log(scope === undefined ? entry : { ...entry, requestId: scope.requestId });
  };
}

/** Stands in where no database is bound. */
const forgetfulStore = { remember: async (_digest: string, candidate: string) => candidate };

/** A publishable key is meant for pages: it says where Clerk is, and opens nothing. */
function describeSignIn({ auth, email }: Settings, providers: readonly AuthProvider[]): Services['signIn'] {
  const names = providers.map(({ name }) => name);
  const { publishableKey: key, proxyUrl }: Partial<ClerkSettings> =
    (names.includes('clerk') ? auth.clerk : undefined) ?? {};
  const { betterAuth } = auth;
  return {
    providers: names,
    ...(key !== undefined && { clerkPublishableKey: key }),
    ...(key !== undefined && proxyUrl !== undefined && { clerkProxyUrl: proxyUrl }),
    ...(names.includes('better-auth') &&
      betterAuth !== undefined && {
        betterAuth: {
          social: socialProviderNames.filter((name) => betterAuth.social[name] !== undefined),
          sendsEmail: email.kind !== 'none',
          requiresVerifiedEmail: betterAuth.isVerificationRequired,
        },
      }),
  };
}
