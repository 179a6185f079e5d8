import { forbidden } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { changeUser, getUser } from '../users/change-user.ts';
import { describeUser } from '../users/user.ts';
import { type SessionStart, startSession } from './change-session.ts';
import type { Session } from './session.ts';

const dayMs = 24 * 3600 * 1000;

/**
 * Begins a session as a person does in the browser: it counts as the user's last sign-in, unless somebody else acts in the
 * user's name. The Backend API's `POST /v1/sessions` does not do that.
 *
 * @throws ClerkError 404 without such a user, 403 for a banned or locked one
 */
export function signIn(instance: Instance, start: SessionStart): Session {
  const now = instance.now();
  const user = describeUser(getUser(instance, start.userId), now);
  if (user.banned) {
    throw forbidden(
      'user_banned',
      'User banned',
      'You have been banned. If you think this was by mistake, please contact support.',
    );
  }
  if (user.locked) {
    throw forbidden(
      'user_locked',
      'User locked',
      'Your account is locked. You will be able to try again later.',
    );
  }
  const session = startSession(instance, start);
  if (instance.settings.announceSignIns && !start.actor) {
    const lastActiveAt = now - (now % dayMs);
    changeUser(instance, user.id, { user: { last_sign_in_at: now, last_active_at: lastActiveAt } });
  }
  return session;
}
