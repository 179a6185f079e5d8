import { describe, expect, it } from 'vitest';
import { streamChunks } from './stream-chunks.ts';

describe('a stream of chunks', () => {
  it('takes a chunk only when one is asked for', async () => {
    let taken = 0;
    const reader = streamChunks(
      (function* () {
        for (; taken < 1000; taken++) yield new Uint8Array([taken]);
      })(),
    ).getReader();
    await reader.read();
    await reader.read();
    expect(taken).toBeLessThanOrEqual(2);
  });

  it('keeps chunks apart that are made in the same memory', async () => {
    const memory = new Uint8Array(1);
    const stream = streamChunks(
      (function* () {
        for (memory[0] = 65; memory[0] < 70; memory[0]++) yield memory;
      })(),
    );
    expect(await new Response(stream).text()).toBe('ABCDE');
  });

  it('lets go of its source where the reader goes away', async () => {
    let isClosed = false;
    const stream = streamChunks(
      (function* () {
        try {
          for (;;) yield new Uint8Array(1);
        } finally {
          isClosed = true;
        }
      })(),
    );
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(isClosed).toBe(true);
  });
});
