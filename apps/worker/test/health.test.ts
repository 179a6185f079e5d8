import { env } from 'cloudflare:workers';
import { healthResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { checkCompiler } from '../src/health/compiler-health.ts';
import { callApi, createTestApp } from './harness.ts';

const ok = { status: 'ok' } as const;

describe('GET /api/health', () => {
  it('answers 200 where every part works', async () => {
    const response = await callApi('/api/health');
    expect(healthResponseSchema.parse(await response.json())).toEqual({
      status: 'ok',
      parts: { configuration: ok, database: ok, compiler: ok },
    });
    expect(response.status).toBe(200);
  });

  it('answers 503 in the same form where a part fails', async () => {
    const { call } = createTestApp({ ENVIRONMENT: 'local' });
    const response = await call('/api/health');
    expect(healthResponseSchema.parse(await response.json())).toEqual({
      status: 'failing',
      parts: { configuration: ok, database: { status: 'failing', reason: 'missing' }, compiler: ok },
    });
    expect(response.status).toBe(503);
  });

  it('says that the database fails when it throws', async () => {
    const DB = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR: no such thing');
      },
    });
    const response = await createTestApp({ DB }).call('/api/health');
    expect(await response.json()).toMatchObject({
      parts: { database: { status: 'failing', reason: 'error' } },
    });
  });
});

describe('the check of the compiler', () => {
  it.each([
    {
      name: 'refuses',
      prepareCompile: () => ({ kind: 'refused', report: { code: 'rule-limit', detail: 'No.' } }) as const,
      reason: 'wrong-result',
    },
    {
      name: 'throws',
      prepareCompile: () => {
        throw new Error('broken');
      },
      reason: 'error',
    },
  ])('fails where the compiler $name', async ({ prepareCompile, reason }) => {
    expect(await checkCompiler(prepareCompile)).toEqual({ status: 'failing', reason });
  });
});
