// Makes the page's types of the API from its description:
//   node tools/api-types.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const description = join(root, 'docs/openapi.json');
const target = join(root, 'apps/web/src/api/api-types.data.ts');

/** Addresses that no page asks. */
const notForPages: ReadonlySet<string> = new Set(['/api/webhooks/clerk', '/api/openapi.json', '/api/docs']);

/**
 * Types of what pages send and of what they get back when all goes well. Refusals are left out: each is a `Problem`, and
 * one place reads those.
 *
 * @param json the text of `docs/openapi.json`
 */
export async function renderApiTypes(json: string): Promise<string> {
  const api: OpenAPI3 = JSON.parse(json);
  for (const [path, operations] of Object.entries(api.paths ?? {})) {
    if (notForPages.has(path)) delete api.paths?.[path];
    else for (const operation of Object.values(operations)) keepSuccesses(operation.responses ?? {});
  }
  delete api.components?.headers;
  const types = astToString(await openapiTypescript(api, { immutable: true, alphabetize: false }));
  return `// Made by tools/api-types.ts of docs/openapi.json; do not edit.\n\n${types}`;
}

function keepSuccesses(responses: Record<string, { headers?: unknown }>): void {
  for (const [status, response] of Object.entries(responses)) {
    if (status.startsWith('2')) delete response.headers;
    else delete responses[status];
  }
}

if (import.meta.main) writeFileSync(target, await renderApiTypes(readFileSync(description, 'utf8')));
