import { sessionNotFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { describeUser } from '../users/user.ts';
import {
  type Actor,
  describeSession,
  isLive,
  type Session,
  type SessionStatus,
  sessionAbandonMs,
  sessionLifetimeMs,
} from './session.ts';

/** @throws ClerkError 404 */
export function getSession(instance: Instance, id: string): Session {
  const session = instance.sessions.get(id);
  if (session === undefined) throw sessionNotFound(id);
  return describeSession(session, instance.now());
}

/** A session for which tokens may be made. @throws ClerkError 404 also for one that is over */
export function getLiveSession(instance: Instance, id: string): Session {
  const session = getSession(instance, id);
  if (!isLive(session)) throw sessionNotFound(id);
  return session;
}

/** How a session begins. */
export interface SessionStart {
  readonly userId: string;
  readonly actor?: Actor | null;
  /** Pending sessions wait for the user to do something, such as to choose an organization. */
  readonly status?: 'active' | 'pending';
  readonly lifetimeMs?: number | null;
  /** The browser it is in; left out for a session that no browser has. */
  readonly clientId?: string;
}

/** Begins a session and announces it. The user exists. */
export function startSession(instance: Instance, start: SessionStart): Session {
  const now = instance.now();
  const status = start.status ?? 'active';
  const session: Session = {
    object: 'session',
    id: instance.newId('sess'),
    user_id: start.userId,
    client_id: start.clientId ?? instance.newId('client'),
    actor: start.actor ?? null,
    status,
    last_active_organization_id: null,
    last_active_at: now,
    latest_activity: null,
    expire_at: now + (start.lifetimeMs ?? sessionLifetimeMs),
    abandon_at: now + sessionAbandonMs,
    created_at: now,
    updated_at: now,
    tasks: status === 'pending' ? [{ key: 'choose-organization' }] : null,
  };
  instance.sessions.set(session.id, session);
  instance.touch();
  announceSession(instance, status === 'pending' ? 'session.pending' : 'session.created', session);
  return session;
}

const endings = { revoked: 'session.revoked', ended: 'session.ended', removed: 'session.removed' } as const;

/** The ways in which a session is ended by somebody. */
export type SessionEnding = keyof typeof endings & SessionStatus;

/** Ends a session and announces it; one that is over stays as it is. */
export function endSession(instance: Instance, id: string, status: SessionEnding): Session {
  const session = getSession(instance, id);
  if (!isLive(session)) return session;
  const ended = { ...session, status, updated_at: Math.max(instance.now(), session.updated_at + 1) };
  instance.sessions.set(id, ended);
  instance.touch();
  announceSession(instance, endings[status], ended);
  return ended;
}

/** Ends all sessions of a user. */
export function endSessions(instance: Instance, userId: string, status: SessionEnding): void {
  for (const session of [...instance.sessions.values()]) {
    if (session.user_id === userId) endSession(instance, session.id, status);
  }
}

/** The session's event holds the user, and unlike the API not what is still to be done. */
function announceSession(instance: Instance, type: string, session: Session): void {
  const stored = instance.users.get(session.user_id);
  if (stored === undefined) return;
  const { tasks: _, ...described } = session;
  instance.announce(type, { ...described, user: describeUser(stored, instance.now()) });
}
