import { readFile } from 'node:fs/promises';
import { createSourceReader, type SourceReader } from '@bloqr/compiler';

/** Sizes in which files are handed over: small ones put chunk ends everywhere, also inside characters. */
const chunkSizes = [3, 61, 1000, 65_536];

const mebibyte = 1024 * 1024;

/** A reader of local files for comparing: without network, with limits that no proof meets. */
export function createFileReader(): SourceReader {
  return createSourceReader({
    ports: {
      openFile: async (path) => chunksOf(await readFile(path)),
      now: () => performance.now(),
      timeout: () => ({ aborted: false }),
    },
    limits: {
      fileBytesMax: 256 * mebibyte,
      totalBytesMax: 1024 * mebibyte,
      redirectsMax: 0,
      fileTimeoutMs: 600_000,
      bytesPerSecondMin: 0,
      includeDepthMax: 10,
      includeFilesMax: 100,
    },
  });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = bytes.length > mebibyte ? 65_536 : (chunkSizes[bytes.length % chunkSizes.length] ?? 65_536);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
