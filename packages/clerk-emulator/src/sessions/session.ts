import type { JsonObject } from '../json/json-object.ts';

export const sessionStatuses = [
  'active',
  'pending',
  'revoked',
  'ended',
  'expired',
  'removed',
  'abandoned',
  'replaced',
] as const;

export type SessionStatus = (typeof sessionStatuses)[number];

/** Who acts in another's name; at least `sub`, the user who impersonates. */
export type Actor = JsonObject & { readonly sub: string };

/**
 * A session as the Backend API shows one. Times are milliseconds since 1970.
 * Source: https://github.com/clerk/openapi-specs/blob/main/bapi/2026-05-12.yml, schema `Session`
 */
export interface Session {
  readonly object: 'session';
  readonly id: string;
  readonly user_id: string;
  readonly client_id: string;
  readonly actor: Actor | null;
  readonly status: SessionStatus;
  readonly last_active_organization_id: null;
  readonly last_active_at: number;
  readonly latest_activity: null;
  readonly expire_at: number;
  readonly abandon_at: number;
  readonly created_at: number;
  readonly updated_at: number;
  /** What the user has still to do while the session is pending. */
  readonly tasks: readonly { readonly key: string }[] | null;
}

/** Where sessions are by Clerk's default settings. */
export const sessionLifetimeMs = 7 * 24 * 3600 * 1000;
export const sessionAbandonMs = 30 * 24 * 3600 * 1000;

/** Whether tokens may still be made for the session. */
export function isLive({ status }: Session): boolean {
  return status === 'active' || status === 'pending';
}

/** The session as it is at `nowMs`: it expires by itself. */
export function describeSession(session: Session, nowMs: number): Session {
  return isLive(session) && session.expire_at <= nowMs
    ? { ...session, status: 'expired', updated_at: session.expire_at }
    : session;
}
