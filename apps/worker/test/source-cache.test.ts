import { env } from 'cloudflare:workers';
import { compileResponseSchema, type Problem } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestApp } from './harness.ts';
import { listSeen, script, scriptedUrl, waitUntilSo } from './scripted-sources.ts';

const hour = 3_600_000;
let time = Date.parse('2026-01-01T00:00:00Z');
/** Each test has a cache of its own. */
let cacheName = '';
let cacheCount = 0;
let nameCount = 0;

beforeEach(() => {
  cacheName = `cache-${++cacheCount}`;
});

const newName = (): string => `cached-${++nameCount}`;

/** A new isolate, as far as its own memory goes, with the cache that all have in common. */
function newIsolate(openCache = () => caches.open(cacheName), bindings = env) {
  const work: Promise<unknown>[] = [];
  const { call, entries } = createTestApp(bindings, {
    now: () => time,
    openCache,
    waitUntil: (one) => work.push(one),
  });
  return {
    entries,
    compile: async (sources: readonly string[], more: object = {}): Promise<Response> => {
      const configuration = { name: 'Cached', sources: sources.map((source) => ({ source })), ...more };
      const response = await call('/api/compile', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ configuration }),
      });
      const text = await response.text();
      await Promise.all(work);
      return new Response(text, response);
    },
  };
}

/** A cache that does two things differently. */
function replaceMethods(
  cache: Cache,
  methods: {
    readonly match: (url: string) => Promise<Response | undefined>;
    readonly put: (url: string) => Promise<void>;
  },
): Cache {
  return new Proxy(cache, {
    get: (target, key) => (key === 'match' || key === 'put' ? methods[key] : Reflect.get(target, key)),
  });
}

async function listOf(response: Response): Promise<string> {
  return compileResponseSchema.parse(await response.json()).list;
}

const statusesOf = async (name: string): Promise<number[]> =>
  (await listSeen(name)).map(({ status }) => status);

