import { timedOut, withTimeLimit } from '../../../lib/with-time-limit.ts';
import type { AuthProvider, SessionVerification } from '../../auth-provider.ts';
import { nameSessionCookie } from './session-cookie.ts';
import type { SessionReader } from './session-reader.ts';
import { createSignatureCheck, decodeCookieValue, isSignedToken, parseSignedToken } from './session-token.ts';

export interface BetterAuthProviderParts {
  /** With which tokens are signed. */
  readonly secret: string;
  /** The origin of the service where it is set; else that of the request is it. */
  readonly url: string | undefined;
  /** Undefined where no database is bound. */
  readonly sessions: SessionReader | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const databaseTimeLimitMs = 5000;
const unavailableSeconds = 5;
const unavailable: SessionVerification = {
  kind: 'unavailable',
  reason: 'database',
  retryAfterSeconds: unavailableSeconds,
};

/**
 * Better Auth as an auth provider: it signs people in here, and its sessions are rows. Judging one takes neither the library nor
 * more than one look into the database, so that whoever ends a session ends it with the next request; what is made up does
 * not get that far, as its signature does not hold.
 */
export function createBetterAuthProvider({
  secret,
  url,
  sessions,
  now,
}: BetterAuthProviderParts): AuthProvider {
  const isSigned = createSignatureCheck(secret);
  return {
    name: 'better-auth',
    takes: isSignedToken,
    listCookieNames: (ownOrigin) => [nameSessionCookie(url ?? ownOrigin)],

    async verifySession(presented, presentation) {
      const text = presentation === 'cookie' ? decodeCookieValue(presented) : presented;
      const token = text === undefined ? undefined : parseSignedToken(text);
      if (token === undefined) return { kind: 'invalid', reason: 'malformed' };
      if (!(await isSigned(token))) return { kind: 'invalid', reason: 'signature' };
      if (sessions === undefined) return unavailable;
      const at = new Date(now());
      try {
        const found = await withTimeLimit(sessions.find(token.id, at), databaseTimeLimitMs);
        if (found === timedOut) return unavailable;
        // Signed out, over, or deleted with its person: which of them cannot be told any more.
        if (found === undefined) return { kind: 'invalid', reason: 'no-session' };
        const { user, signedInAtMs } = found;
        return {
          kind: 'valid',
          session: {
            provider: 'better-auth',
            subject: user.id,
            issuedAtMs: at.getTime(),
            claimedTier: undefined,
            isClaimFresh: false,
            impersonator: undefined,
            signedInAtMs,
            user,
          },
        };
      } catch {
        return unavailable;
      }
    },
  };
}
