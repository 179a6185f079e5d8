import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';

/** What `GET /api/openapi.json` answers; apps/worker/test/description.test.ts holds both together. */
const path = join(import.meta.dirname, '../docs/openapi.json');
/** What Better Auth says of what is offered of it; apps/worker/test/better-auth/sign-in-description.test.ts sees to it. */
const signInPath = join(import.meta.dirname, '../docs/openapi-auth.json');

/**
 * Redocly's recommended rules. Switched off: `operation-4xx-response` for operations that take nothing and so refuse
 * nothing, and `no-server-example.com`, whose servers are none of ours.
 */
async function lint(text: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: { 'operation-4xx-response': 'off' },
  });
  const problems = await lintFromString({ source: text, absoluteRef: path, config });
  return problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`,
  );
}

describe('the OpenAPI document', () => {
  const text = readFileSync(path, 'utf8');

  it('passes the linter', async () => {
    expect(await lint(text)).toEqual([]);
  });

  it('of the sign-in is one that tools can read', async () => {
    const config = await createConfig({ extends: ['spec'] });
    const source = readFileSync(signInPath, 'utf8');
    expect(await lintFromString({ source, absoluteRef: signInPath, config })).toEqual([]);
  });

  it.each([
    {
      name: 'a reference to nothing',
      change: (one: string) => one.replaceAll('schemas/Problem"', 'schemas/Nothing"'),
    },
    { name: 'an unknown field', change: (one: string) => one.replace('"summary"', '"title"') },
    { name: 'a broken schema', change: (one: string) => one.replace('"type": "object"', '"type": "thing"') },
  ])('would not with $name', async ({ change }) => {
    expect((await lint(change(text))).length).toBeGreaterThan(0);
  });
});
