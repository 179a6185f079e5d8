import type { JsonObject } from '../json/json-object.ts';
import type { AttemptVerification } from './attempt-verification.ts';

const lifetimeMs = 10 * 60 * 1000;

/** A verification as clerk-js reads it; null where none has begun. */
export function describeVerification(verification: AttemptVerification | null): JsonObject | null {
  if (verification === null) return null;
  const { strategy, status } = verification;
  switch (verification.kind) {
    case 'code':
      return {
        object: 'verification_otp',
        status,
        strategy,
        attempts: verification.attempts,
        expire_at: verification.expiresAt,
      };
    case 'google':
      return {
        object: 'verification_oauth',
        status,
        strategy,
        external_verification_redirect_url: verification.consentUrl,
        ...(verification.error === null ? {} : { error: verification.error }),
        attempts: null,
        expire_at: verification.expiresAt,
      };
    case 'direct':
      return { object: `verification_${strategy}`, status, strategy, attempts: 1, expire_at: null };
  }
}

/** When what begins now has to be finished. */
export const findExpiry = (nowMs: number): number => nowMs + lifetimeMs;
