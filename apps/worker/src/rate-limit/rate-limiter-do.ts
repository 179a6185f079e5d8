import type { RateLimiter } from './rate-limiter.ts';
import type { RateWindow } from './rate-window-do.ts';

/** A limiter with one Durable Object a key. */
export function createRateLimiterDo(namespace: DurableObjectNamespace<RateWindow>): RateLimiter {
  return {
    // A new stub each time: one that failed once may stay broken.
    take: async (key, policy, cost) => namespace.getByName(key).take(policy, cost),
  };
}
