import { userNotFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { endSessions } from '../sessions/change-session.ts';
import { describeUser, type StoredUser, type User } from './user.ts';

/** @throws ClerkError 404 */
export function getUser(instance: Instance, id: string): StoredUser {
  const stored = instance.users.get(id);
  if (stored === undefined) throw userNotFound(id);
  return stored;
}

/** What of a user is to be different. */
export interface UserChange {
  readonly user?: Partial<User>;
  readonly passwordDigest?: string | null;
  readonly lockoutExpiresAt?: number | null;
}

/**
 * Changes a user and announces it. `updated_at` grows with every change, also with several in one millisecond, so that
 * a receiver can tell their order.
 */
export function changeUser(instance: Instance, id: string, change: UserChange): User {
  const old = getUser(instance, id);
  const stored: StoredUser = {
    passwordDigest: change.passwordDigest === undefined ? old.passwordDigest : change.passwordDigest,
    lockoutExpiresAt: change.lockoutExpiresAt === undefined ? old.lockoutExpiresAt : change.lockoutExpiresAt,
    user: {
      ...old.user,
      ...change.user,
      updated_at: Math.max(instance.now(), old.user.updated_at + 1),
    },
  };
  instance.users.set(id, stored);
  instance.touch();
  const user = describeUser(stored, instance.now());
  instance.announce('user.updated', { ...user });
  return user;
}

/** A banned user has no sessions any more. */
export function banUser(instance: Instance, id: string): User {
  const user = changeUser(instance, id, { user: { banned: true } });
  endSessions(instance, id, 'revoked');
  return user;
}

/** What Clerk shows of a user who is no more. */
export interface DeletedUser {
  readonly id: string;
  readonly object: 'user';
  readonly deleted: true;
  readonly external_id?: string;
}

/** Takes a user away, with all sessions and tickets. */
export function deleteUser(instance: Instance, id: string): DeletedUser {
  const { user } = getUser(instance, id);
  endSessions(instance, id, 'removed');
  for (const session of [...instance.sessions.values()]) {
    if (session.user_id === id) instance.sessions.delete(session.id);
  }
  for (const { resource } of [...instance.tickets.values()]) {
    if (resource.user_id === id) instance.tickets.delete(resource.id);
  }
  instance.users.delete(id);
  instance.touch();
  const deleted: DeletedUser = {
    id,
    object: 'user',
    deleted: true,
    ...(user.external_id === null ? {} : { external_id: user.external_id }),
  };
  instance.announce('user.deleted', { ...deleted });
  return deleted;
}
