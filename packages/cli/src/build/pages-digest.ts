import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the pages were built from: a digest, written when they are built. */
export const pagesStamp = 'apps/web/dist/built-from.txt';

/** Everything that the build of the pages reads. */
const inputs = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/angular.json',
  'apps/web/tsconfig.app.json',
  'packages/compiler/src',
  'packages/contract/src',
  'tools/pages',
  'tsconfig.base.json',
  'package-lock.json',
];

/** A digest of what the pages are built from. */
export function digestPages(root: string): string {
  return digestInputs(root, inputs);
}

/** Whether the pages of the project at `root` are built from these very sources. */
export function arePagesCurrent(root: string): boolean {
  const stamp = join(root, pagesStamp);
  return (
    existsSync(join(root, 'apps/web/dist/pages/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digestPages(root)
  );
}

/** A digest of the content of files and folders, their names included. */
export function digestInputs(base: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((input) => listFiles(base, input))) {
    const content = readFileSync(join(base, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The file, or the files below the folder, in an order that is always the same. Tests are no part of the pages. */
function listFiles(base: string, path: string): string[] {
  const entries = readFolder(join(base, path));
  if (entries === undefined) return path.endsWith('.test.ts') || !existsSync(join(base, path)) ? [] : [path];
  return entries.sort().flatMap((name) => listFiles(base, `${path}/${name}`));
}

function readFolder(path: string): string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}
