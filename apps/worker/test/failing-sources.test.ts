import { env } from 'cloudflare:workers';
import { compileResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { createTestApp, expectProblem } from './harness.ts';
import { listSeen, script, scriptedUrl } from './scripted-sources.ts';

/** A new isolate, with the cache that all have in common; gives the answer when nothing is left to do. */
async function compile(sources: readonly object[], more: object = {}): Promise<Response> {
  const work: Promise<unknown>[] = [];
  const { call } = createTestApp(env, { waitUntil: (one) => work.push(one) });
  const response = await call('/api/compile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ configuration: { name: 'x', sources }, ...more }),
  });
  const text = await response.text();
  await Promise.all(work);
  return new Response(text, response);
}

const good = { body: '||a.example.org^\n||b.example.org^\n' };

describe('a source that fails', () => {
  it('is left out where that is asked for', async () => {
    await script('skipped', { status: 500 });
    const response = await compile([
      { source: scriptedUrl('skipped'), onError: 'skip' },
      { source: `http://${env.SOURCE_HOST}/a.txt` },
    ]);
    const { statistics, list, diagnostics } = compileResponseSchema.parse(await response.json());
    expect(statistics.sources.map(({ status }) => status)).toEqual(['skipped', 'read']);
    expect(list).toContain('||tracker.example.net^');
    expect(diagnostics.map(({ code }) => code)).toContain('source-skipped');
  });

  it('is taken as it was last good, by another isolate, too, and read again when it is good again', async () => {
    const sources = [{ source: scriptedUrl('last-good'), onError: 'last-good' }];
    await script('last-good', good);
    expect((await compile(sources)).status).toBe(200);
    await script('last-good', { status: 503 });
    const answer = compileResponseSchema.parse(await (await compile(sources)).json());
    expect(answer.statistics.sources[0]?.status).toBe('last-good');
    expect(answer.list).toContain('||b.example.org^');
    await script('last-good', { headers: { ETag: '"new"' }, body: '||c.example.org^\n' });
    const again = compileResponseSchema.parse(await (await compile(sources)).json());
    expect(again.statistics.sources[0]?.status).toBe('read');
    expect(again.list).toContain('||c.example.org^');
  });

  it('fails the compile where it was never good', async () => {
    await script('never-good', { status: 503 });
    const sources = [{ source: scriptedUrl('never-good'), onError: 'last-good' }];
    await expectProblem(await compile(sources), 'source-unreachable');
  });

  it('is asked again where it closed the connection before it answered', async () => {
    await script('closing', { ...good, cuts: 'first' });
    expect((await compile([{ source: scriptedUrl('closing') }])).status).toBe(200);
    expect(await listSeen('closing')).toHaveLength(2);
  });

  it('is refused where it has shrunk too much', async () => {
    const sources = [{ source: scriptedUrl('shrinking'), shrinkPercentMax: 50 }];
    await script('shrinking', { body: '||a.example.org^\n'.repeat(100) });
    expect((await compile(sources)).status).toBe(200);
    await script('shrinking', { body: '||a.example.org^\n'.repeat(49) });
    await expectProblem(await compile(sources), 'source-shrunk');
  });

  it('is never taken for what somebody sent along under its name', async () => {
    const source = scriptedUrl('foisted');
    await script('foisted', { status: 503 });
    const sources = [{ source, onError: 'last-good' }];
    const sent = await compile(sources, { preFetchedContent: { [source]: '||foisted.example.org^\n' } });
    expect(sent.status).toBe(200);
    await expectProblem(await compile(sources), 'source-unreachable');
  });
});