describe('a source that was read before', () => {
  it.each([
    { validator: { ETag: '"one"' }, sent: { ifNoneMatch: '"one"', ifModifiedSince: null } },
    {
      validator: { 'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT' },
      sent: { ifNoneMatch: null, ifModifiedSince: 'Thu, 01 Jan 2026 00:00:00 GMT' },
    },
  ])('is asked only whether it changed: $validator', async ({ validator, sent }) => {
    const name = newName();
    await script(name, { headers: validator, body: '||a.example.org^\n' });
    const first = await listOf(await newIsolate().compile([scriptedUrl(name)]));
    const second = await listOf(await newIsolate().compile([scriptedUrl(name)]));
    expect(second).toBe(first);
    expect(await statusesOf(name)).toEqual([200, 304]);
    expect((await listSeen(name))[1]).toMatchObject(sent);
  });

  it('is asked again by a compile of another configuration, too, and read from memory', async () => {
    const name = newName();
    await script(name, { headers: { ETag: '"one"' }, body: '||a.example.org^\n' });
    await newIsolate().compile([scriptedUrl(name)]);
    const list = await listOf(
      await newIsolate().compile([scriptedUrl(name)], { transformations: ['Validate'] }),
    );
    expect(list).toContain('||a.example.org^');
    expect(await statusesOf(name)).toEqual([200, 304]);
  });

  it('is read anew where it changed, along with others that did not', async () => {
    const [same, other] = [newName(), newName()];
    await script(same, { headers: { ETag: '"same"' }, body: '||same.example.org^\n' });
    await script(other, { headers: { ETag: '"one"' }, body: '||one.example.org^\n' });
    await newIsolate().compile([scriptedUrl(same), scriptedUrl(other)]);
    await script(other, { headers: { ETag: '"two"' }, body: '||two.example.org^\n' });
    const list = await listOf(await newIsolate().compile([scriptedUrl(same), scriptedUrl(other)]));
    expect(list).toContain('||same.example.org^');
    expect(list).toContain('||two.example.org^');
    expect(list).not.toContain('||one.example.org^');
    expect(new Set((await statusesOf(same)).slice(1))).toEqual(new Set([304]));
    // Asked whether it changed, then read.
    expect(await statusesOf(other)).toEqual([200, 200, 200]);
  });

  it('is read anew where several of one host changed, more than may be asked at a time', async () => {
    const names = [newName(), newName(), newName(), newName()];
    const scriptAll = (version: string) =>
      Promise.all(
        names.map((name) =>
          script(name, { headers: { ETag: `"${version}"` }, body: `||${version}-${name}.example.org^\n` }),
        ),
      );
    await scriptAll('one');
    await newIsolate().compile(names.map(scriptedUrl));
    await scriptAll('two');
    const isolate = newIsolate();
    for (const _ of ['changed', 'unchanged']) {
      const response = await isolate.compile(names.map(scriptedUrl));
      expect(response.status).toBe(200);
      const list = await listOf(response);
      for (const name of names) expect(list).toContain(`||two-${name}.example.org^`);
    }
  });

  it.each([
    { name: 'answers with a failure', says: { status: 500 }, reason: 'answered with status 500' },
    { name: 'cuts the connection', says: { cuts: 'all' as const }, reason: 'cannot be fetched' },
  ])(
    'fails as any other where it $name afterwards, or is left out, or read from memory',
    async ({ says, reason }) => {
      const [failing, other] = [newName(), newName()];
      const compile = (more: object) =>
        newIsolate().compile([], {
          sources: [{ source: scriptedUrl(failing), ...more }, { source: scriptedUrl(other) }],
        });
      for (const name of [failing, other]) {
        await script(name, { headers: { ETag: '"one"' }, body: `||${name}.example.org^\n` });
      }
      const policies = [{}, { onError: 'skip' }, { onError: 'last-good' }];
      for (const policy of policies) expect((await compile(policy)).status).toBe(200);
      await script(failing, says);

      const [fails, skips, recalls] = [
        await compile({}),
        await compile({ onError: 'skip' }),
        await compile({ onError: 'last-good' }),
      ];
      expect(fails.status).toBe(502);
      expect(await fails.json()).toMatchObject({
        code: 'source-unreachable',
        detail: expect.stringContaining(reason),
      });
      expect(await listOf(skips)).not.toContain(`||${failing}.example.org^`);
      expect(await listOf(recalls)).toContain(`||${failing}.example.org^`);
    },
  );

  it('is not asked at all while it says that it is fresh, five minutes at most', async () => {
    const name = newName();
    await script(name, {
      headers: { ETag: '"one"', 'Cache-Control': 'max-age=31536000' },
      body: '||a.example^\n',
    });
    await newIsolate().compile([scriptedUrl(name)]);
    time += 299_000;
    await newIsolate().compile([scriptedUrl(name)]);
    expect(await statusesOf(name)).toEqual([200]);
    time += 2000;
    await newIsolate().compile([scriptedUrl(name)]);
    expect(await statusesOf(name)).toEqual([200, 304]);
  });

  it.each([
    { name: 'must not be stored', headers: { ETag: '"a"', 'Cache-Control': 'no-store' }, query: '' },
    { name: 'is private', headers: { ETag: '"a"', 'Cache-Control': 'private, max-age=60' }, query: '' },
    { name: 'has nothing to ask by', headers: {}, query: '' },
    { name: 'has a secret in its URL', headers: { ETag: '"a"' }, query: '?token=secret' },
  ])('is read anew where it $name', async ({ headers, query }) => {
    const name = newName();
    await script(name, { headers, body: '||a.example.org^\n' });
    for (const _ of [1, 2]) await newIsolate().compile([scriptedUrl(name) + query]);
    expect(await statusesOf(name)).toEqual([200, 200]);
    for (const { ifNoneMatch } of await listSeen(name)) expect(ifNoneMatch).toBeNull();
  });

  it('that failed is not remembered', async () => {
    const name = newName();
    await script(name, { status: 500, headers: { ETag: '"a"' }, body: 'oops' });
    expect((await newIsolate().compile([scriptedUrl(name)])).status).toBe(502);
    await script(name, { headers: { ETag: '"a"' }, body: '||a.example.org^\n' });
    expect((await newIsolate().compile([scriptedUrl(name)])).status).toBe(200);
    expect((await listSeen(name))[1]?.ifNoneMatch).toBeNull();
  });
});

