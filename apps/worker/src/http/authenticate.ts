import type { VerifyKey } from '../api-keys/key-verification.ts';
import type { AuthProvider, VerifiedSession } from '../auth/auth-provider.ts';
import { readCredential } from '../auth/credential.ts';
import type { Principal } from '../auth/principal.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import { keyOfAddress } from '../rate-limit/address-key.ts';
import type { AccountTier, User, UserSubject } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';
import type { RouteDeclaration } from './route.ts';

/** What is asked to find out who sends a request. */
export interface AuthenticateParts {
  /** In order of preference. */
  readonly providers: readonly AuthProvider[];
  readonly verifyKey: VerifyKey;
  /** Undefined where no database is bound. */
  readonly users: UserStore | undefined;
  /** Fetches what the provider knows of somebody whose row is made from a token alone; asked again, at most now and then. */
  readonly completeUser: (subject: UserSubject) => Promise<void>;
  readonly log: Log;
  /** Milliseconds of a clock. */
  readonly now: () => number;
}

/** Who sends a request, or why it goes no further. */
export type Authentication =
  | { readonly kind: 'known'; readonly principal: Principal }
  | {
      readonly kind: 'refused';
      readonly report: ProblemReport;
      readonly headers: Readonly<Record<string, string>>;
      /** Whether a credential failed or does not count yet, which is charged to the address it came from. */
      readonly hasFailed: boolean;
    };

export type Authenticate = (
  request: Request,
  route: Pick<RouteDeclaration, 'credential' | 'authority'>,
  /** `requestId` leads from a refusal, which says nothing, to its reason in the log. */
  call: { readonly waitUntil: WaitUntil; readonly requestId: string },
) => Promise<Authentication>;

const databaseTimeLimitMs = 5000;
const unavailableSeconds = 5;
/** People whose rows an isolate remembers to be there, or to have asked for. */
const notedMax = 10_000;
/** Until a row that could not be made is asked for again: a database in trouble does not get it with every request. */
const noteRetryMs = 10_000;

/** Makes the one place where a credential becomes a principal. What a principal may do is not decided here. */
export function createAuthenticate(everyRequests: AuthenticateParts): Authenticate {
  const { providers } = everyRequests;
  const noted: Noted = new BoundedMap(notedMax);

  return async (request, route, { waitUntil, requestId }) => {
    if (route.credential === 'none') return known(createAnonymous(request));
    const log: Log = (entry) => everyRequests.log({ ...entry, requestId });
    const parts: AuthenticateParts = { ...everyRequests, log };
    const ownOrigin = new URL(request.url).origin;
    const credential = readCredential(request, providers, ownOrigin);
    switch (credential.kind) {
      case 'none':
        return known(createAnonymous(request));
      case 'in-query':
        return refuseQuery();
      case 'malformed':
        return refuseSession(log, credential.reason);
      case 'api-key':
        return authenticateKey(credential.key, parts, waitUntil);
      case 'bearer':
      case 'cookie': {
        const { kind: presentation, provider, token } = credential;
        const verification = await provider.verifySession(token, presentation, ownOrigin, waitUntil);
        if (verification.kind === 'valid') {
          return authenticateSession(verification.session, route, parts, noted, waitUntil);
        }
        if (verification.kind === 'invalid') return refuseSession(log, verification.reason);
        if (verification.kind === 'pending') return refusePending();
        log({ level: 'error', event: 'auth-provider-unavailable', reason: verification.reason });
        return refuseForNow(verification.retryAfterSeconds, 'Who you are cannot be found out right now.');
      }
    }
  };
}

/** When to see to it that there is a row, by the key of its owner's requests: never again, once it is there. */
type Noted = BoundedMap<string, number>;

async function authenticateSession(
  session: VerifiedSession,
  { authority }: Pick<RouteDeclaration, 'authority'>,
  parts: AuthenticateParts,
  noted: Noted,
  waitUntil: WaitUntil,
): Promise<Authentication> {
  const { users, log, now, completeUser } = parts;
  const subject: UserSubject = { provider: session.provider, id: session.subject };
  const rateKey = keyOfSubject(subject);
  const firstTier = session.isClaimFresh ? (session.claimedTier ?? 'free') : 'free';

  if (authority === 'claim' && session.isClaimFresh && session.claimedTier !== undefined) {
    if (users !== undefined && (noted.get(rateKey) ?? Number.NEGATIVE_INFINITY) <= now()) {
      noted.set(rateKey, now() + noteRetryMs);
      waitUntil(
        note(users, subject, firstTier, parts).then(
          (isThere) => isThere && noted.set(rateKey, Number.POSITIVE_INFINITY),
        ),
      );
    }
    const tier = session.claimedTier;
    return known({ kind: 'session', tier, rateKey, session, user: undefined });
  }

  let { user } = session;
  if (user === undefined) {
    const ensured = await askDatabase(
      log,
      users && (() => users.ensure(subject, firstTier, new Date(now()))),
    );
    if (ensured === undefined)
      return refuseForNow(unavailableSeconds, 'Your account cannot be read right now.');
    if (ensured.kind === 'deleted') return refuseSession(log, 'deleted');
    user = ensured.user;
  }
  // Also where an earlier attempt failed: the event about this person may have been lost, too.
  if (user.sourceUpdatedAtMs === 0) waitUntil(completeUser(subject));
  if (user.isBanned) return refuseSession(log, 'banned');
  const tier = authority === 'row-alone' ? user.tier : chooseTier(session, user);
  // The row's, so that somebody with two ways to sign in has one budget.
  return known({ kind: 'session', tier, rateKey: keyOfSubject(user.subject), session, user });
}

