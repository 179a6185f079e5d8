import type { Account, AdminUser } from '@bloqr/contract';
import type { User } from './user.ts';

/** An account as its owner is told of it. */
export function describeAccount(user: User): Account {
  const { id, subject, email, isEmailVerified, tier, role } = user;
  const { displayName, firstName, lastName, imageUrl, createdAt } = user;
  return {
    id,
    provider: subject.provider,
    email,
    emailVerified: isEmailVerified,
    tier,
    role,
    displayName,
    firstName,
    lastName,
    imageUrl,
    createdAt,
  };
}

/** An account as administrators are told of it. */
export function describeUser(user: User): AdminUser {
  return {
    ...describeAccount(user),
    subject: user.subject.id,
    banned: user.isBanned,
    lastSignInAt: user.lastSignInAt,
    updatedAt: user.updatedAt,
  };
}
