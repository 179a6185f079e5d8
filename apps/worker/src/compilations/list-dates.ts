import { BoundedMap } from '../lib/bounded-map.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';

/** A lasting memory of when a list was first seen. */
export interface ListDateStore {
  /** The date remembered for `digest`; `candidate`, now remembered, where there was none. ISO 8601. */
  remember(digest: string, candidate: string): Promise<string>;
}

/** Says which date a list carries as `! Last modified`: the old one while its rules are the same. */
export interface ListDates {
  /** The date of the list with these rules. Never fails; without the store it remembers only in this isolate. */
  dateOf(digest: string, now: Date): Promise<Date>;
}

const digestsMax = 1000;
const storeTimeLimitMs = 1000;

/**
 * @param store asked only for digests that this isolate has not seen
 * @param onStoreFailure told why the store could not be used
 */
export function createListDates(
  store: ListDateStore,
  onStoreFailure: (reason: 'timeout' | 'error') => void,
): ListDates {
  const dates = new BoundedMap<string, Date>(digestsMax);

  async function ask(digest: string, now: Date): Promise<Date> {
    try {
      const text = await withTimeLimit(store.remember(digest, now.toISOString()), storeTimeLimitMs);
      if (text === timedOut) onStoreFailure('timeout');
      else if (!Number.isNaN(Date.parse(text))) return new Date(text);
    } catch {
      onStoreFailure('error');
    }
    return now;
  }

  return {
    async dateOf(digest, now) {
      const known = dates.get(digest);
      if (known !== undefined) return known;
      const date = await ask(digest, now);
      dates.set(digest, date);
      return date;
    },
  };
}
