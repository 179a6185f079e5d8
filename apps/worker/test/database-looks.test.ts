import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { createTestApp } from './harness.ts';
import { createScriptedProvider, type ScriptedToken } from './scripted-provider.ts';
import { emptyTables } from './webhooks/tables.ts';

beforeEach(emptyTables);

/** A Worker to which one token is good, and what it asks the database. */
function createCounted(token: ScriptedToken) {
  const statements: string[] = [];
  const database = new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name).bind(target);
      return (sql: string) => {
        statements.push(sql.trim().split(/\s/, 1)[0] ?? '');
        return target.prepare(sql);
      };
    },
  });
  const work: Promise<unknown>[] = [];
  const { call } = createTestApp(
    { ...env, DB: database, RATE_LIMITS: 'free=1000,pro=1000' },
    {
      providers: [createScriptedProvider({ token: { subject: 'user_counted', ...token } })],
      waitUntil: (one) => work.push(one),
    },
  );
  /** What one request asks. */
  return async (path: string, init: RequestInit = {}): Promise<readonly string[]> => {
    statements.length = 0;
    const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json' };
    const response = await call(path, { headers, ...init });
    expect(response.status).toBe(200);
    await response.text();
    await Promise.all(work);
    return [...statements];
  };
}

const validate = { method: 'POST', body: '{"text":""}' };

it('a claim costs no look: the first request of a person makes their row, all others ask nothing', async () => {
  const ask = createCounted({ claimedTier: 'pro' });
  expect(await ask('/api/validate', validate)).toEqual(['INSERT']);
  for (let count = 0; count < 20; count++) {
    expect(await ask('/api/validate', validate)).toEqual([]);
    expect(await ask('/api/config')).toEqual([]);
  }
});

it('without a claim each request looks once', async () => {
  const ask = createCounted({});
  // The first looks, makes the row and looks again.
  expect(await ask('/api/validate', validate)).toEqual(['SELECT', 'INSERT']);
  for (let count = 0; count < 5; count++) expect(await ask('/api/validate', validate)).toEqual(['SELECT']);
});

it.each([
  { name: 'a claim of a token that lives long', token: { claimedTier: 'pro', isClaimFresh: false } },
  { name: 'no claim', token: {} },
] as const)('with $name the account costs one look', async ({ token }) => {
  const ask = createCounted(token);
  await ask('/api/account');
  expect(await ask('/api/account')).toEqual(['SELECT']);
});
