import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderApiTypes } from './api-types.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('is checked in as it is made from the description of the API (node tools/api-types.ts)', async () => {
  const types = await renderApiTypes(read('../docs/openapi.json'));
  expect(read('../apps/web/src/api/api-types.data.ts')).toBe(types);
});
