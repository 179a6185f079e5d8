import type { Actor } from '../sessions/session.ts';

export type TicketStatus = 'pending' | 'accepted' | 'revoked';

interface TicketFields {
  readonly id: string;
  readonly user_id: string;
  readonly status: TicketStatus;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  readonly updated_at: number;
}

/** Signs a user in without a password. */
export interface SignInToken extends TicketFields {
  readonly object: 'sign_in_token';
}

/** Signs somebody in in the name of another. */
export interface ActorToken extends TicketFields {
  readonly object: 'actor_token';
  readonly actor: Actor;
}

/** A sign-in token or an actor token, with what nobody outside is shown. */
export interface StoredTicket {
  readonly resource: SignInToken | ActorToken;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** How long a session that comes of it lasts; null for as long as any. */
  readonly sessionDurationMs: number | null;
}
