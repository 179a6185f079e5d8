import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSourceFile, type SourceFile } from './source-file.ts';

const folders = ['packages', 'apps', 'tools', 'test'];
const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', '.wrangler', '.angular']);

/** Every source file of the project below `root`, tests included. */
export function readSources(root: string): SourceFile[] {
  return ['vitest.config.ts', ...folders.flatMap((folder) => listFiles(root, folder))]
    .filter((path) => /\.(?:ts|mjs|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => parseSourceFile(path, readFileSync(join(root, path), 'utf8')));
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