/** The row of somebody whose token said enough, made while their request goes on. Whether it is there now. */
async function note(
  users: UserStore,
  subject: UserSubject,
  tier: AccountTier,
  { completeUser, log, now }: AuthenticateParts,
): Promise<boolean> {
  const answer = await askDatabase(log, () => users.note(subject, tier, new Date(now())));
  if (answer?.isNew) await completeUser(subject);
  return answer !== undefined;
}

/** Claim and row are two photographs of the same thing; the newer one counts. */
function chooseTier({ claimedTier, issuedAtMs }: VerifiedSession, user: User): AccountTier {
  return claimedTier !== undefined && issuedAtMs > user.sourceUpdatedAtMs ? claimedTier : user.tier;
}

async function authenticateKey(
  key: string,
  { verifyKey, log }: AuthenticateParts,
  waitUntil: WaitUntil,
): Promise<Authentication> {
  const verification = await askDatabase(log, () => verifyKey(key, waitUntil));
  if (verification === undefined)
    return refuseForNow(unavailableSeconds, 'API keys cannot be read right now.');
  if (verification.kind === 'invalid') {
    log({ level: 'info', event: 'credential-refused', credential: 'api-key', reason: verification.reason });
    return refuseUnauthenticated({ code: 'invalid-api-key', detail: 'The API key is not accepted.' });
  }
  const { keyId, scopes, user } = verification;
  const rateKey = keyOfSubject(user.subject);
  return known({ kind: 'api-key', tier: user.tier, rateKey, keyId, scopes, user });
}

/** Asks and does not wait for long; undefined where there is no answer. */
async function askDatabase<Answer>(
  log: Log,
  ask: (() => Promise<Answer>) | undefined,
): Promise<Answer | undefined> {
  let reason = 'missing';
  if (ask !== undefined) {
    try {
      const answer = await withTimeLimit(ask(), databaseTimeLimitMs);
      if (answer !== timedOut) return answer;
      reason = 'timeout';
    } catch {
      reason = 'error';
    }
  }
  log({ level: 'error', event: 'database-failed', reason });
  return undefined;
}

function known(principal: Principal): Authentication {
  return { kind: 'known', principal };
}

/** Somebody who does not say who they are: known by their address alone. */
export function createAnonymous(request: Request): Principal {
  const rateKey = keyOfAddress(request.headers.get('CF-Connecting-IP'));
  return { kind: 'anonymous', tier: 'anonymous', rateKey };
}

/** The key under which a person's requests are counted, whatever credential they send. */
function keyOfSubject({ provider, id }: UserSubject): string {
  return `user:${provider}:${id}`;
}

function refuseQuery(): Authentication {
  const detail = 'Send it as Authorization: Bearer, and replace it: it may have been logged on the way.';
  return { kind: 'refused', report: { code: 'credential-in-query', detail }, headers: {}, hasFailed: true };
}

/** The challenge of a 401 to a credential that does not hold (RFC 6750, section 3). */
export const invalidTokenChallenge = { 'WWW-Authenticate': 'Bearer realm="bloqr", error="invalid_token"' };

/** What exactly is wrong goes to the log: told to the caller, it would help whoever tries. */
function refuseSession(log: Log, reason: string): Authentication {
  log({ level: 'info', event: 'credential-refused', credential: 'session', reason });
  return refuseUnauthenticated({
    code: 'invalid-session-token',
    detail: 'The session token is not accepted.',
  });
}

function refuseUnauthenticated(report: ProblemReport): Authentication {
  return { kind: 'refused', report, headers: invalidTokenChallenge, hasFailed: true };
}

function refusePending(): Authentication {
  const detail = 'Finish signing in, then try again.';
  // Nobody's yet, so that there is no other budget that it could be charged to.
  return { kind: 'refused', report: { code: 'session-pending', detail }, headers: {}, hasFailed: true };
}

function refuseForNow(seconds: number, detail: string): Authentication {
  return {
    kind: 'refused',
    report: { code: 'unavailable', detail, retryAfterSeconds: seconds },
    headers: {},
    hasFailed: false,
  };
}
