import type { SourceHistory, SourceRecording } from '@bloqr/compiler';
import { z } from 'zod';
import type { BlobStore } from '../lib/blob-store.ts';
import { contentBytesMax, createContentStore, digestOf } from '../lib/content-store.ts';
import { joinChunks } from '../lib/join-chunks.ts';
import { readJsonBlob } from '../lib/read-json-blob.ts';
import { hasCredentials } from './has-credentials.ts';

const keptSchema = z.strictObject({ lineCount: z.int().nonnegative(), digest: z.string() });
const ttlSeconds = 30 * 24 * 3600;
const LF = Uint8Array.of(0x0a);

/**
 * What public sources said when they were last good, for everybody who names them. Sources whose URL holds a secret and
 * texts of more than 8 MB are not kept.
 *
 * @param store must not reject, see `forgiving-blob-store.ts`
 */
export function createSourceHistory(store: BlobStore): SourceHistory {
  const contents = createContentStore(store);
  const keyOf = (source: string): string => `history/${digestOf(new TextEncoder().encode(source))}`;
  return {
    async recall(source) {
      if (!mayBeKept(source)) return undefined;
      const kept = await readJsonBlob(store, keyOf(source), keptSchema);
      const bytes = kept === undefined ? undefined : await contents.get(kept.digest);
      if (kept === undefined || bytes === undefined) return undefined;
      return { lineCount: kept.lineCount, text: () => [bytes] };
    },
    record(source) {
      const recording = new MemoryRecording(async (bytes, lineCount) => {
        if (!mayBeKept(source)) return;
        const digest = digestOf(bytes);
        await contents.put(digest, bytes);
        const about = new TextEncoder().encode(JSON.stringify({ lineCount, digest }));
        await store.put(keyOf(source), about, ttlSeconds);
      });
      return recording;
    },
  };
}

function mayBeKept(source: string): boolean {
  return /^https?:/i.test(source) && URL.canParse(source) && !hasCredentials(source);
}

class MemoryRecording implements SourceRecording {
  readonly #keep: (bytes: Uint8Array, lineCount: number) => Promise<void>;
  readonly #lines: Uint8Array[] = [];
  #byteCount = 0;

  constructor(keep: (bytes: Uint8Array, lineCount: number) => Promise<void>) {
    this.#keep = keep;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    this.#byteCount += end - start + 1;
    if (this.#byteCount > contentBytesMax) this.#lines.length = 0;
    else this.#lines.push(bytes.slice(start, end), LF);
  }

  async keep(lineCount: number): Promise<void> {
    if (this.#byteCount <= contentBytesMax) await this.#keep(joinChunks(this.#lines), lineCount);
    this.discard();
  }

  discard(): void {
    this.#lines.length = 0;
  }
}
