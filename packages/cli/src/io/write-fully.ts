import { writeSync } from 'node:fs';

const retryMs = 5;

/** Writes all of `bytes` to an open file, however often that takes. */
export function writeFully(file: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(file, bytes, offset);
    } catch (error) {
      // The other end of a pipe that another process made non-blocking is not reading at the moment.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}
