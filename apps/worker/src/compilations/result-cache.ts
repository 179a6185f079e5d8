import { compileResponseSchema } from '@bloqr/contract';
import { z } from 'zod';
import type { BlobStore } from '../lib/blob-store.ts';
import { contentBytesMax, createContentStore, digestOf } from '../lib/content-store.ts';
import { joinChunks } from '../lib/join-chunks.ts';
import { readJsonBlob } from '../lib/read-json-blob.ts';
import type { SourceDependency } from '../sources/source-session.ts';
import type { CompiledList, CompileSummary } from './compiled-list.ts';

/** Results by what they were made from. */
export interface ResultCache {
  /** The result of an earlier order with this key, where all addresses that it was made from still say the same. */
  find(
    orderKey: string,
    areUnchanged: (dependencies: readonly SourceDependency[]) => Promise<boolean>,
  ): Promise<CompiledList | undefined>;
  /** Keeps a result, unless it is too large. */
  keep(orderKey: string, list: CompiledList, dependencies: readonly SourceDependency[]): Promise<void>;
}

const summarySchema = compileResponseSchema.omit({ list: true });

const resultSchema = z.strictObject({
  /** Addresses in the order in which they were asked. */
  dependencies: z.array(z.strictObject({ url: z.string(), state: z.string() })),
  lastModified: z.iso.datetime(),
  mediaType: z.string(),
  // Taken as it is: a parsed copy has its fields in another order, and an answer made of it other bytes.
  summary: z.custom<CompileSummary>((value) => summarySchema.safeParse(value).success),
  textDigest: z.string(),
});

/** A day: a list that nobody compiles so long is made anew. */
const ttlSeconds = 24 * 3600;
const chunkBytes = 65_536;

/** @param store must not reject, see `forgiving-blob-store.ts` */
export function createResultCache(store: BlobStore): ResultCache {
  const contents = createContentStore(store);
  return {
    async find(orderKey, areUnchanged) {
      const result = await readJsonBlob(store, `result/${orderKey}`, resultSchema);
      if (result === undefined) return undefined;
      const bytes = await contents.get(result.textDigest);
      if (bytes === undefined) return undefined;
      if (!(await areUnchanged(result.dependencies))) return undefined;
      const { summary, lastModified, mediaType } = result;
      return { summary, lastModified: new Date(lastModified), mediaType, text: () => cutBytes(bytes) };
    },

    async keep(orderKey, { summary, lastModified, mediaType, text }, dependencies) {
      const bytes = collect(text());
      if (bytes === undefined) return;
      const result = {
        dependencies: [...dependencies],
        lastModified: lastModified.toISOString(),
        mediaType,
        summary,
        textDigest: digestOf(bytes),
      };
      // The text first: the result says that it is there.
      await contents.put(result.textDigest, bytes);
      await store.put(`result/${orderKey}`, new TextEncoder().encode(JSON.stringify(result)), ttlSeconds);
    },
  };
}

function* cutBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** All of a text; undefined where it is more than may be kept. */
function collect(text: Iterable<Uint8Array>): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for (const chunk of text) {
    byteCount += chunk.length;
    if (byteCount > contentBytesMax) return undefined;
    chunks.push(chunk.slice());
  }
  return joinChunks(chunks);
}
