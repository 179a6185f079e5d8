import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const bufferBytesMax = 262_144;
const bufferBytesMin = 4_096;

/**
 * Opens a file, or standard input for `-`. Files are read synchronously: for local files that is twice as fast as
 * asking the thread pool for each chunk. A chunk is valid until the next one is asked for.
 *
 * @throws the system's error, e.g. with `code: 'ENOENT'`
 */
export async function openLocalFile(path: string): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return process.stdin;
  const file = openSync(path, 'r');
  return { [Symbol.asyncIterator]: () => new FileChunks(file) };
}

class FileChunks implements AsyncIterator<Uint8Array> {
  private readonly file: number;
  private readonly buffer: Uint8Array;
  private isClosed = false;

  constructor(file: number) {
    this.file = file;
    // One byte more, so that a file of unchanged size is read and its end seen by two calls.
    const bytes = Math.max(bufferBytesMin, fstatSync(file).size + 1);
    this.buffer = Buffer.allocUnsafeSlow(Math.min(bufferBytesMax, bytes));
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      const length = this.isClosed ? 0 : readSync(this.file, this.buffer);
      if (length > 0) return Promise.resolve({ done: false, value: this.buffer.subarray(0, length) });
      return this.return();
    } catch (error) {
      return this.return().then(() => Promise.reject(error));
    }
  }

  return(): Promise<{ done: true; value: undefined }> {
    if (!this.isClosed) closeSync(this.file);
    this.isClosed = true;
    return Promise.resolve({ done: true, value: undefined });
  }
}
