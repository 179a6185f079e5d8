import type { AuthProviderName } from '@bloqr/contract';
import type { WaitUntil } from '../lib/wait-until.ts';
import type { AccountTier, User } from '../users/user.ts';

/** How a session token came: in the header, or in a cookie of a request from our own pages. */
export type Presentation = 'bearer' | 'cookie';

/** A session token that holds, in what it says. */
export interface VerifiedSession {
  readonly provider: AuthProviderName;
  /** The provider's own id of the person. */
  readonly subject: string;
  /** When the token was issued, in milliseconds since 1970: what it claims is as old as this. */
  readonly issuedAtMs: number;
  /**
   * The tier that it claims, `free` where the claim is there and cannot be understood; undefined where there is none.
   */
  readonly claimedTier: AccountTier | undefined;
  /** Whether the claim may count without a look at the row: the token lives five minutes at most. */
  readonly isClaimFresh: boolean;
  /** Who really acts, where somebody acts as this person. */
  readonly impersonator: string | undefined;
  /** When the person signed in, in milliseconds since 1970, where the provider knows; a token may be much younger. */
  readonly signedInAtMs?: number;
  /** The row of the person, where the provider has read it anyway. */
  readonly user?: User;
}

/** What a provider says of a token. The reasons go to the log, never to the caller. */
export type SessionVerification =
  | { readonly kind: 'valid'; readonly session: VerifiedSession }
  /** Signed in, but with something left to do before the session counts. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'invalid'; readonly reason: string }
  /** It cannot be judged right now; ask again after so many seconds. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly retryAfterSeconds: number };

/** Whoever signs people in. */
export interface AuthProvider {
  readonly name: AuthProviderName;
  /**
   * Whether a token in the header has the form of its own, so that it is asked about this one and nobody else is. No two
   * providers say yes to one token.
   */
  takes(token: string): boolean;
  /**
   * The cookies that may carry its token, the first that is there counting.
   *
   * @param ownOrigin the origin of the service as the request has it
   */
  listCookieNames(ownOrigin: string): readonly string[];
  /**
   * Judges a token.
   *
   * @param ownOrigin the origin of the service as the request has it
   * @param waitUntil of the request, for keys that are fetched on its way
   */
  verifySession(
    token: string,
    presentation: Presentation,
    ownOrigin: string,
    waitUntil: WaitUntil,
  ): Promise<SessionVerification>;
}
