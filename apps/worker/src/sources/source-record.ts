import { z } from 'zod';
import type { BlobStore } from '../lib/blob-store.ts';
import { digestOf } from '../lib/content-store.ts';
import { readJsonBlob } from '../lib/read-json-blob.ts';
import { freshMs, type HeaderLookup } from './http-freshness.ts';

const pauseSchema = z.strictObject({
  /** Milliseconds of the clock until which the source does not want to be asked. */
  untilMs: z.number(),
  /** What it answered when it said so. */
  status: z.int(),
});

/** What is remembered of a source; its text is elsewhere, by its digest. */
const sourceRecordSchema = z.strictObject({
  url: z.string(),
  /** Of the text last read; null where there is none. */
  digest: z.string().nullable(),
  contentType: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Milliseconds of the clock until which the source need not be asked. */
  freshUntilMs: z.number(),
  pause: pauseSchema.nullable(),
});

export type Pause = z.output<typeof pauseSchema>;
export type SourceRecord = z.output<typeof sourceRecordSchema>;

const ttlSeconds = 7 * 24 * 3600;

/** Records of sources by URL. */
export interface SourceRecords {
  get(url: string): Promise<SourceRecord | undefined>;
  put(record: SourceRecord): Promise<void>;
}

export function createSourceRecords(store: BlobStore): SourceRecords {
  // Hashed, because URLs can be longer than a key, and so that none stands where keys are shown.
  const keyOf = (url: string): string => `source/${digestOf(new TextEncoder().encode(url))}`;
  return {
    async get(url) {
      const record = await readJsonBlob(store, keyOf(url), sourceRecordSchema);
      return record?.url === url ? record : undefined;
    },
    put: (record) =>
      store.put(keyOf(record.url), new TextEncoder().encode(JSON.stringify(record)), ttlSeconds),
  };
}

/** The record of an answer 200. */
export function recordAnswer(
  url: string,
  digest: string,
  headers: HeaderLookup,
  nowMs: number,
): SourceRecord {
  return {
    url,
    digest,
    contentType: headers.get('content-type'),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    freshUntilMs: nowMs + freshMs(headers),
    pause: null,
  };
}

/** The record after an answer 304, which may bring newer validators (RFC 9111, section 4.3.4). */
export function renewRecord(record: SourceRecord, headers: HeaderLookup, nowMs: number): SourceRecord {
  return {
    ...record,
    etag: headers.get('etag') ?? record.etag,
    lastModified: headers.get('last-modified') ?? record.lastModified,
    freshUntilMs: nowMs + freshMs(headers),
    pause: null,
  };
}

/** The record of a source that wants to be left alone; what was known of its text stays. */
export function recordPause(url: string, record: SourceRecord | undefined, pause: Pause): SourceRecord {
  const blank = { url, digest: null, contentType: null, etag: null, lastModified: null, freshUntilMs: 0 };
  return { ...(record ?? blank), pause };
}

/** What to send along to hear whether a source is still as recorded; undefined where that cannot be asked. */
export function conditionsOf({ etag, lastModified }: SourceRecord): Record<string, string> | undefined {
  // With both, the server would look at the ETag alone (RFC 9110, section 13.1.3).
  if (etag !== null) return { 'if-none-match': etag };
  return lastModified === null ? undefined : { 'if-modified-since': lastModified };
}
