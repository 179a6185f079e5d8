import type { Scope, Tier } from '@bloqr/contract';
import type { User } from '../users/user.ts';
import type { VerifiedSession } from './auth-provider.ts';

/** Who asks, once that is known. */
export type Principal = AnonymousPrincipal | SessionPrincipal | KeyPrincipal;

interface AnyPrincipal {
  readonly tier: Tier;
  /** Under which the requests are counted; a key's are its owner's. */
  readonly rateKey: string;
}

export interface AnonymousPrincipal extends AnyPrincipal {
  readonly kind: 'anonymous';
  readonly tier: Extract<Tier, 'anonymous'>;
}

export interface SessionPrincipal extends AnyPrincipal {
  readonly kind: 'session';
  readonly session: VerifiedSession;
  /** Undefined where the claim of the token was enough. */
  readonly user: User | undefined;
}

export interface KeyPrincipal extends AnyPrincipal {
  readonly kind: 'api-key';
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  readonly user: User;
}
