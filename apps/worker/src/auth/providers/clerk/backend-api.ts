import type { UserChange } from '../../../users/user-change.ts';
import type { UserProfile } from '../../../users/user-store.ts';
import {
  type BackendApiFailure,
  type BackendApiSettings,
  type BackendChangeRequest,
  createBackendRequest,
  describeFailure,
} from './backend-request.ts';
import { readClerkUser } from './clerk-user.ts';
import { listUsers, type UserListing, type UserListingAnswer } from './list-users.ts';

/** What the Backend API says of one person. */
export type BackendUser =
  | { readonly kind: 'found'; readonly profile: UserProfile }
  /** Clerk knows nobody of this id. */
  | { readonly kind: 'unknown' }
  /** Clerk was asked too often. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** It cannot be said; the reason is for the log. */
  | { readonly kind: 'unavailable'; readonly reason: BackendApiFailure };

/** What became of a change that the Backend API was asked for; where it is `unavailable`, it may be made all the same. */
export type BackendChange =
  | Exclude<BackendUser, { readonly kind: 'rate-limited' }>
  /** It is not made, and asking again does not help. */
  | { readonly kind: 'refused'; readonly reason: `status-${number}` }
  /** It is not made: Clerk was asked too often. */
  | { readonly kind: 'busy' };

/** Asks Clerk. Nothing here rejects. */
export interface BackendApi {
  findUser(clerkUserId: string): Promise<BackendUser>;
  /** Changes a person and gives what they are then. */
  changeUser(clerkUserId: string, change: UserChange): Promise<BackendChange>;
  /** One page of users. */
  listUsers(listing: UserListing): Promise<UserListingAnswer>;
}

export interface BackendApiParts extends BackendApiSettings {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Users are below 64 KB: each of their three metadata has 8 KB at most. */
const userLimits = { bytesMax: 256 * 1024, timeLimitMs: 5000 };

/** A small client of Clerk's Backend API (https://clerk.com/docs/reference/backend-api). */
export function createBackendApi({ now, ...parts }: BackendApiParts): BackendApi {
  const ask = createBackendRequest(parts);
  // An answer is at least as new as the question.
  const sayNow = () => ({ atMs: now(), messageId: '' });

  async function askUser(clerkUserId: string, { path, request }: UserRequest): Promise<BackendUser> {
    const said = sayNow();
    const answer = await ask(`/v1/users/${encodeURIComponent(clerkUserId)}${path}`, userLimits, request);
    if (answer.kind !== 'answered') return answer;
    if (answer.status === 404) return { kind: 'unknown' };
    if (answer.status !== 200) return describeFailure(`status-${answer.status}`);
    const profile = readClerkUser(answer.body, said);
    // An answer about somebody else is none.
    if (profile?.subject.id !== clerkUserId) return describeFailure('not-a-user');
    return { kind: 'found', profile };
  }

  return {
    findUser: (clerkUserId) => askUser(clerkUserId, { path: '' }),
    async changeUser(clerkUserId, change) {
      const answer = await askUser(clerkUserId, toRequest(change));
      if (answer.kind === 'rate-limited') return { kind: 'busy' };
      if (answer.kind !== 'unavailable') return answer;
      // What Clerk answers with 5xx may have been done.
      return isRefusal(answer.reason) ? { kind: 'refused', reason: answer.reason } : answer;
    },
    listUsers: (listing) => listUsers(ask, listing, sayNow()),
  };
}

/** A request about one person, below their address; without more it reads. */
interface UserRequest {
  readonly path: '' | '/metadata' | '/ban' | '/unban';
  readonly request?: BackendChangeRequest;
}

const isRefusal = (reason: BackendApiFailure): reason is `status-${number}` => /^status-[34]/.test(reason);

/** Metadata is merged: what is not named stays (https://clerk.com/docs/reference/backend-api/tag/users). */
function toRequest(change: UserChange): UserRequest {
  if (change.kind !== 'set-metadata') return { path: `/${change.kind}`, request: { method: 'POST' } };
  const { kind: _kind, ...metadata } = change;
  return { path: '/metadata', request: { method: 'PATCH', body: { public_metadata: metadata } } };
}
