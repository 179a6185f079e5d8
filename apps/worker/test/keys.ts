import type { OwnedKey } from '../src/api-keys/api-key-store.ts';
import type { StoredKey } from '../src/api-keys/stored-key.ts';
import type { User } from '../src/users/user.ts';

/** Somebody, with what a test wants to be special about them. */
export function aUser(special: Partial<User> = {}): User {
  return {
    id: 'user-1',
    subject: { provider: 'clerk', id: 'user_1' },
    signsInHere: false,
    email: 'one@example.org',
    isEmailVerified: true,
    tier: 'free',
    role: 'user',
    displayName: null,
    firstName: null,
    lastName: null,
    imageUrl: null,
    isBanned: false,
    sourceUpdatedAtMs: 0,
    lastSignInAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...special,
  };
}

/** A key and its owner, with what a test wants to be special about them. */
export function anOwnedKey(special: Partial<StoredKey> = {}, owner: Partial<User> = {}): OwnedKey {
  return {
    key: {
      id: 'key-1',
      name: 'a key',
      prefix: 'blq_000000',
      scopes: ['compile'],
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      ...special,
    },
    owner: aUser(owner),
  };
}