describe('a server that wants to be left alone', () => {
  it.each([
    { status: 429, value: '3600' },
    { status: 503, value: new Date(time + hour + 1000).toUTCString() },
  ])('with $status is not asked before the time, by no isolate', async ({ status, value }) => {
    time = Date.parse('2026-01-01T00:00:01Z');
    const name = newName();
    await script(name, { status, headers: { 'Retry-After': value } });
    expect((await newIsolate().compile([scriptedUrl(name)])).status).toBe(502);
    await script(name, { body: '||a.example.org^\n' });
    time += hour - 1000;
    const { detail } = await (await newIsolate().compile([scriptedUrl(name)])).json<Problem>();
    expect(detail).toContain(`status ${status}`);
    expect(await statusesOf(name)).toEqual([status]);
    time += 2000;
    expect((await newIsolate().compile([scriptedUrl(name)])).status).toBe(200);
  });
});

describe('a host', () => {
  it('is asked for two sources at a time at most', async () => {
    const names = Array.from({ length: 8 }, newName);
    for (const name of names) await script(name, { body: `||${name}.example.org^\n` });
    const { compile } = newIsolate();
    await Promise.all(names.map((name) => compile([scriptedUrl(name)])));
    const atOnce = await Promise.all(names.map(async (name) => (await listSeen(name))[0]?.atOnce ?? 0));
    expect(Math.max(...atOnce)).toBe(2);
  });
});

describe('a cache that does not work', () => {
  const rejecting = async (): Promise<Cache> => {
    throw new Error('no cache');
  };

  it('costs a second reading and nothing else', async () => {
    const name = newName();
    await script(name, { headers: { ETag: '"a"' }, body: '||a.example.org^\n' });
    const { compile, entries } = newIsolate(rejecting);
    for (const _ of [1, 2]) expect((await compile([scriptedUrl(name)])).status).toBe(200);
    expect(await statusesOf(name)).toEqual([200, 200]);
    expect(entries).toContainEqual(expect.objectContaining({ event: 'cache-failed', reason: 'error' }));
  });

  it.each([
    { name: 'nothing', change: () => '' },
    { name: 'other bytes', change: (text: string) => text.replaceAll('example', 'changed') },
    { name: 'half of it', change: (text: string) => text.slice(0, text.length / 2) },
    { name: 'no JSON', change: () => '{"url":' },
  ])('and gives back $name is found out', async ({ change }) => {
    const name = newName();
    await script(name, { headers: { ETag: '"a"' }, body: '||a.example.org^\n||b.example.org^\n' });
    const right = await listOf(await newIsolate().compile([scriptedUrl(name)]));
    const broken = async (): Promise<Cache> => {
      const cache = await caches.open(cacheName);
      const match = async (url: string) => {
        const found = await cache.match(url);
        return found && new Response(change(await found.text()), found);
      };
      return replaceMethods(cache, { match, put: async () => {} });
    };
    expect(await listOf(await newIsolate(broken).compile([scriptedUrl(name)]))).toBe(right);
  });
});

