import { createHash } from 'node:crypto';
import type { BlobStore } from '../../lib/blob-store.ts';
import { Flights } from '../../lib/flights.ts';
import type { WaitUntil } from '../../lib/wait-until.ts';
import { createFetchBudget } from './fetch-budget.ts';
import { fetchKeySet, type KeyMap, type KeySetFailure } from './fetch-key-set.ts';
import { createKeySetCopy, type KeySetCopy } from './key-set-copy.ts';
import type { KeyAnswer } from './verify-jwt.ts';

/** The keys of one issuer, fetched from where it publishes them. */
export interface KeyStore {
  find(keyId: string, waitUntil: WaitUntil): Promise<KeyAnswer>;
}

export interface KeyStoreParts {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where the last good set is kept for other isolates nearby. */
  readonly blobs: BlobStore;
  /** Where it is kept for those everywhere else. Only asked where the set can be had nowhere else; left out, nowhere. */
  readonly archive?: BlobStore | undefined;
  /** Told of each attempt that brought nothing. */
  readonly onFailure: (reason: KeySetFailure) => void;
  /** For one fetch, answer and all. */
  readonly timeLimitMs?: number;
}

/** From this age on a set is renewed beside the requests, */
export const renewAfterMs = 5 * 60_000;
/** from this one on they wait for it, so that a key that was withdrawn is good for ten minutes at most, */
export const ageMaxMs = 10 * 60_000;
/** and while the issuer cannot be reached, a set stays good for so long. */
export const staleMaxMs = 24 * 3_600_000;
/** Fetches at once, and the interval in which there is one more. */
export const fetchBurst = 2;
export const fetchIntervalMs = 30_000;
/** Between attempts while there are no keys at all: nobody can be let in until one succeeds. */
export const retryMs = 500;
const timeLimitMsDefault = 3000;
/** A set that stays the same is put into the archive again after so long: what is there is good for a day. */
export const archiveIntervalMs = 3_600_000;
/** After so long a fetch is not waited for any more. */
const flightMaxMs = 15_000;

interface Held {
  readonly keys: KeyMap;
  readonly fetchedAtMs: number;
}

/**
 * Keeps the keys that are published at an address.
 *
 * - One fetch at a time in an isolate. The others look whether it is done, as one request in a Worker must not wait for a
 *   promise of another (`lib/flights.ts`); jose had requests that hung because of it (https://github.com/panva/jose/issues/355).
 * - An unknown key id is a reason to fetch, but two of them in a row and then one in 30 s at most: whoever invents key ids
 *   makes us fetch no more than that, and the first token after a rotation is taken all the same.
 * - A set replaces the one before only when it was checked. While none can be had, the last good one stays in use for a day,
 *   in isolates that have just started, too. Whether a key that is not in it exists cannot be told then.
 */
export function createKeyStore(url: string, parts: KeyStoreParts): KeyStore {
  const { now, onFailure, timeLimitMs = timeLimitMsDefault } = parts;
  const copy = createKeySetCopy(parts.blobs, url, staleMaxMs / 1000);
  const archived = parts.archive && createKeySetCopy(parts.archive, url, staleMaxMs / 1000);
  const budget = createFetchBudget(now, fetchBurst, fetchIntervalMs);
  const flights = new Flights<never, void>(now);
  let held: Held | undefined;
  let isReachable = true;
  let flyingSinceMs: number | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let lastArchived = { digest: '', atMs: Number.NEGATIVE_INFINITY };

  const ageOf = ({ fetchedAtMs }: Held) => Math.max(0, now() - fetchedAtMs);
  /** A request that was cut off never says that its fetch has ended. */
  const isFlying = () => flyingSinceMs !== undefined && now() - flyingSinceMs < flightMaxMs;
  const mayFetch = () => (held === undefined ? now() - triedAtMs >= retryMs : budget.has());

  /** Takes the set that another isolate kept, where there is one that still counts. */
  async function takeUp(kept: KeySetCopy): Promise<void> {
    const found = await kept.read();
    if (found !== undefined && ageOf(found) < staleMaxMs) held = found;
  }

  /** Keeps a set for other isolates: in the archive seldom, as each time costs a write. */
  async function keep(bytes: Uint8Array, fetchedAtMs: number): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const isDue = digest !== lastArchived.digest || fetchedAtMs - lastArchived.atMs >= archiveIntervalMs;
    if (isDue) lastArchived = { digest, atMs: fetchedAtMs };
    await Promise.all([copy.write(bytes, fetchedAtMs), isDue && archived?.write(bytes, fetchedAtMs)]);
  }

  async function load(waitUntil: WaitUntil): Promise<void> {
    if (held === undefined) {
      await takeUp(copy);
      if (held !== undefined && ageOf(held) < renewAfterMs) return;
    }
    budget.take();
    triedAtMs = now();
    const set = await fetchKeySet(parts.fetch, url, timeLimitMs);
    isReachable = set.kind === 'read';
    if (set.kind === 'failed') {
      onFailure(set.reason);
      if (held === undefined && archived !== undefined) await takeUp(archived);
      return;
    }
    const fetchedAtMs = now();
    held = { keys: set.keys, fetchedAtMs };
    waitUntil(keep(set.bytes, fetchedAtMs));
  }

  /** Whether it was this request that fetched, or another; or whether nobody may now. */
  async function renew(waitUntil: WaitUntil): Promise<'own' | 'joined' | 'denied'> {
    if (!isFlying() && !mayFetch()) return 'denied';
    let isOwn = false;
    const work = async () => {
      isOwn = true;
      flyingSinceMs = now();
      try {
        await load(waitUntil);
      } finally {
        flyingSinceMs = undefined;
      }
    };
    const { signal } = new AbortController();
    await flights.join('keys', work, { signal, onProgress: () => {}, waitUntil });
    return isOwn ? 'own' : 'joined';
  }

  /** Sees to it that what is held is not too old to be used. */
  async function keepFresh(waitUntil: WaitUntil): Promise<void> {
    if (held !== undefined && ageOf(held) >= staleMaxMs) held = undefined;
    if (held === undefined) await renew(waitUntil);
    else if (ageOf(held) >= ageMaxMs && isReachable) await renew(waitUntil);
    else if (ageOf(held) >= renewAfterMs && !isFlying() && mayFetch()) waitUntil(renew(waitUntil));
  }

  function lookUp(keyId: string): KeyAnswer | undefined {
    const key = held?.keys.get(keyId);
    return key && { kind: 'found', key };
  }

  return {
    async find(keyId, waitUntil) {
      await keepFresh(waitUntil);
      const known = lookUp(keyId);
      if (known !== undefined) return known;
      // A fetch that began before this request may have missed the key; then it may make one of its own.
      for (let joined = 0; held !== undefined && joined < 2; joined++) {
        const way = await renew(waitUntil);
        const found = lookUp(keyId);
        if (found !== undefined) return found;
        if (way !== 'joined') break;
      }
      if (held !== undefined && isReachable) return { kind: 'unknown' };
      return { kind: 'unavailable', retryAfterSeconds: held === undefined ? 1 : budget.secondsLeft() };
    },
  };
}
