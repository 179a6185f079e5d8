import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { countStatements } from '../src/lib/counted-database-d1.ts';
import { findRequestScope, runInRequestScope } from '../src/lib/request-scope.ts';
import { createTestApp } from './harness.ts';
import { create, validate } from './key-requests.ts';
import { bearer, createScene } from './scene.ts';
import { script, scriptedUrl } from './scripted-sources.ts';
import { emptyTables } from './webhooks/tables.ts';

beforeEach(emptyTables);

/** The lines of one event. */
function linesOf<Entry extends { readonly event: string }>(
  entries: readonly Entry[],
  event: string,
): Entry[] {
  return entries.filter((entry) => entry.event === event);
}

describe('the line of a request', () => {
  it('says what kind of caller asked, with which tier, and how often the database was asked', async () => {
    const scene = await createScene();
    const { key } = await create(scene);
    scene.entries.length = 0;
    await scene.call('/api/config');
    await scene.call('/api/account', { headers: bearer('pro') });
    await validate(scene, key);
    await scene.call('/api/keys');
    await scene.call('/api/keys', { headers: bearer('nobody-knows') });
    expect(
      linesOf(scene.entries, 'request').map(({ route, status, outcome, principal, tier, databaseReads }) => ({
        route,
        status,
        outcome,
        principal,
        tier,
        databaseReads,
      })),
    ).toEqual([
      {
        route: '/api/config',
        status: 200,
        outcome: 'answered',
        principal: 'anonymous',
        tier: 'anonymous',
        databaseReads: 0,
      },
      {
        route: '/api/account',
        status: 200,
        outcome: 'answered',
        principal: 'session',
        tier: 'pro',
        databaseReads: 1,
      },
      {
        route: '/api/validate',
        status: 200,
        outcome: 'answered',
        principal: 'api-key',
        tier: 'free',
        databaseReads: 1,
      },
      {
        route: '/api/keys',
        status: 401,
        outcome: 'refused',
        principal: 'anonymous',
        tier: 'anonymous',
        databaseReads: 0,
      },
      { route: '/api/keys', status: 401, outcome: 'refused', principal: null, tier: null, databaseReads: 0 },
    ]);
  });

  it('counts for itself alone, however many are answered at once', async () => {
    const scene = await createScene();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        scene.call(
          index % 2 === 0 ? '/api/account' : '/api/config',
          index % 2 === 0 ? { headers: bearer('free') } : {},
        ),
      ),
    );
    const lines = linesOf(scene.entries, 'request');
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(40);
    for (const { route, databaseReads } of lines)
      expect([route, databaseReads]).toEqual([route, route === '/api/account' ? 1 : 0]);
  });

  it('counts each statement of a batch, and each that is carried out, not each that is prepared', async () => {
    const database = countStatements(env.DB);
    const prepared = database.prepare('SELECT ?1 AS one');
    const scope = await runInRequestScope('id', async () => {
      await database.batch([
        prepared.bind(1),
        prepared.bind(2),
        database.prepare("DELETE FROM blobs WHERE key = 'nothing'"),
      ]);
      expect(await prepared.bind(3).first('one')).toBe(3);
      expect((await prepared.bind(4).all()).results).toEqual([{ one: 4 }]);
      expect(await prepared.bind(5).raw()).toEqual([[5]]);
      return findRequestScope();
    });
    expect(scope).toEqual({ requestId: 'id', databaseReads: 5, databaseWrites: 1 });
    expect(findRequestScope()).toBeUndefined();
  });

  it('has the id of the answer, as has every other line of the request', async () => {
    const { call, entries } = createTestApp({ DB: env.DB });
    const response = await call('/api/validate', { method: 'POST', body: 'x' });
    const ids = entries.filter(({ event }) => event !== 'misconfigured').map(({ requestId }) => requestId);
    expect(ids).toEqual([response.headers.get('X-Request-Id'), response.headers.get('X-Request-Id')]);
  });
});

describe('the line of a compile', () => {
  const compile = async (sources: readonly object[]) => {
    const { call, entries } = createTestApp();
    const response = await call('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ configuration: { name: 'private name', sources } }),
    });
    await response.text();
    return linesOf(entries, 'compile');
  };

  it('says how much was read, how many sources failed and what came of it, and names none', async () => {
    await script('logged', { body: '||a.example.org^\n||a.example.org^\n' });
    await script('logged-broken', { status: 500 });
    const lines = await compile([
      { source: scriptedUrl('logged') },
      { source: scriptedUrl('logged-broken'), onError: 'skip' },
    ]);
    expect(lines).toEqual([
      {
        level: 'info',
        event: 'compile',
        tier: 'anonymous',
        outcome: 'compiled',
        durationMs: 0,
        sourceCount: 2,
        failedSourceCount: 1,
        inputLines: 2,
        inputBytes: 34,
        ruleCount: 2,
        requestId: 'id-1',
      },
    ]);
  });

  it('says why none was made', async () => {
    await script('logged-missing', { status: 404 });
    expect(await compile([{ source: scriptedUrl('logged-missing') }])).toEqual([
      expect.objectContaining({ outcome: 'refused', problem: 'source-unreachable' }),
    ]);
  });

  it('is not written for the compile of the health', async () => {
    const { call, entries } = createTestApp();
    await call('/api/health');
    expect(linesOf(entries, 'compile')).toEqual([]);
  });
});
