import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createTestApp } from './harness.ts';
import { script, scriptedUrl } from './scripted-sources.ts';

/** Stands in every part of a request that a caller may choose. */
const canary = 'canary-5f3a9c';

const paths = [
  '/api/version',
  '/api/health',
  '/api/metrics',
  '/api/config',
  '/api/docs',
  '/api/openapi.json',
  '/api/compile',
  '/api/compile/stream',
  '/api/validate',
  '/api/webhooks/clerk',
  `/api/${canary}`,
  `/api/compile/${canary}`,
  `/${canary}`,
];

const headers = {
  Authorization: `Bearer ${canary}`,
  Cookie: `__session=${canary}; ${canary}=1`,
  'User-Agent': canary,
  Referer: `https://example.org/${canary}`,
  Origin: `https://${canary}.example`,
  Accept: `text/${canary}`,
  'X-Request-Id': canary,
  'X-Forwarded-For': canary,
  'CF-Connecting-IP': canary,
  'If-None-Match': `"${canary}"`,
  [`X-${canary}`]: canary,
};

/** Bodies that fail in every way there is, each with the canary in it. */
const bodies = [
  { name: 'no JSON', body: `{"${canary}` },
  { name: 'an unknown field', body: JSON.stringify({ [canary]: canary }) },
  { name: 'a wrong configuration', body: JSON.stringify({ configuration: { name: canary, [canary]: 1 } }) },
  { name: 'text', body: `||${canary}.example.org^$${canary}` },
  ...[
    canary,
    `file:///${canary}`,
    `http://user:${canary}@example.org/`,
    `http://127.0.0.1/${canary}`,
    `${scriptedUrl('missing')}?token=${canary}`,
    `${scriptedUrl('broken')}?${canary}`,
  ].map((source) => ({
    name: `the source ${source.replace(canary, '…')}`,
    body: JSON.stringify({
      configuration: { name: canary, sources: [{ source }], exclusions: [`/${canary}(/`] },
    }),
  })),
  {
    name: 'sent along',
    body: JSON.stringify({
      configuration: { name: canary, sources: [{ source: canary }], transformations: ['Validate'] },
      preFetchedContent: { [canary]: `||${canary}^$${canary}\n!#if (${canary}` },
    }),
  },
];

describe('the log', () => {
  it.each(paths)('has nothing of a request for %s', async (path) => {
    await script('broken', { status: 500, body: canary });
    const { call, entries } = createTestApp(env);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE']) {
      await (await call(`${path}?${canary}=${canary}#${canary}`, { method, headers })).text();
    }
    for (const { body } of bodies) {
      for (const type of ['application/json', 'text/plain', `text/${canary}`]) {
        const init = { method: 'POST', headers: { ...headers, 'Content-Type': type }, body };
        await (await call(`${path}?${canary}`, init)).text();
      }
    }
    expect(entries.length).toBeGreaterThan(bodies.length);
    expect(JSON.stringify(entries)).not.toContain(canary);
  });

  it('has nothing of an error’s text', async () => {
    const DB = new Proxy(env.DB, {
      get: () => () => {
        throw new Error(canary);
      },
    });
    const RATE_WINDOWS = new Proxy(env.RATE_WINDOWS, {
      get: () => () => {
        throw new Error(canary);
      },
    });
    const openCache = async (): Promise<Cache> => {
      throw new Error(canary);
    };
    for (const bindings of [
      { ...env, DB },
      { ...env, RATE_WINDOWS },
    ]) {
      const { call, entries } = createTestApp(bindings, { openCache });
      for (const { body } of bodies) {
        const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
        await (await call('/api/compile', init)).text();
      }
      expect(entries.length).toBeGreaterThan(bodies.length);
      expect(JSON.stringify(entries)).not.toContain(canary);
    }
  });

  it('has lines of known fields only, without line breaks', async () => {
    const { call, entries } = createTestApp();
    await call('/api/compile', { method: 'POST', headers: { 'Content-Type': 'a/b' }, body: 'x\r\ny' });
    await call('/api/version');
    for (const entry of entries) {
      expect(Object.keys(entry)).toEqual([
        'level',
        'event',
        'method',
        'route',
        'status',
        'outcome',
        'problem',
        'principal',
        'tier',
        'durationMs',
        'databaseReads',
        'databaseWrites',
        'requestId',
      ]);
      expect(JSON.stringify(entry)).not.toMatch(/[\r\n]/);
    }
  });
});
