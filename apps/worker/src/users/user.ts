import type { AuthProviderName, Tier } from '@bloqr/contract';

/** A tier that somebody can have who has an account. */
export type AccountTier = Exclude<Tier, 'anonymous'>;

/** An account: a row of the table `users`. Dates are ISO 8601 text in UTC. */
export interface User {
  /** Our own id. */
  readonly id: string;
  /** Whose person it is, and the id they have there. */
  readonly subject: UserSubject;
  /** Whether Better Auth lets the person in, be it besides Clerk. */
  readonly signsInHere: boolean;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly tier: AccountTier;
  readonly role: string;
  readonly displayName: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly imageUrl: string | null;
  readonly isBanned: boolean;
  /** When the source of the row last changed it, in milliseconds since 1970; 0 where it is made from a token alone. */
  readonly sourceUpdatedAtMs: number;
  readonly lastSignInAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A person as their auth provider knows them. */
export interface UserSubject {
  readonly provider: AuthProviderName;
  readonly id: string;
}
