import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BlobStore } from '../../lib/blob-store.ts';
import { readJsonBlob } from '../../lib/read-json-blob.ts';
import { type KeyMap, readKeySet } from './fetch-key-set.ts';

/** The last key set that was good, for isolates that start while the issuer cannot be reached. */
export interface KeySetCopy {
  read(): Promise<{ readonly keys: KeyMap; readonly fetchedAtMs: number } | undefined>;
  write(bytes: Uint8Array, fetchedAtMs: number): Promise<void>;
}

const copySchema = z.strictObject({ url: z.string(), fetchedAtMs: z.int().nonnegative(), text: z.string() });

/** Keeps the copy of one address in a store. What comes back is checked like what is fetched. */
export function createKeySetCopy(store: BlobStore, url: string, ttlSeconds: number): KeySetCopy {
  const key = `key-set/${createHash('sha256').update(url).digest('hex')}`;
  return {
    async read() {
      const copy = await readJsonBlob(store, key, copySchema);
      if (copy?.url !== url) return undefined;
      const set = await readKeySet(new TextEncoder().encode(copy.text));
      return set.kind === 'read' ? { keys: set.keys, fetchedAtMs: copy.fetchedAtMs } : undefined;
    },
    async write(bytes, fetchedAtMs) {
      const copy = { url, fetchedAtMs, text: new TextDecoder().decode(bytes) };
      await store.put(key, new TextEncoder().encode(JSON.stringify(copy)), ttlSeconds);
    },
  };
}
