import type { User } from '../users/user.ts';
import type { ChangedState, UserChange } from '../users/user-change.ts';
import type { UserProfile } from '../users/user-store.ts';
import type { AuditOrder } from './audit.ts';

/** A change of an account that an administrator asks for. */
export interface UserChangeOrder extends AuditOrder {
  readonly userId: string;
  readonly change: UserChange;
}

/** Why a change is not made. */
export type ChangeRefusal =
  | { readonly kind: 'user-unknown' }
  /** No other administrator would be left. */
  | { readonly kind: 'last-admin' }
  /** Whoever asks for it is no administrator any more. */
  | { readonly kind: 'actor-gone' };

/** What became of a key: it is revoked, now or before; or why it is not. */
export type KeyRevocation = 'revoked' | 'key-unknown' | 'actor-gone';

/** A change that Clerk was asked for, and of which it is not known what became of it. */
export interface PendingChange {
  readonly id: string;
  readonly clerkUserId: string;
  readonly change: UserChange;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/**
 * Changes accounts, each together with its entry in the audit. Whether enough administrators are left is decided by the
 * statement that writes, so that of any number of requests at once one finds itself to be the last. Rejects where the
 * database cannot be asked.
 */
export interface UserChangeStore {
  /** Changes an account that no provider keeps: decision, row and entry are one transaction. */
  apply(order: UserChangeOrder): Promise<{ readonly kind: 'changed'; readonly user: User } | ChangeRefusal>;
  /**
   * Decides upon a change of one of Clerk's users before Clerk is asked. From here on until {@link finish} or {@link drop},
   * for a day at most, somebody who may lose the administration does not count as an administrator who is left.
   */
  begin(order: UserChangeOrder): Promise<{ readonly kind: 'begun' } | ChangeRefusal>;
  /**
   * Writes what Clerk says after the change, unless the row is newer, and the entry: one transaction, once.
   *
   * @returns the account; undefined where it was deleted meanwhile
   */
  finish(id: string, profile: UserProfile, after: ChangedState, now: Date): Promise<User | undefined>;
  /** Forgets a change that is known not to be made. */
  drop(id: string): Promise<void>;
  /** Enters a change of which nobody can say any more whether it was made: with nothing for the state after it. */
  enterUnknown(id: string): Promise<void>;
  /** Those that were begun before, oldest first. */
  listPending(before: Date, countMax: number): Promise<readonly PendingChange[]>;
  /** How many there are of an account. */
  countPending(userId: string): Promise<number>;
  /** Revokes a key of somebody, from the first time on. */
  revokeKey(order: AuditOrder, userId: string, keyId: string): Promise<KeyRevocation>;
}
