import type { User } from '../users/user.ts';
import type { UserProfile } from '../users/user-store.ts';

/** What is kept of a user of Clerk: a row, a tombstone, or nothing. */
export type KnownRow = { readonly kind: 'row'; readonly user: User } | { readonly kind: 'tombstone' };

/** What becomes of a row when Clerk has listed its user. */
export type RowDecision = 'create' | 'update' | 'unchanged' | 'tombstoned';

/** The fields in which a row and a profile can differ. */
const fields = [
  'email',
  'isEmailVerified',
  'tier',
  'role',
  'displayName',
  'firstName',
  'lastName',
  'imageUrl',
  'isBanned',
  'lastSignInAt',
] as const satisfies readonly (keyof User & keyof UserProfile)[];

/**
 * Decides about one listed user. Who has a tombstone was deleted, whatever a list says that was made before. A row that is
 * newer than the list stays. One of the same age is written over where it differs, which is for changes that Clerk does
 * not count as such; whether the list is really newer, the statement that writes decides.
 */
export function decideRow(known: KnownRow | undefined, profile: UserProfile): RowDecision {
  if (known === undefined) return 'create';
  if (known.kind === 'tombstone') return 'tombstoned';
  const { user } = known;
  if (user.sourceUpdatedAtMs > profile.sourceUpdatedAtMs) return 'unchanged';
  const isSame = fields.every((field) => user[field] === profile[field]);
  return isSame && user.sourceUpdatedAtMs === profile.sourceUpdatedAtMs ? 'unchanged' : 'update';
}
