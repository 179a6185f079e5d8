import type { BlobStore } from './blob-store.ts';
import { timedOut, withTimeLimit } from './with-time-limit.ts';

const timeLimitMs = 1000;
/** A store that hangs is left alone for so long, so that it costs one request a second and not each of them several. */
const restMs = 10_000;

/**
 * A store whose failures are only told: what cannot be had is as if it were not there.
 *
 * @param now milliseconds of a clock
 */
export function createForgivingBlobStore(
  store: BlobStore,
  now: () => number,
  onFailure: (reason: 'timeout' | 'error') => void,
): BlobStore {
  let restsUntilMs = Number.NEGATIVE_INFINITY;

  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (now() < restsUntilMs) return undefined;
    try {
      const value = await withTimeLimit(work(), timeLimitMs);
      if (value !== timedOut) return value;
      restsUntilMs = now() + restMs;
      onFailure('timeout');
    } catch {
      onFailure('error');
    }
    return undefined;
  }

  return {
    get: (key) => attempt(() => store.get(key)),
    put: async (key, bytes, ttlSeconds) => {
      await attempt(() => store.put(key, bytes, ttlSeconds));
    },
  };
}
