import type { AccountTier, User, UserSubject } from './user.ts';

/** What a provider's own records say of a person, complete: whatever is null is not there. */
export interface UserProfile {
  readonly subject: UserSubject;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly tier: AccountTier;
  readonly role: string;
  readonly displayName: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly imageUrl: string | null;
  readonly isBanned: boolean;
  readonly lastSignInAt: string | null;
  /** When it was last changed there, in milliseconds since 1970. */
  readonly sourceUpdatedAtMs: number;
  /** When it was said, in milliseconds since 1970; decides between two with the same time of change. */
  readonly sourceEventAtMs: number;
}

/** The row of somebody who presented a token: theirs, or that they were deleted. */
export type EnsuredUser =
  | { readonly kind: 'found'; readonly user: User; readonly isNew: boolean }
  | { readonly kind: 'deleted' };

/** A part of the users, newest first. */
export interface UserPage {
  readonly users: readonly User[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

export interface UserQuery {
  /** Part of an e-mail address, a name, or an id. */
  readonly search?: string;
  readonly tier?: AccountTier;
  readonly cursor?: string;
  /** 1 to 100. */
  readonly limit: number;
}

/** Where users are kept. */
export interface UserStore {
  find(id: string): Promise<User | undefined>;
  /** The row of a person, made if there is none yet: `tier` is what it has then. Nobody deleted comes back. */
  ensure(subject: UserSubject, tier: AccountTier, now: Date): Promise<EnsuredUser>;
  /** Makes the row without looking first or answering; for a person whose token said enough. */
  note(subject: UserSubject, tier: AccountTier, now: Date): Promise<{ readonly isNew: boolean }>;
  /** Writes what the provider's records say, unless the row is newer or the person was deleted. */
  complete(profile: UserProfile, now: Date): Promise<void>;
  list(query: UserQuery): Promise<UserPage>;
}
