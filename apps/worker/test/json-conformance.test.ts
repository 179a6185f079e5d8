import { Buffer } from 'node:buffer';
import { describe, expect, inject, it } from 'vitest';
import { callApi } from './harness.ts';

const vectors = inject('jsonVectors');

/** Skipped where the vectors are not there. */
describe.skipIf(vectors.length === 0)('JSONTestSuite as bodies of POST /api/compile', () => {
  it.each(vectors)('$name', async ({ name, base64 }) => {
    const response = await callApi('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from(base64, 'base64'),
    });
    const { code } = await response.json<{ code: string }>();
    const allowed = {
      n: ['malformed-json'],
      y: ['invalid-request'],
      i: ['malformed-json', 'invalid-request'],
    };
    expect(allowed[name.charAt(0) as keyof typeof allowed]).toContain(code);
  });
});
