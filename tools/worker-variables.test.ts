import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { variableCatalogue } from '../packages/cli/src/env/variable-catalogue.data.ts';

const root = join(import.meta.dirname, '..');
const folders = ['apps/worker/src', 'packages/contract/src/settings'];

/** Members of the interfaces of bindings: `readonly NAME?: string`. */
function listVariablesOfWorker(): string[] {
  const texts = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^ {2}readonly ([A-Z][A-Z0-9_]+)\?: string;$/gm)].map(([, name = '']) => name),
  );
  return [...new Set(names)].toSorted();
}

it('every variable that the Worker reads is in the catalogue', () => {
  const names = listVariablesOfWorker();
  expect(names.length).toBeGreaterThan(10);
  const known = variableCatalogue.filter(({ reader }) => reader === 'worker').map(({ name }) => name);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});
