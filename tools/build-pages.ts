// Builds the pages, apps/web, where they are not built from what is there now:
//   node tools/build-pages.ts
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pages from '../packages/cli/src/build/pages-digest.ts';
import { type PolicySources, renderPageHeaders } from './pages/page-headers.ts';

const root = join(import.meta.dirname, '..');
const web = join(root, 'apps/web');
const stamp = join(root, pages.pagesStamp);

/** Whether the pages are built from these very sources. */
export function arePagesCurrent(): boolean {
  return pages.arePagesCurrent(root);
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

/**
 * Lays the built pages into a folder of their own, with a policy of their own: several services can run from one build, each with
 * other providers.
 */
export function layPages(folder: string, providerSources: readonly PolicySources[]): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(web, 'dist/pages'), folder, { recursive: true });
  writeFileSync(join(folder, '_headers'), renderPageHeaders(providerSources));
}

function runBuild(): boolean {
  const digest = pages.digestPages(root);
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

if (import.meta.main && !buildPages()) process.exit(1);
