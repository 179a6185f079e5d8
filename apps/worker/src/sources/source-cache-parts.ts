import type { SourceReaderOptions } from '@bloqr/compiler';
import type { BoundedMap } from '../lib/bounded-map.ts';
import type { ContentStore } from '../lib/content-store.ts';
import type { HostLeases } from './host-leases.ts';
import type { Pause, SourceRecords } from './source-record.ts';

/** One GET without following redirects, as the source reader asks for it. */
export type FetchSource = NonNullable<SourceReaderOptions['ports']['fetch']>;

/** What all sessions have in common. */
export interface SourceCacheParts {
  /** Asks the source itself. */
  readonly fetchSource: FetchSource;
  readonly records: SourceRecords;
  readonly contents: ContentStore;
  readonly leases: HostLeases;
  /** By URL, for this isolate. */
  readonly pauses: BoundedMap<string, Pause>;
  readonly now: () => number;
}
