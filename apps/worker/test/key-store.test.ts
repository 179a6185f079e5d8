import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { fetchKeySet, keySetBytesMax } from '../src/auth/jwt/fetch-key-set.ts';
import {
  ageMaxMs,
  archiveIntervalMs,
  createKeyStore,
  fetchIntervalMs,
  renewAfterMs,
  retryMs,
  staleMaxMs,
} from '../src/auth/jwt/key-store.ts';
import { createHostileKeySets } from './tokens/hostile-key-sets.ts';
import { createKeyEndpoint, createMemoryBlobs } from './tokens/key-endpoint.ts';
import { createSigningKey, publish } from './tokens/signing-key.ts';

const url = 'https://clerk.example.com/.well-known/jwks.json';
const [first, second, weak] = await Promise.all([
  createSigningKey('first'),
  createSigningKey('second'),
  createSigningKey('weak', 1024),
]);

let time = 1_700_000_000_000;
const endpoint = createKeyEndpoint(() => new Response(publish(first)));
const failures: string[] = [];
let blobs = createMemoryBlobs();
let archive = createMemoryBlobs();

/** A store as a new isolate has it. */
function createStore() {
  const inBackground: Promise<unknown>[] = [];
  const store = createKeyStore(url, {
    fetch: endpoint.fetch,
    now: () => time,
    blobs,
    archive,
    onFailure: (reason) => failures.push(reason),
    timeLimitMs: 40,
  });
  return {
    ask: async (keyId: string) => {
      const answer = await store.find(keyId, (work) => inBackground.push(work));
      return answer.kind === 'unavailable' ? `unavailable ${answer.retryAfterSeconds}` : answer.kind;
    },
    settle: () => Promise.all(inBackground),
  };
}

beforeEach(() => {
  endpoint.answer = () => new Response(publish(first));
  endpoint.fetched.length = 0;
  failures.length = 0;
  blobs = createMemoryBlobs();
  archive = createMemoryBlobs();
});

describe('keys that can be had', () => {
  it('are fetched once for 500 requests at once', async () => {
    const { ask } = createStore();
    const answers = await Promise.all(Array.from({ length: 500 }, () => ask('first')));
    expect(new Set(answers)).toEqual(new Set(['found']));
    expect(endpoint.fetched).toEqual([url]);
  });

  it('are used for ten minutes at most, and renewed beside the requests from five on', async () => {
    const { ask, settle } = createStore();
    await ask('first');
    time += renewAfterMs - 1;
    await ask('first');
    await settle();
    expect(endpoint.fetched).toHaveLength(1);
    endpoint.answer = () => new Response(publish(second));
    time += 1;
    expect(await ask('first')).toBe('found');
    await settle();
    expect(endpoint.fetched).toHaveLength(2);
    expect([await ask('first'), await ask('second')]).toEqual(['unknown', 'found']);
    endpoint.answer = () => new Response(publish(first));
    time += ageMaxMs;
    expect(await ask('second')).toBe('unknown');
    expect(await ask('first')).toBe('found');
  });

  it('are not fetched by an isolate that finds a copy of another', async () => {
    const one = createStore();
    await one.ask('first');
    await one.settle();
    time += 60_000;
    expect(await createStore().ask('first')).toBe('found');
    expect(endpoint.fetched).toHaveLength(1);
  });
});

describe('key ids that nobody knows', () => {
  it('cost two fetches, however many come, and disturb nobody', async () => {
    const { ask } = createStore();
    await ask('first');
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all([
        ...Array.from({ length: 500 }, (_, n) => ask(`invented ${round} ${n}`)),
        ask('first'),
      ]);
      expect(answers.pop()).toBe('found');
      expect(new Set(answers)).toEqual(new Set(['unknown']));
    }
    expect(endpoint.fetched).toHaveLength(2);
    time += fetchIntervalMs;
    expect(await ask('__proto__')).toBe('unknown');
    expect(await ask('constructor')).toBe('unknown');
    expect(endpoint.fetched).toHaveLength(3);
  });

  it('say nothing while the issuer cannot be reached', async () => {
    const { ask } = createStore();
    await ask('first');
    endpoint.answer = () => new Response('busy', { status: 503 });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask(`invented ${n}`)));
    expect(new Set(answers)).toEqual(new Set(['unavailable 30']));
    expect(await ask('first')).toBe('found');
    expect(endpoint.fetched.length).toBeLessThanOrEqual(2);
  });
});

