import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import type { CompileEvent } from '../compilation/compile-events.ts';
import type { CompileBody } from '../draft/compile-body.ts';
import { compileHere } from './compile-here.ts';

const body = (sources: readonly string[], more: Partial<CompileBody> = {}): CompileBody => ({
  configuration: {
    name: 'x',
    sources: sources.map((source) => ({ source })),
    transformations: ['Validate', 'Deduplicate'],
  },
  target: 'adguard-home',
  analysis: true,
  ...more,
});

const open = (text: string, init?: ResponseInit): Response =>
  new Response(text, { headers: { 'Content-Type': 'text/plain' }, ...init });

/** All events of a compile where `fetch` answers so. */
async function run(order: CompileBody, fetch: (url: string) => Response | Promise<Response>) {
  const events: CompileEvent[] = [];
  const asked: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  await compileHere(
    order,
    {
      now: createTestClock().now,
      today: () => new Date('2026-11-23T12:00:00Z'),
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        return fetch(String(url));
      },
    },
    (event) => events.push(event),
  );
  const [whole] = events.filter((event) => event.kind === 'whole-list');
  return { events, asked, whole, text: await whole?.list.blob.text() };
}

describe('a compile in the browser', () => {
  it('tells what it does in the order in which the service does', async () => {
    const { events, text, whole } = await run(
      body(['https://example.org/a.txt', 'mine'], { preFetchedContent: { mine: '||b.example^\n' } }),
      () => open('||a.example^\n||a.example^\n||x^$nonsense\n'),
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'stage',
      'source-started',
      'source-finished',
      'source-started',
      'source-finished',
      'stage',
      'stage',
      'diagnostics',
      'statistics',
      'whole-list',
      'done',
    ]);
    expect(text).toContain('! Last modified: 2026-11-23T12:00:00.000Z');
    expect(text).toContain('||a.example^\n');
    expect(text).toContain('||b.example^');
    const statistics = events.find((event) => event.kind === 'statistics');
    expect(statistics?.counts).toMatchObject({
      ruleCount: 2,
      analysis: { sources: [{ duplicate: 1, invalid: 1 }, { kept: 1 }] },
    });
    expect(await whole?.sourceTexts.get('https://example.org/a.txt')?.text()).toContain('$nonsense');
  });

  it('asks without cookies, without saying who asks, and without headers that need leave', async () => {
    const { asked } = await run(body(['https://example.org/a.txt']), () => open('||a.example^\n'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { Accept: 'text/plain, */*' },
    });
  });

  it('judges where a redirect led, which the browser followed', async () => {
    const moved = (to: string) =>
      Object.defineProperties(open('||a.example^\n'), { redirected: { value: true }, url: { value: to } });
    const good = await run(body(['https://example.org/a.txt']), () => moved('https://example.net/b.txt'));
    expect(good.text).toContain('||a.example^');
    expect(good.asked).toHaveLength(1);
    const bad = await run(body(['https://example.org/a.txt']), () => moved('http://10.0.0.1/b.txt'));
    expect(bad.events.at(-1)).toMatchObject({ kind: 'problem', problem: { code: 'source-refused' } });
  });

  it('says why a source could not be read, and where', async () => {
    const { events } = await run(
      body(['https://example.org/a.txt', 'https://example.net/closed.txt']),
      (url) => {
        if (url.includes('closed')) throw new TypeError('Failed to fetch');
        return open('||a.example^\n');
      },
    );
    expect(events.at(-1)).toMatchObject({
      kind: 'problem',
      problem: {
        code: 'source-unreachable',
        title: 'A source did not answer',
        page: '/errors#source-unreachable',
        detail: expect.stringContaining('(CORS)'),
        faults: [{ pointer: '/configuration/sources/1/source', source: 'https://example.net/closed.txt' }],
      },
    });
  });

  it.each([
    { name: 'an address near the user', source: 'http://192.168.0.1/list.txt', code: 'source-refused' },
    { name: 'a file', source: '/etc/passwd', code: 'source-refused' },
    { name: 'a list that is not there', source: 'https://example.org/404', code: 'source-unreachable' },
  ])('refuses $name', async ({ source, code }) => {
    const { events } = await run(body([source]), () => open('', { status: 404 }));
    expect(events.at(-1)).toMatchObject({ kind: 'problem', problem: { code } });
  });

  it('reads lists of this very machine', async () => {
    const { text } = await run(body(['http://localhost:8123/a.txt']), () => open('||a.example^\n'));
    expect(text).toContain('||a.example^');
  });

  it('names every fault of a configuration', async () => {
    const { events } = await run(body([]), () => open(''));
    expect(events.at(-1)).toMatchObject({
      kind: 'problem',
      problem: { code: 'invalid-configuration', faults: [{}] },
    });
  });
});
