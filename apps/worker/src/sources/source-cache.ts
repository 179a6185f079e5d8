import type { BlobStore } from '../lib/blob-store.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import { createContentStore } from '../lib/content-store.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import type { HostLeases } from './host-leases.ts';
import type { FetchSource, SourceCacheParts } from './source-cache-parts.ts';
import { createSourceRecords } from './source-record.ts';
import { SourceSession } from './source-session.ts';

/** Fetches sources, and remembers them for the next time. */
export interface SourceCache {
  /** For one compile: what it has heard of a source is not asked again. */
  open(waitUntil: WaitUntil): SourceSession;
}

const pausesMax = 1000;

/**
 * @param fetchSource asks the source itself
 * @param store where sources are remembered; must not reject, see `forgiving-blob-store.ts`
 */
export function createSourceCache(
  fetchSource: FetchSource,
  store: BlobStore,
  leases: HostLeases,
  now: () => number,
): SourceCache {
  const parts: SourceCacheParts = {
    fetchSource,
    records: createSourceRecords(store),
    contents: createContentStore(store),
    leases,
    pauses: new BoundedMap(pausesMax),
    now,
  };
  return { open: (waitUntil) => new SourceSession(parts, waitUntil) };
}
