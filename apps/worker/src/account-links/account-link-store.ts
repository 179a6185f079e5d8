import type { AuditOrder } from '../administration/audit.ts';
import type { User } from '../users/user.ts';

/** Why two accounts stay two. */
export type LinkRefusal =
  /** One of them is gone or banned, or was made one with another meanwhile. */
  | 'changed-meanwhile'
  /** One of them has its counterpart already. */
  | 'linked-elsewhere'
  /** Clerk has not yet said what Clerk's account is like. */
  | 'address-unknown'
  | 'address-unverified'
  | 'address-differs'
  | 'tiers-differ'
  /** A change of Clerk's account is on its way. */
  | 'change-pending'
  | 'too-many-keys';

/** Two accounts that are to become one. */
export interface LinkOrder extends Omit<AuditOrder, 'actor' | 'action'> {
  /** The account that stays: our own id, and Clerk's. */
  readonly staying: { readonly id: string; readonly clerkUserId: string };
  /** Our own id of Better Auth's account, which becomes part of the other. */
  readonly leavingId: string;
  /** Active keys that the one account may have. */
  readonly activeKeysMax: number;
}

/** Makes one of two accounts. Rejects where the database cannot be asked. */
export interface AccountLinkStore {
  /**
   * All or nothing, decided by the rows as they are then. Where it is done already, that is as good.
   *
   * @returns the one account, or why there are still two
   */
  link(order: LinkOrder): Promise<User | LinkRefusal>;
}
