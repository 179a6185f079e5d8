import type { ClerkSettings } from '@bloqr/contract';
import type { AuthProvider } from '../../auth-provider.ts';
import type { KeyStore } from '../../jwt/key-store.ts';
import { createTokenMemo } from '../../jwt/token-memo.ts';
import { listSessionCookieNames } from './session-cookie-names.ts';
import { verifySessionToken } from './verify-session-token.ts';

export interface ClerkProviderParts {
  readonly settings: ClerkSettings;
  readonly allowedOrigins: ReadonlySet<string>;
  /** The keys at `settings.jwksUrl`. */
  readonly keys: KeyStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A page sends the same token for most of its minute. */
const rememberedTokensMax = 1000;
/** What has three parts is a JWT, of Clerk or of somebody else, which only its issuer tells: that is looked at with the rest. */
const jwtForm = /^[^.]*\.[^.]*\.[^.]*$/;

/** Clerk as an auth provider: it signs people in elsewhere, and we verify what its tokens say. */
export function createClerkProvider(parts: ClerkProviderParts): AuthProvider {
  const { settings, allowedOrigins, keys, now } = parts;
  const { issuer, isMissingAzpAllowed } = settings;
  const memo = createTokenMemo(rememberedTokensMax);
  const cookieNames = listSessionCookieNames(settings.publishableKey);
  return {
    name: 'clerk',
    takes: (token) => jwtForm.test(token),
    listCookieNames: () => cookieNames,
    verifySession(token, presentation, ownOrigin, waitUntil) {
      const isAllowedOrigin = (origin: string) => allowedOrigins.has(origin) || origin === ownOrigin;
      return verifySessionToken(
        token,
        presentation,
        { find: (keyId) => keys.find(keyId, waitUntil) },
        { issuer, isAllowedOrigin, isMissingAzpAllowed },
        now(),
        memo,
      );
    },
  };
}
