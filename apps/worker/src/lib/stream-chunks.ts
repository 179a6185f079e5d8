/**
 * A stream that takes the next chunk only when its reader asks for one, so that at most one chunk is in memory
 * however slowly the reader reads.
 *
 * @param chunks each chunk needs to stay valid only until the next one is taken
 */
export function streamChunks(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done) controller.close();
        // A copy: the reader may still be sending this chunk when the iterable uses its memory again.
        else controller.enqueue(next.value.slice());
      },
      cancel() {
        iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
