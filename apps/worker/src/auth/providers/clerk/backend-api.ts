import type { UserProfile } from '../../../users/user-store.ts';
import {
  type BackendApiFailure,
  type BackendApiSettings,
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
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** It cannot be said; the reason is for the log. */
  | { readonly kind: 'unavailable'; readonly reason: BackendApiFailure };

/** Asks Clerk. Nothing here rejects. */
export interface BackendApi {
  findUser(clerkUserId: string): Promise<BackendUser>;
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
  return {
    async findUser(clerkUserId) {
      const said = sayNow();
      const answer = await ask(`/v1/users/${encodeURIComponent(clerkUserId)}`, userLimits);
      if (answer.kind !== 'answered') return answer;
      if (answer.status === 404) return { kind: 'unknown' };
      if (answer.status !== 200) return describeFailure(`status-${answer.status}`);
      const profile = readClerkUser(answer.body, said);
      // An answer about somebody else is none.
      if (profile?.subject.id !== clerkUserId) return describeFailure('not-a-user');
      return { kind: 'found', profile };
    },
    listUsers: (listing) => listUsers(ask, listing, sayNow()),
  };
}
