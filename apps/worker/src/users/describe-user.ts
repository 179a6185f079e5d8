import type { Account, AdminUser, AuthProviderName } from '@bloqr/contract';
import type { User } from './user.ts';

/** An account as its owner is told of it. */
export function describeAccount(user: User): Account {
  const { id, subject, email, isEmailVerified, tier, role } = user;
  const { displayName, firstName, lastName, imageUrl, createdAt } = user;
  return {
    id,
    provider: subject.provider,
    signInProviders: listProviders(user),
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

function listProviders({ subject, signsInHere }: User): AuthProviderName[] {
  if (subject.provider === 'better-auth') return ['better-auth'];
  return signsInHere ? ['clerk', 'better-auth'] : ['clerk'];
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
