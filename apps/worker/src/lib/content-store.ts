import { createHash } from 'node:crypto';
import type { BlobStore } from './blob-store.ts';

/** Bytes by what they are: who has the digest gets those bytes or nothing. */
export interface ContentStore {
  get(digest: string): Promise<Uint8Array | undefined>;
  put(digest: string, bytes: Uint8Array): Promise<void>;
}

/** Bytes of a piece of content at most; larger ones are not kept. */
export const contentBytesMax = 8_000_000;

/** A week; the store forgets earlier what nobody asks for. */
const ttlSeconds = 7 * 24 * 3600;

/** Keeps content under its SHA-256 and looks at it again before it is given out, so that nothing broken comes back. */
export function createContentStore(store: BlobStore): ContentStore {
  return {
    async get(digest) {
      const bytes = await store.get(`content/${digest}`);
      return bytes !== undefined && digestOf(bytes) === digest ? bytes : undefined;
    },
    put: (digest, bytes) => store.put(`content/${digest}`, bytes, ttlSeconds),
  };
}

/** The SHA-256 of bytes in hexadecimal. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
