import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { createBlobStoreD1 } from './blob-store-d1.ts';

let time = 1_700_000_000_000;
const store = createBlobStoreD1(env.DB, () => time);
const bytes = new Uint8Array([0, 127, 128, 255]);

it('gives back what was put last, byte for byte, and nothing for another key', async () => {
  await store.put('a', new Uint8Array([1]), 60);
  await store.put('a', bytes, 60);
  expect(await store.get('a')).toEqual(bytes);
  expect(await store.get("a' OR 1=1 --")).toBeUndefined();
});

it('has nothing once its time is over, and forgets it with the next one', async () => {
  await store.put('b', bytes, 60);
  time += 59_999;
  expect(await store.get('b')).toEqual(bytes);
  time += 1;
  expect(await store.get('b')).toBeUndefined();
  await store.put('c', bytes, 60);
  expect(await env.DB.prepare("SELECT COUNT(*) AS rows FROM blobs WHERE key = 'b'").first('rows')).toBe(0);
});
