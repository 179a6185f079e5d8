import { accountTiers } from '@bloqr/contract';
import type { AccountTier, User } from './user.ts';

/** A row of the table `users` as D1 gives it. */
export interface UserRow {
  readonly id: string;
  readonly clerk_user_id: string | null;
  readonly better_auth: number;
  readonly email: string | null;
  readonly email_verified: number;
  readonly tier: string;
  readonly role: string;
  readonly display_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly image_url: string | null;
  readonly banned: number;
  readonly source_updated_at: number;
  readonly last_sign_in_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The columns of a {@link UserRow}, for a SELECT. */
export const userColumns =
  'id, clerk_user_id, better_auth, email, email_verified, tier, role, display_name, first_name, last_name, image_url, banned, source_updated_at, last_sign_in_at, created_at, updated_at';

/** A row in the words of the rest of the Worker. */
export function readUserRow(row: UserRow): User {
  return {
    id: row.id,
    subject:
      row.clerk_user_id === null
        ? { provider: 'better-auth', id: row.id }
        : { provider: 'clerk', id: row.clerk_user_id },
    signsInHere: row.better_auth === 1,
    email: row.email,
    isEmailVerified: row.email_verified === 1,
    tier: readTier(row.tier),
    role: row.role,
    displayName: row.display_name,
    firstName: row.first_name,
    lastName: row.last_name,
    imageUrl: row.image_url,
    isBanned: row.banned !== 0,
    sourceUpdatedAtMs: row.source_updated_at,
    lastSignInAt: row.last_sign_in_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The table takes no other tier. Should it ever have one, its owner has the least that there is. */
function readTier(text: string): AccountTier {
  return accountTiers.find((tier) => tier === text) ?? 'free';
}
