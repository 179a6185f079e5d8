import type { User } from '../users/user.ts';
import type { UserProfile } from '../users/user-store.ts';

/** What is kept of a user of Clerk: a row, a tombstone, or nothing. */
export type KnownRow = { readonly kind: 'row'; readonly user: User } | { readonly kind: 'tombstone' };

/** What becomes of a row when Clerk has listed its user. */
export type RowDecision =
  | 'create'
  | 'update'
  /** To be written, but nothing that an event would have told is missing. */
  | 'refresh'
  | 'unchanged'
  | 'tombstoned';

/** The fields that events keep the same on both sides. Clerk does not say that signing in is such an event. */
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
] as const satisfies readonly (keyof User & keyof UserProfile)[];

/** Of somebody who signs in here, too, these are not Clerk's to change, as the row is not Clerk's to lose. */
const ownFields: ReadonlySet<(typeof fields)[number]> = new Set(['email', 'isEmailVerified']);

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
  const compared = user.signsInHere ? fields.filter((field) => !ownFields.has(field)) : fields;
  if (compared.some((field) => user[field] !== profile[field])) return 'update';
  // Made from a token alone: no event has come.
  if (user.sourceUpdatedAtMs === 0) return 'update';
  const isSame =
    user.lastSignInAt === profile.lastSignInAt && user.sourceUpdatedAtMs === profile.sourceUpdatedAtMs;
  return isSame ? 'unchanged' : 'refresh';
}
