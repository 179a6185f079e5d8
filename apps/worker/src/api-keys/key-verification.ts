import type { Scope } from '@bloqr/contract';
import type { User } from '../users/user.ts';

/** What is said of an API key that somebody presented. The reasons go to the log, never to the caller. */
export type KeyVerification =
  | {
      readonly kind: 'valid';
      readonly keyId: string;
      readonly scopes: readonly Scope[];
      readonly user: User;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Judges an API key; rejects where the keys cannot be looked up. */
export type VerifyKey = (key: string) => Promise<KeyVerification>;
