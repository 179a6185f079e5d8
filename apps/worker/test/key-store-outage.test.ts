import { expect, it } from 'vitest';
import { fetchKeySet, keySetBytesMax } from '../src/auth/jwt/fetch-key-set.ts';
import { ageMaxMs, createKeyStore, fetchIntervalMs, retryMs } from '../src/auth/jwt/key-store.ts';
import { createKeyEndpoint, createMemoryBlobs } from './tokens/key-endpoint.ts';
import { createSigningKey, publish } from './tokens/signing-key.ts';

const url = 'https://clerk.example.com/.well-known/jwks.json';
const key = await createSigningKey('first');

/** A store without a copy, what it told of, and a clock that the test holds. */
function createStore() {
  const clock = { nowMs: 1_700_000_000_000 };
  const endpoint = createKeyEndpoint(() => new Response(publish(key)));
  const failures: string[] = [];
  const inBackground: Promise<unknown>[] = [];
  const store = createKeyStore(url, {
    fetch: endpoint.fetch,
    now: () => clock.nowMs,
    blobs: createMemoryBlobs(),
    onFailure: (reason) => failures.push(reason),
    timeLimitMs: 40,
  });
  const ask = async (keyId: string) => (await store.find(keyId, (work) => inBackground.push(work))).kind;
  return { clock, endpoint, failures, ask, settle: () => Promise.all(inBackground) };
}

it('during an outage one request waits for the issuer, and those after it for nothing', async () => {
  const { clock, endpoint, failures, ask, settle } = createStore();
  await ask('first');
  endpoint.answer = () => new Promise(() => {});
  clock.nowMs += ageMaxMs;
  expect(await ask('first')).toBe('found');
  expect(failures).toEqual(['timeout']);
  clock.nowMs += fetchIntervalMs;
  expect(await ask('first')).toBe('found');
  // The second attempt has begun, and nobody has waited for its end.
  expect([endpoint.fetched.length, failures.length]).toEqual([3, 1]);
  await settle();
  expect(failures).toEqual(['timeout', 'timeout']);
});

it('without any keys the issuer is asked once in half a second, however many ask one after the other', async () => {
  const { clock, endpoint, ask } = createStore();
  endpoint.answer = () => new Response('busy', { status: 503 });
  for (let count = 0; count < 50; count++) expect(await ask(`invented ${count}`)).toBe('unavailable');
  expect(endpoint.fetched).toHaveLength(1);
  clock.nowMs += retryMs - 1;
  await ask('first');
  expect(endpoint.fetched).toHaveLength(1);
  clock.nowMs += 1;
  await ask('first');
  expect(endpoint.fetched).toHaveLength(2);
});

it.each([
  { name: 'no answer', answer: () => new Promise<Response>(() => {}) },
  { name: 'an answer without an end', answer: () => new Response(new ReadableStream()) },
  { name: 'an answer that is too large', answer: () => new Response(' '.repeat(keySetBytesMax + 1)) },
  { name: 'an error', answer: () => new Response('busy', { status: 503 }) },
])('the connection is let go of where there is $name', async ({ answer }) => {
  const signals: AbortSignal[] = [];
  const set = await fetchKeySet(
    async (_input, init) => {
      if (init?.signal) signals.push(init.signal);
      return answer();
    },
    url,
    30,
  );
  expect(set.kind).toBe('failed');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
