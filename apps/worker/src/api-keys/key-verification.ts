import type { Scope } from '@bloqr/contract';
import type { WaitUntil } from '../lib/wait-until.ts';
import type { User } from '../users/user.ts';

/** What is said of an API key that somebody presented. The reasons go to the log, never to the caller. */
export type KeyVerification =
  | {
      readonly kind: 'valid';
      readonly keyId: string;
      readonly scopes: readonly Scope[];
      readonly user: User;
    }
  | {
      readonly kind: 'invalid';
      readonly reason: 'malformed' | 'unknown' | 'revoked' | 'expired' | 'owner-banned';
    };

/**
 * Judges an API key; rejects where the keys cannot be looked up.
 *
 * @param waitUntil takes the note that the key was used, which nobody waits for
 */
export type VerifyKey = (key: string, waitUntil: WaitUntil) => Promise<KeyVerification>;
