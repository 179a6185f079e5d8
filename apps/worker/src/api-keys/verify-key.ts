import { BoundedMap } from '../lib/bounded-map.ts';
import type { Log } from '../lib/log.ts';
import { parseApiKey } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import { hashKey } from './hash-key.ts';
import { judgeKey } from './judge-key.ts';
import type { VerifyKey } from './key-verification.ts';

export interface VerifyKeyParts {
  /** Undefined where no database is bound. */
  readonly store: ApiKeyStore | undefined;
  readonly log: Log;
  /** Milliseconds of a clock. */
  readonly now: () => number;
}

/** Uses of a key within this time are noted once. */
const noteIntervalMs = 60_000;
/** Keys whose last note an isolate remembers. */
const notedMax = 10_000;

/**
 * Makes the judge of API keys. What cannot be a key costs no look into the database, every other one look: nothing is
 * remembered from one request to the next, so that what happens to a key or its owner counts at once.
 */
export function createVerifyKey({ store, log, now }: VerifyKeyParts): VerifyKey {
  const notedAtMs = new BoundedMap<string, number>(notedMax);

  /** Whether to note this use. The row may not say so yet: others of this moment see it as it was. */
  function isDue(id: string, lastUsedAt: string | null, nowMs: number): boolean {
    const last = Math.max(lastUsedAt === null ? 0 : Date.parse(lastUsedAt) || 0, notedAtMs.get(id) ?? 0);
    return nowMs - last >= noteIntervalMs;
  }

  async function noteUse(keys: ApiKeyStore, id: string, nowMs: number): Promise<void> {
    try {
      await keys.noteUse(id, new Date(nowMs), new Date(nowMs - noteIntervalMs));
    } catch {
      log({ level: 'error', event: 'key-use-not-noted' });
    }
  }

  return async (text, waitUntil) => {
    const key = parseApiKey(text);
    if (key === undefined) return { kind: 'invalid', reason: 'malformed' };
    if (store === undefined) throw new Error('no database is bound');
    const found = await store.findByHash(hashKey(key));
    if (found === undefined) return { kind: 'invalid', reason: 'unknown' };
    const nowMs = now();
    const verification = judgeKey(found, new Date(nowMs));
    const { id, lastUsedAt } = found.key;
    if (verification.kind === 'valid' && isDue(id, lastUsedAt, nowMs)) {
      notedAtMs.set(id, nowMs);
      waitUntil(noteUse(store, id, nowMs));
    }
    return verification;
  };
}
