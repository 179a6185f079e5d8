import { describe, expect, it } from 'vitest';
import type { BlobStore } from './blob-store.ts';
import { createForgivingBlobStore } from './forgiving-blob-store.ts';

const failing: BlobStore = {
  get: async () => {
    throw new Error('broken');
  },
  put: async () => {
    throw new Error('broken');
  },
};

describe('a store that fails', () => {
  it('is as if it were empty, and tells', async () => {
    const reasons: string[] = [];
    const store = createForgivingBlobStore(
      failing,
      () => 0,
      (reason) => reasons.push(reason),
    );
    expect(await store.get('a')).toBeUndefined();
    await store.put('a', new Uint8Array(), 1);
    expect(reasons).toEqual(['error', 'error']);
  });
});

describe('a store that hangs', () => {
  it('is waited for once, left alone for 10 s, and then asked again', async () => {
    let time = 0;
    let asked = 0;
    const reasons: string[] = [];
    const hanging: BlobStore = {
      get: () => {
        asked += 1;
        return new Promise(() => {});
      },
      put: () => new Promise(() => {}),
    };
    const store = createForgivingBlobStore(
      hanging,
      () => time,
      (reason) => reasons.push(reason),
    );
    for (const _ of [1, 2, 3]) expect(await store.get('a')).toBeUndefined();
    expect(asked).toBe(1);
    expect(reasons).toEqual(['timeout']);
    time = 10_000;
    await store.get('a');
    expect(asked).toBe(2);
  });
});
