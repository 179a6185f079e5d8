// Writes .env.example and the table of docs/configuration.md from the catalogue of variables:
//   node tools/variable-pages.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatEnvExample, formatVariableTable } from '../packages/cli/src/env/variable-pages.ts';

const root = join(import.meta.dirname, '..');
const envExample = join(root, '.env.example');
const page = join(root, 'docs/configuration.md');

/** The files with what they should say. */
export function listVariablePages(): readonly { readonly path: string; readonly text: string }[] {
  const text = readFileSync(page, 'utf8');
  const table = /(?<=<!-- variables -->\n\n)[\s\S]*?(?=\n<!-- end of variables -->)/;
  return [
    { path: envExample, text: formatEnvExample() },
    { path: page, text: text.replace(table, () => formatVariableTable()) },
  ];
}

if (import.meta.main) for (const { path, text } of listVariablePages()) writeFileSync(path, text);