describe('equal compiles at the same time', () => {
  it('read and compile once, and tell everybody', async () => {
    const name = newName();
    await script(name, { body: '||a.example.org^\n' });
    const { compile } = newIsolate();
    const answers = await Promise.all(Array.from({ length: 10 }, () => compile([scriptedUrl(name)])));
    expect(await statusesOf(name)).toEqual([200]);
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(bodies.size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('give everybody the whole list, also where they read it at the same time', async () => {
    const mine = Array.from({ length: 40_000 }, (_, index) => `||name-${index}.example.org^`).join('\n');
    const { call } = createTestApp(env, { now: () => time });
    const ask = (accept: string) =>
      call('/api/compile', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: accept },
        body: JSON.stringify({
          configuration: { name: 'Long', sources: [{ source: 'mine' }], transformations: ['Deduplicate'] },
          preFetchedContent: { mine },
        }),
      });
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('text/plain')));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]?.endsWith(mine)).toBe(true);
  });

  it('fail together', async () => {
    const name = newName();
    await script(name, { status: 404 });
    const { compile } = newIsolate();
    const answers = await Promise.all([1, 2, 3].map(() => compile([scriptedUrl(name)])));
    expect(answers.map(({ status }) => status)).toEqual([502, 502, 502]);
    expect(await statusesOf(name)).toEqual([404]);
  });

  it('go on where one of the clients leaves, and end where all have left', async () => {
    const name = newName();
    await script(name, { body: '||a.example.org^\n', isHanging: true });
    const { call } = createTestApp(env, { now: () => time });
    const clients = [new AbortController(), new AbortController()];
    const answers = clients.map(({ signal }) =>
      call('/api/compile', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ configuration: { name: 'x', sources: [{ source: scriptedUrl(name) }] } }),
        signal,
      }).catch(() => undefined),
    );
    expect(await waitUntilSo(async () => (await listSeen(name)).length === 1)).toBe(true);
    clients[0]?.abort();
    await answers[0];
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await listSeen(name))[0]?.wasLeft).toBe(false);
    clients[1]?.abort();
    expect(await waitUntilSo(async () => (await listSeen(name))[0]?.wasLeft === true)).toBe(true);
    await Promise.all(answers);
  });
});

describe('a kept result', () => {
  it('is given out while everything it was made from says the same, redirects included', async () => {
    const [from, to] = [newName(), newName()];
    await script(from, { status: 302, headers: { Location: scriptedUrl(to) } });
    await script(to, { headers: { ETag: '"a"' }, body: '||a.example.org^\n' });
    const first = await newIsolate().compile([scriptedUrl(from)]);
    const second = await newIsolate().compile([scriptedUrl(from)]);
    expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'));
    expect(await second.text()).toBe(await first.text());
    expect(await statusesOf(to)).toEqual([200, 304]);
    const other = newName();
    await script(other, { headers: { ETag: '"b"' }, body: '||b.example.org^\n' });
    await script(from, { status: 302, headers: { Location: scriptedUrl(other) } });
    expect(await listOf(await newIsolate().compile([scriptedUrl(from)]))).toContain('||b.example.org^');
  });

  it('is none of another tier, host or configuration', async () => {
    const name = newName();
    await script(name, {
      headers: { ETag: '"a"', 'Cache-Control': 'max-age=60' },
      body: '||a.example.org^\n',
    });
    const plain = await listOf(await newIsolate().compile([scriptedUrl(name)]));
    const inverted = await listOf(
      await newIsolate().compile([scriptedUrl(name)], { transformations: ['InvertAllow'] }),
    );
    expect(inverted).not.toBe(plain);
  });

  it('keeps nothing of what is sent along', async () => {
    const puts: string[] = [];
    const watched = async (): Promise<Cache> =>
      replaceMethods(await caches.open(cacheName), {
        match: async () => undefined,
        put: async (url) => {
          puts.push(url);
        },
      });
    const { call } = createTestApp(env, { now: () => time, openCache: watched });
    const response = await call('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        configuration: { name: 'x', sources: [{ source: 'mine' }] },
        preFetchedContent: { mine: '||a.example.org^\n' },
      }),
    });
    expect(response.status).toBe(200);
    await response.text();
    expect(puts).toEqual([]);
  });
});
