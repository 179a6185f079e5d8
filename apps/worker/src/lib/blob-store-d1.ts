import type { BlobStore } from './blob-store.ts';

const select = 'SELECT bytes FROM blobs WHERE key = ?1 AND expires_at > ?2';
const upsert = `INSERT INTO blobs (key, bytes, expires_at) VALUES (?1, ?2, ?3)
  ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes, expires_at = excluded.expires_at`;
const prune = 'DELETE FROM blobs WHERE expires_at <= ?1';

/**
 * Keeps blobs in D1, table `blobs`: in one place for all of Cloudflare's data centres, for little that is seldom written. A row of
 * D1 has 2 MB at most (https://developers.cloudflare.com/d1/platform/limits/).
 *
 * @param now milliseconds since 1970
 */
export function createBlobStoreD1(database: D1Database, now: () => number): BlobStore {
  return {
    async get(key) {
      // D1 gives a BLOB as a list of numbers.
      const bytes = await database.prepare(select).bind(key, now()).first<readonly number[]>('bytes');
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    async put(key, bytes, ttlSeconds) {
      const nowMs = now();
      await database.batch([
        database.prepare(upsert).bind(key, bytes, nowMs + ttlSeconds * 1000),
        database.prepare(prune).bind(nowMs),
      ]);
    },
  };
}