describe('a rotation', () => {
  it('fails no first token, 100 times over', async () => {
    const { ask } = createStore();
    let [old, young] = [first, second];
    expect(await ask(old.keyId)).toBe('found');
    for (let rotation = 0; rotation < 100; rotation++) {
      time += fetchIntervalMs;
      const both = publish(old, young);
      endpoint.answer = () => new Response(both);
      expect(await ask(young.keyId)).toBe('found');
      expect(await ask(old.keyId)).toBe('found');
      time += ageMaxMs;
      const alone = publish(young);
      endpoint.answer = () => new Response(alone);
      expect(await ask(old.keyId)).toBe('unknown');
      [old, young] = [young, old];
    }
  });

  it('fails no first token while a fetch from before it is under way', async () => {
    const { ask } = createStore();
    await ask('first');
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = publish(first);
    endpoint.answer = async () => {
      await gate;
      return new Response(before);
    };
    time += fetchIntervalMs;
    const invented = ask('invented');
    while (endpoint.fetched.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    endpoint.answer = () => new Response(publish(first, second));
    const awaited = ask('second');
    release();
    expect(await Promise.all([invented, awaited])).toEqual(['unknown', 'found']);
  });
});

const outages = createHostileKeySets({ first, second, weak });

describe.each(Object.entries(outages))('while there is %s', (_name, answer) => {
  it('the last good set stays in use for a day, in new isolates, too, and then nobody gets in', async () => {
    const old = createStore();
    expect(await old.ask('first')).toBe('found');
    await old.settle();
    endpoint.answer = answer;
    const start = time;
    for (const age of [ageMaxMs, 3_600_000, 12 * 3_600_000, staleMaxMs - 1]) {
      time = start + age;
      expect(await old.ask('first')).toBe('found');
      expect(await old.ask('second')).toMatch(/^unavailable \d+$/);
      const young = createStore();
      expect(await young.ask('first')).toBe('found');
      expect(await young.ask('second')).toMatch(/^unavailable \d+$/);
      await Promise.all([old.settle(), young.settle()]);
    }
    time = start + staleMaxMs;
    expect(await old.ask('first')).toBe('unavailable 1');
    expect(await createStore().ask('first')).toBe('unavailable 1');
    expect(failures.length).toBeGreaterThan(4);
  });

  it('an isolate without any keys lets nobody in, asks rarely, and is back half a second after the repair', async () => {
    endpoint.answer = answer;
    const { ask } = createStore();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('first')));
    expect(new Set(answers)).toEqual(new Set(['unavailable 1']));
    expect(endpoint.fetched).toHaveLength(1);
    endpoint.answer = () => new Response(publish(first));
    time += retryMs;
    expect(await ask('first')).toBe('found');
  });
});

describe('a copy', () => {
  /** So late that it is no reason to refuse the copy, whatever time it is by then. */
  const never = 9_000_000_000_000;
  it.each([
    { name: 'is no JSON', text: '{' },
    {
      name: 'is of another address',
      text: JSON.stringify({ url: `${url}x`, fetchedAtMs: never, text: publish(first) }),
    },
    {
      name: 'holds a weak key',
      text: JSON.stringify({ url, fetchedAtMs: never, text: publish(first, weak) }),
    },
    { name: 'has no date', text: JSON.stringify({ url, text: publish(first) }) },
  ])('is as if it were not there where it $name', async ({ text }) => {
    const { ask, settle } = createStore();
    await ask('first');
    await settle();
    for (const { entries } of [blobs, archive]) {
      const [key] = entries.keys();
      entries.set(key ?? '', new TextEncoder().encode(text));
    }
    endpoint.answer = () => new Response('busy', { status: 503 });
    expect(await createStore().ask('first')).toBe('unavailable 1');
  });
});

describe('the archive', () => {
  it('serves an isolate far away during an outage, for a day, and is asked only then', async () => {
    const start = time;
    const near = createStore();
    await near.ask('first');
    await near.settle();
    let reads = 0;
    const { get } = archive;
    archive.get = (key) => {
      reads++;
      return get(key);
    };
    blobs = createMemoryBlobs();
    const far = createStore();
    expect(await far.ask('first')).toBe('found');
    await far.settle();
    expect(reads).toBe(0);

    endpoint.answer = () => new Response('busy', { status: 503 });
    for (const [age, answer, unknown] of [
      [renewAfterMs, 'found', /^unavailable/],
      [staleMaxMs - 1, 'found', /^unavailable/],
      [staleMaxMs, 'unavailable 1', /^unavailable/],
    ] as const) {
      time = start + age;
      blobs = createMemoryBlobs();
      const cold = createStore();
      expect(await cold.ask('first')).toBe(answer);
      expect(await cold.ask('second')).toMatch(unknown);
    }
  });

  it('is written once an hour while the set stays the same, and at once when it changes', async () => {
    let writes = 0;
    const { put } = archive;
    archive.put = (...blob) => {
      writes++;
      return put(...blob);
    };
    const { ask, settle } = createStore();
    const start = time;
    for (let age = 0; age <= 2 * archiveIntervalMs; age += ageMaxMs) {
      time = start + age;
      await ask('first');
      await settle();
    }
    expect(writes).toBe(3);
    endpoint.answer = () => new Response(publish(second));
    time += ageMaxMs;
    await ask('second');
    await settle();
    expect(writes).toBe(4);
  });
});

describe('over a real connection', () => {
  it.each([
    { path: '/moved.txt', reason: 'status' },
    { path: '/broken', reason: 'status' },
    { path: '/nothing', reason: 'status' },
    { path: '/page.html', reason: 'not-json' },
    { path: '/large.txt', reason: 'too-large' },
    { path: '/bomb.txt', reason: 'too-large' },
    { path: '/hanging.txt', reason: 'timeout' },
    { path: '/cut.txt', reason: 'network' },
  ])('$path fails: $reason', async ({ path, reason }) => {
    const limit = reason === 'timeout' ? 200 : 5000;
    expect(
      await fetchKeySet((input, init) => fetch(input, init), `http://${env.SOURCE_HOST}${path}`, limit),
    ).toEqual({
      kind: 'failed',
      reason,
    });
  });

  it('a set may have 64 KB', async () => {
    const text = publish(first).padEnd(keySetBytesMax);
    const ask = (body: string) => fetchKeySet(async () => new Response(body), url, 1000);
    expect((await ask(text)).kind).toBe('read');
    expect(await ask(`${text} `)).toEqual({ kind: 'failed', reason: 'too-large' });
  });
});
