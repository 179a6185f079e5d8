import type { RateLimitDecision, RatePolicy } from './decide.ts';

/** Counts requests by key, each key for itself. Rejects, or never settles, where the counter cannot be reached. */
export interface RateLimiter {
  take(key: string, policy: RatePolicy, cost: number): Promise<RateLimitDecision>;
}
