import type { RateLimitDecision, RatePolicy } from './decide.ts';

/**
 * A decision as one number, for the way between isolates, so that no object is written out and read again
 * (docs/adr/0009-counting-requests.md).
 * Exact while `2 * quota * (windowSeconds + 1)` is a safe integer, which the largest quota of `RATE_LIMITS` is far from.
 */
export function encodeDecision(
  { isAllowed, remaining, resetSeconds }: RateLimitDecision,
  { windowSeconds }: Pick<RatePolicy, 'windowSeconds'>,
): number {
  return 2 * (remaining * (windowSeconds + 1) + resetSeconds) + (isAllowed ? 1 : 0);
}

/** What {@link encodeDecision} was given, with the same policy. */
export function decodeDecision(
  code: number,
  { windowSeconds }: Pick<RatePolicy, 'windowSeconds'>,
): RateLimitDecision {
  const rest = Math.floor(code / 2);
  return {
    isAllowed: code % 2 === 1,
    remaining: Math.floor(rest / (windowSeconds + 1)),
    resetSeconds: rest % (windowSeconds + 1),
  };
}
