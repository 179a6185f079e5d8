// Builds the pages, apps/web, where they are not built from what is there now:
//   node tools/build-pages.ts
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PolicySources, renderPageHeaders } from './pages/page-headers.ts';

const root = join(import.meta.dirname, '..');
const web = join(root, 'apps/web');
const stamp = join(web, 'dist/built-from.txt');

/** Everything that the build reads. */
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

/** Whether the pages are built from these very sources. */
export function arePagesCurrent(): boolean {
  return (
    existsSync(join(web, 'dist/pages/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digestInputs(root, inputs)
  );
}

/**
 * Builds the pages if that is needed. Gives back whether they are there; what is wrong, Angular has said by then.
 *
 * @param providerSources what the pages of the active auth providers need of the Content-Security-Policy
 */
export function buildPages(providerSources: readonly PolicySources[] = []): boolean {
  if (!arePagesCurrent() && !runBuild()) return false;
  writeFileSync(join(web, 'dist/pages/_headers'), renderPageHeaders(providerSources));
  return true;
}

function runBuild(): boolean {
  const digest = digestInputs(root, inputs);
  rmSync(stamp, { force: true });
  // Bundling waits; a process of its own lets everything else stay as it is.
  const workers = join(root, 'tools/pages/build-workers.ts');
  if (spawnSync(process.execPath, [workers], { stdio: ['ignore', 2, 'inherit'] }).status !== 0) return false;
  const program = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const { status, stdout } = spawnSync(process.execPath, [program, 'build', '--progress=false'], {
    cwd: web,
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', NG_FORCE_TTY: 'false' },
    // Standard output belongs to the script that builds on the way.
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(stdout);
    return false;
  }
  mkdirSync(join(web, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
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
  if (entries === undefined) return path.endsWith('.test.ts') ? [] : [path];
  return entries.sort().flatMap((name) => listFiles(base, `${path}/${name}`));
}

function readFolder(path: string): string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

if (import.meta.main && !buildPages()) process.exit(1);
