import { env } from 'cloudflare:workers';
import { type CompileEvent, type CompileEventName, compileEventSchemas } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, expectProblem, postCompile } from './harness.ts';
import { listSeen, script, scriptedUrl, waitUntilSo } from './scripted-sources.ts';

const path = '/api/compile/stream';

function post(body: unknown, init: RequestInit = {}): Promise<Response> {
  return callApi(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

/** The events of a whole stream, each checked against the contract; comments are left out. */
function parseEvents(text: string): CompileEvent[] {
  expect(text.endsWith('\n\n')).toBe(true);
  const blocks = text
    .slice(0, -2)
    .split('\n\n')
    .filter((block) => !block.startsWith(':'));
  return blocks.map((block, index) => {
    const [id, event, data, ...more] = block.split('\n');
    expect(id).toBe(`id: ${index + 1}`);
    expect(more).toEqual([]);
    const name = event?.replace('event: ', '') as CompileEventName;
    const value: unknown = JSON.parse(data?.replace('data: ', '') ?? '');
    return { event: name, data: compileEventSchemas[name].parse(value) } as CompileEvent;
  });
}

const textOf = (events: readonly CompileEvent[]): string =>
  events.map((event) => (event.event === 'list' ? event.data.text : '')).join('');

describe('POST /api/compile/stream', () => {
  it('tells each step in order, and gives the same list as POST /api/compile', async () => {
    const body = {
      configuration: {
        name: 'Two',
        sources: [{ source: 'mine' }, { source: `http://${env.SOURCE_HOST}/b.txt` }],
        transformations: ['Deduplicate', 'Validate'],
      },
      preFetchedContent: { mine: '||ads.example.org^\nexample.org##.x\nnot a rule\n' },
    };
    const response = await post(body);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('RateLimit')).toMatch(/^"default";r=/);
    const events = parseEvents(await response.text());
    expect(events.map(({ event, data }) => ('status' in data ? `${event} ${data.status}` : event))).toEqual([
      'stage',
      'source started',
      'source finished',
      'source started',
      'source finished',
      'stage',
      'stage',
      ...events.filter(({ event }) => event === 'diagnostics').map(({ event }) => event),
      'statistics',
      'list',
      'done',
    ]);
    const list = textOf(events);
    const other = await postCompile(body);
    const { list: whole, diagnostics, ...summary } = await other.json<Record<string, unknown>>();
    expect(list).toBe(whole);
    expect(events.find(({ event }) => event === 'statistics')?.data).toEqual(summary);
    expect(events.flatMap(({ data }) => ('diagnostics' in data ? data.diagnostics : []))).toEqual(
      diagnostics,
    );
  });

  it('gives a long list in pieces that fit together, also beyond ASCII', async () => {
    const mine = Array.from({ length: 30_000 }, (_, index) => `example.org##.wörb-\u{1F600}-${index}`).join(
      '\n',
    );
    const events = parseEvents(
      await (
        await post({
          configuration: { name: 'Long', sources: [{ source: 'mine' }] },
          preFetchedContent: { mine },
        })
      ).text(),
    );
    expect(events.filter(({ event }) => event === 'list').length).toBeGreaterThan(5);
    expect(textOf(events)).toContain(mine);
  });

  it('ends with a problem where a source fails after others were read', async () => {
    const sources = [{ source: 'mine' }, { source: `http://${env.SOURCE_HOST}/nothing.txt` }];
    const response = await post({
      configuration: { name: 'x', sources },
      preFetchedContent: { mine: '||a.example.org^' },
    });
    const events = parseEvents(await response.text());
    expect(events.at(-1)).toMatchObject({
      event: 'problem',
      data: { code: 'source-unreachable', status: 502, requestId: response.headers.get('X-Request-Id') },
    });
    expect(events.some(({ event }) => event === 'list' || event === 'done')).toBe(false);
  });

  it.each([
    { name: 'no JSON', body: '{', code: 'malformed-json' },
    { name: 'another form', body: { configuration: {}, list: 1 }, code: 'invalid-request' },
    { name: 'a wrong configuration', body: { configuration: { name: 'x' } }, code: 'invalid-configuration' },
    {
      name: 'more sources than the tier may use',
      body: { configuration: { name: 'x', sources: Array.from({ length: 6 }, () => ({ source: 'x' })) } },
      code: 'tier-limit-exceeded',
    },
  ] as const)('answers an ordinary problem to $name', async ({ body, code }) => {
    await expectProblem(await post(body), code);
  });

  it('sends the first event before the first source has answered', async () => {
    await script('stream-first', { body: '||a.example.org^\n', isHanging: true });
    const response = await post({
      configuration: { name: 'x', sources: [{ source: scriptedUrl('stream-first') }] },
    });
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toMatch(/^id: 1\nevent: stage\ndata: {"stage":"reading"}\n\n/);
    await reader?.cancel();
  });

  it('shows that it is alive while a source keeps silent', async () => {
    await script('stream-silent', { body: '||a.example.org^\n', isHanging: true });
    const response = await post({
      configuration: { name: 'x', sources: [{ source: scriptedUrl('stream-silent') }] },
    });
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes(': heartbeat\n\n')) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    await reader?.cancel();
    expect(text).toContain(': heartbeat\n\n');
  }, 10_000);
});

describe('a client that leaves', () => {
  const compileHanging = (name: string) =>
    JSON.stringify({ configuration: { name: 'x', sources: [{ source: scriptedUrl(name) }] } });

  it('ends the fetches of its stream', async () => {
    await script('left-stream', { body: '||a.example.org^\n', isHanging: true });
    const response = await post(compileHanging('left-stream'));
    expect(await waitUntilSo(async () => (await listSeen('left-stream')).length === 1)).toBe(true);
    await response.body?.cancel();
    expect(await waitUntilSo(async () => (await listSeen('left-stream'))[0]?.wasLeft === true)).toBe(true);
  });

  it.each(['/api/compile', path])('ends the fetches of POST %s', async (route) => {
    const name = `left-${route.length}`;
    await script(name, { body: '||a.example.org^\n', isHanging: true });
    const client = new AbortController();
    const answer = callApi(route, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: compileHanging(name),
      signal: client.signal,
    });
    answer.catch(() => {});
    expect(await waitUntilSo(async () => (await listSeen(name)).length === 1)).toBe(true);
    client.abort();
    expect(await waitUntilSo(async () => (await listSeen(name))[0]?.wasLeft === true)).toBe(true);
  });
});
