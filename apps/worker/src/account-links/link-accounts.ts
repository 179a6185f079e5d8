import { apiKeyLimits } from '@bloqr/contract';
import type { AuthProvider, VerifiedSession } from '../auth/auth-provider.ts';
import { authLimits } from '../auth/providers/better-auth/auth-limits.ts';
import type { Log } from '../lib/log.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import type { User, UserSubject } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';
import type { AccountLinkStore, LinkRefusal } from './account-link-store.ts';

export interface LinkAccountsParts {
  readonly providers: readonly AuthProvider[];
  readonly users: Pick<UserStore, 'ensure'>;
  readonly store: AccountLinkStore;
  /** Fetches what Clerk knows of somebody of whom only a token is known. */
  readonly completeUser: (subject: UserSubject) => Promise<void>;
  readonly newId: () => string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A person who asks that their two accounts be one. */
export interface LinkWish {
  /** The session that the request came with, and its person's row. */
  readonly session: VerifiedSession;
  readonly user: User;
  /** The token of a session at the other provider. */
  readonly token: string;
  /** The origin of the service as the request has it. */
  readonly ownOrigin: string;
  readonly requestId: string;
  readonly waitUntil: WaitUntil;
}

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly user: User }
  | { readonly kind: 'refused'; readonly reason: LinkRefusal }
  /** The second token does not hold, or is of nobody who could be meant. Why stands in the log. */
  | { readonly kind: 'second-refused' }
  /** Somebody signed in too long ago. */
  | { readonly kind: 'not-fresh'; readonly which: 'first' | 'second' }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

export type LinkAccounts = (wish: LinkWish) => Promise<LinkOutcome>;

const reason = 'asked for by the person, with a session of each account';

/**
 * Makes what turns Clerk's account and Better Auth's account of a person into one. Whoever asks proves with one request that they
 * are signed in to both; nothing is linked by an address alone. Rejects where the database cannot be asked.
 */
export function createLinkAccounts(parts: LinkAccountsParts): LinkAccounts {
  const { store, newId, now } = parts;
  return async (wish) => {
    if (!isFresh(wish.session, now())) return { kind: 'not-fresh', which: 'first' };
    const second = await judgeSecond(wish, parts);
    if (second.kind !== 'valid') return second;
    if (second.user.id === wish.user.id) return { kind: 'linked', user: second.user };

    const [clerks, own] =
      wish.session.provider === 'clerk' ? [wish.user, second.user] : [second.user, wish.user];
    // A row with both is named by Clerk's id, so this is one that has another counterpart.
    if (own.subject.provider !== 'better-auth') return { kind: 'refused', reason: 'linked-elsewhere' };
    const linked = await store.link({
      id: newId(),
      at: new Date(now()),
      staying: { id: clerks.id, clerkUserId: clerks.subject.id },
      leavingId: own.id,
      activeKeysMax: apiKeyLimits.activeMax,
      reason,
      requestId: wish.requestId,
    });
    return typeof linked === 'string'
      ? { kind: 'refused', reason: linked }
      : { kind: 'linked', user: linked };
  };
}

type SecondSession =
  | { readonly kind: 'valid'; readonly user: User }
  | Exclude<LinkOutcome, { kind: 'linked' } | { kind: 'refused' }>;

async function judgeSecond(
  { session: first, token, ownOrigin, waitUntil }: LinkWish,
  { providers, users, completeUser, log, now }: LinkAccountsParts,
): Promise<SecondSession> {
  const refuse = (reason: string): SecondSession => {
    log({ level: 'info', event: 'credential-refused', credential: 'second-session', reason });
    return { kind: 'second-refused' };
  };
  const provider = providers.find((one) => one.takes(token));
  if (provider === undefined) return refuse('unknown-form');
  if (provider.name === first.provider) return refuse('same-provider');
  const verification = await provider.verifySession(token, 'bearer', ownOrigin, waitUntil);
  switch (verification.kind) {
    case 'invalid':
      return refuse(verification.reason);
    case 'pending':
      return refuse('pending');
    case 'unavailable':
      log({ level: 'error', event: 'auth-provider-unavailable', reason: verification.reason });
      return { kind: 'unavailable', retryAfterSeconds: verification.retryAfterSeconds };
    case 'valid':
  }
  const { session } = verification;
  if (session.impersonator !== undefined) return refuse('impersonated');
  if (!isFresh(session, now())) return { kind: 'not-fresh', which: 'second' };
  const user = session.user ?? (await findUser(session, users, new Date(now())));
  if (user === undefined) return refuse('deleted');
  if (user.isBanned) return refuse('banned');
  if (user.sourceUpdatedAtMs === 0) waitUntil(completeUser(user.subject));
  return { kind: 'valid', user };
}

async function findUser(
  { provider, subject }: VerifiedSession,
  users: Pick<UserStore, 'ensure'>,
  now: Date,
): Promise<User | undefined> {
  const ensured = await users.ensure({ provider, id: subject }, 'free', now);
  return ensured.kind === 'deleted' ? undefined : ensured.user;
}

/**
 * Clerk's tokens must live five minutes at most, so that one that still holds is no older; a session here must have begun within
 * a day, as for the library's own things that take somebody who has just signed in.
 */
function isFresh({ provider, isClaimFresh, signedInAtMs }: VerifiedSession, nowMs: number): boolean {
  if (provider === 'clerk') return isClaimFresh;
  return signedInAtMs !== undefined && nowMs - signedInAtMs <= authLimits.freshSeconds * 1000;
}
