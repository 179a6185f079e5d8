import type { AccountTier, User } from './user.ts';

/** What administrators can have different about an account. */
export type UserChange =
  | { readonly kind: 'set-metadata'; readonly tier?: AccountTier; readonly role?: string }
  | { readonly kind: 'ban' }
  | { readonly kind: 'unban' };

/** What a change is about, as it stands at a time. */
export type ChangedState = Readonly<Record<string, string | boolean>>;

/** The part of an account that a change of this kind is about. */
export function readChangedState(
  { kind }: UserChange,
  { tier, role, isBanned }: Pick<User, 'tier' | 'role' | 'isBanned'>,
): ChangedState {
  return kind === 'set-metadata' ? { tier, role } : { banned: isBanned };
}

/** Whether an account is as the change wants it. */
export function isFulfilled(
  change: UserChange,
  { tier, role, isBanned }: Pick<User, 'tier' | 'role' | 'isBanned'>,
): boolean {
  switch (change.kind) {
    case 'set-metadata':
      return (change.tier ?? tier) === tier && (change.role ?? role) === role;
    case 'ban':
      return isBanned;
    case 'unban':
      return !isBanned;
  }
}

/** Whether a change may make an administrator none. */
export function takesAdministration(change: UserChange): boolean {
  return (
    change.kind === 'ban' ||
    (change.kind === 'set-metadata' && change.tier !== undefined && change.tier !== 'admin')
  );
}
