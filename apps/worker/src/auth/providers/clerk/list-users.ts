import type { UserProfile } from '../../../users/user-store.ts';
import { type BackendAnswer, type BackendRequest, describeFailure } from './backend-request.ts';
import { type ClerkStatement, isJsonObject, readClerkTimeMs, readClerkUser } from './clerk-user.ts';
import { readWaysIn, type WaysIn } from './read-ways-in.ts';

/** Which users Clerk is asked for. */
export type UserListing =
  /** All of them, oldest first, those behind a user. */
  | { readonly kind: 'all'; readonly after: ListingCursor | undefined }
  /** Last changed first, without so many at the beginning. */
  | { readonly kind: 'recent'; readonly offset: number }
  /** These, at most {@link namedUsersMax}; whom Clerk does not know is left out of the answer. */
  | { readonly kind: 'named'; readonly ids: readonly string[] };

/** A user as a place in the list of all. */
export interface ListingCursor {
  readonly id: string;
  /** Milliseconds since 1970; undefined where Clerk did not say. */
  readonly createdAtMs: number | undefined;
}

export interface ListedUser {
  readonly profile: UserProfile;
  readonly waysIn: WaysIn;
  readonly createdAtMs: number | undefined;
}

/** A page of Clerk's users, or why there is none. */
export type UserListingAnswer =
  | {
      readonly kind: 'listed';
      readonly users: readonly ListedUser[];
      /** How many entries could not be read, on top of those. */
      readonly unreadableCount: number;
      readonly isLast: boolean;
    }
  | Exclude<BackendAnswer, { kind: 'answered' }>;

/** As many as Clerk lists at once, and as many ids as it takes (https://clerk.com/docs/reference/backend-api, `GET /users`). */
const pageMax = 500;
export const namedUsersMax = 100;
/** Users of 64 KB, the largest there are, that certainly fit into a page. */
const smallPage = 100;
const pageLimits = { bytesMax: 16 * 1024 * 1024, timeLimitMs: 10_000 };

/** Asks for one page. A page that is too large is asked for again as a small one. */
export async function listUsers(
  ask: BackendRequest,
  listing: UserListing,
  said: ClerkStatement,
): Promise<UserListingAnswer> {
  const answer = await listPage(ask, listing, said, pageMax);
  return answer.kind === 'unavailable' && answer.reason === 'too-large'
    ? listPage(ask, listing, said, smallPage)
    : answer;
}

async function listPage(
  ask: BackendRequest,
  listing: UserListing,
  said: ClerkStatement,
  limit: number,
): Promise<UserListingAnswer> {
  const path = (query: URLSearchParams): string => {
    query.set('limit', String(limit));
    return `/v1/users?${query}`;
  };
  let answer = await ask(path(describeListing(listing)), pageLimits);
  if (answer.kind === 'answered' && isCursorRefused(answer.status, listing)) {
    answer = await ask(path(describeListingByTime(listing.after)), pageLimits);
  }
  if (answer.kind !== 'answered') return answer;
  if (answer.status !== 200) return describeFailure(`status-${answer.status}`);
  if (!Array.isArray(answer.body)) return describeFailure('not-users');
  const entries: readonly unknown[] = answer.body;
  const users = entries.flatMap((entry) => {
    const profile = readClerkUser(entry, said);
    if (profile === undefined) return [];
    const createdAtMs = isJsonObject(entry) ? readClerkTimeMs(entry.created_at) : undefined;
    return [{ profile, waysIn: readWaysIn(entry), createdAtMs }];
  });
  if (users.length === 0 && entries.length > 0) return describeFailure('not-users');
  return {
    kind: 'listed',
    users,
    unreadableCount: entries.length - users.length,
    isLast: entries.length < limit,
  };
}

function describeListing(listing: UserListing): URLSearchParams {
  switch (listing.kind) {
    case 'all': {
      const query = new URLSearchParams({ order_by: '+created_at' });
      if (listing.after !== undefined) query.set('starting_after', listing.after.id);
      return query;
    }
    case 'recent':
      return new URLSearchParams({ order_by: '-updated_at', offset: String(listing.offset) });
    case 'named':
      return new URLSearchParams(listing.ids.map((id) => ['user_id', id]));
  }
}

/** Clerk takes no cursor of a user who was deleted since; what it answers then is written nowhere, 422 and 404 are likely. */
function isCursorRefused(
  status: number,
  listing: UserListing,
): listing is { readonly kind: 'all'; readonly after: ListingCursor } {
  const isRefusal = status === 400 || status === 404 || status === 422;
  return isRefusal && listing.kind === 'all' && listing.after !== undefined;
}

/** The same place by its time. Users of the same millisecond come again, which changes nothing. */
function describeListingByTime({ createdAtMs = 1 }: ListingCursor): URLSearchParams {
  return new URLSearchParams({ order_by: '+created_at', created_at_after: String(createdAtMs - 1) });
}
