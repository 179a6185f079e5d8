import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSourceFile } from './architecture/source-file.ts';

const roots = [
  'packages/clerk-emulator/src/index.ts',
  'packages/compiler/src/index.ts',
  'packages/contract/src/index.ts',
];

it.each(roots)('%s exports just these names', async (path) => {
  const text = readFileSync(join(import.meta.dirname, '..', path), 'utf8');
  const names = parseSourceFile(path, text).exportedNames.toSorted();
  const snapshot = `exports/${path.split('/')[1]}.txt`;
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(snapshot);
});
