import type { BlobStore } from './blob-store.ts';

/** A name that belongs to nobody (RFC 2606): the cache wants URLs as keys. */
const origin = 'https://blobs.invalid';

/**
 * Keeps blobs in the platform's cache: one for each of Cloudflare's data centres, nothing to set up or to pay for, and
 * it forgets what is not used (https://developers.cloudflare.com/workers/runtime-apis/cache/). On `*.workers.dev` it
 * keeps nothing at all.
 */
export function createBlobStoreCacheApi(openCache: () => Promise<Cache>): BlobStore {
  return {
    async get(key) {
      const cache = await openCache();
      const response = await cache.match(`${origin}/${key}`);
      return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
    },
    async put(key, bytes, ttlSeconds) {
      const cache = await openCache();
      const headers = { 'Cache-Control': `public, max-age=${ttlSeconds}` };
      await cache.put(`${origin}/${key}`, new Response(bytes, { headers }));
    },
  };
}
