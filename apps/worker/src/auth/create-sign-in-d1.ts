import { createRemoveOwnAccountD1 } from '../administration/remove-own-account-d1.ts';
import type { SendEmail } from '../email/send-email.ts';
import type { BlobStore } from '../lib/blob-store.ts';
import type { Log } from '../lib/log.ts';
import { limitStatements } from '../lib/time-limited-database-d1.ts';
import type { AuthProvider } from './auth-provider.ts';
import type { AuthSettings } from './auth-settings.ts';
import { createKeyStore } from './jwt/key-store.ts';
import { createHandleAuth, type HandleAuth } from './providers/better-auth/auth-handler.ts';
import { authLimits } from './providers/better-auth/auth-limits.ts';
import { createBetterAuthProvider } from './providers/better-auth/better-auth-provider.ts';
import { loadLibrary } from './providers/better-auth/load-library.ts';
import { createSessionReaderD1 } from './providers/better-auth/session-reader-d1.ts';
import { createClerkProvider } from './providers/clerk/clerk-provider.ts';

/** What the settings say of signing in. */
export interface SignInSettings {
  readonly auth: AuthSettings;
  readonly allowedOrigins: ReadonlySet<string>;
}

/** What signing in needs of the platform. */
export interface SignInPlatform {
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** Those of the settings that can sign somebody in. */
export function createProvidersD1(
  { auth, allowedOrigins }: SignInSettings,
  {
    database,
    ...stores
  }: {
    readonly blobs: BlobStore;
    readonly archive: BlobStore | undefined;
    readonly database: D1Database | undefined;
  },
  { fetch, now, log }: SignInPlatform,
): readonly AuthProvider[] {
  return auth.providers.flatMap((name) => {
    if (name === 'better-auth') {
      if (auth.betterAuth === undefined) return [];
      const { secret, url } = auth.betterAuth;
      const sessions = database && createSessionReaderD1(database);
      return [createBetterAuthProvider({ secret, url, sessions, now })];
    }
    if (auth.clerk === undefined) return [];
    const onFailure = (reason: string) =>
      log({ level: 'error', event: 'key-set-failed', provider: name, reason });
    const keys = createKeyStore(auth.clerk.jwksUrl, { fetch, now, ...stores, onFailure });
    return [createClerkProvider({ settings: auth.clerk, allowedOrigins, keys, now })];
  });
}

/** What answers below `/api/auth/`: `off` where Better Auth is no provider, undefined where something that it needs is missing. */
export function createHandleAuthD1(
  { auth, allowedOrigins }: SignInSettings,
  database: D1Database | undefined,
  sendEmail: SendEmail | undefined,
  { now, newId }: Pick<SignInPlatform, 'now' | 'newId'>,
): HandleAuth | 'off' | undefined {
  if (!auth.providers.includes('better-auth')) return 'off';
  if (auth.betterAuth === undefined || database === undefined || loadLibrary === undefined) return undefined;
  const limited = limitStatements(database, authLimits.databaseTimeLimitMs);
  return createHandleAuth(
    {
      settings: auth.betterAuth,
      database: limited,
      allowedOrigins,
      sendEmail,
      removeUser: createRemoveOwnAccountD1(limited),
      now,
      newId,
    },
    loadLibrary,
  );
}
