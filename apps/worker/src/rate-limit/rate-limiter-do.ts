import { decodeDecision } from './decision-code.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RateWindow } from './rate-window-do.ts';

/** A limiter with one Durable Object a key. */
export function createRateLimiterDo(namespace: DurableObjectNamespace<RateWindow>): RateLimiter {
  return {
    async take(key, policy, cost) {
      // A new stub each time: one that failed once may stay broken, and none outlives its request.
      const code = await namespace.getByName(key).take(policy.quota, policy.windowSeconds, cost);
      return decodeDecision(code, policy);
    },
  };
}
