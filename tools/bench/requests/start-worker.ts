import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readD1Migrations } from '@cloudflare/vitest-plugin';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundleWorker } from '../../proof/workerd/bundle-worker.ts';
import { readCompatibility } from '../../proof/workerd/product-worker.ts';
import { root } from '../../start/wrangler.ts';

const clockTicksPerSecond = 100;
const databaseName = 'DB';
const migrations = join(root, 'apps/worker/migrations');

/** A Worker in workerd, with the bindings of wrangler.toml that requests need. */
export interface MeasuredWorker {
  /** Straight to workerd, without any proxy. */
  readonly port: number;
  /** Seconds of processor time that workerd has taken so far, in all its threads. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Worker in a workerd of its own: no inspector, a new database.
 *
 * @param script a bundle, or the file to bundle
 */
export async function startWorker(
  script: { readonly bundle: string } | string,
  stateFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<MeasuredWorker> {
  const others = new Set(listWorkerds());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'measured',
      modules: true,
      script: typeof script === 'string' ? await bundleWorker(script) : script.bundle,
      compatibilityDate: JSON.parse(readCompatibility('compatibility_date')),
      compatibilityFlags: JSON.parse(readCompatibility('compatibility_flags')),
      bindings: { ENVIRONMENT: 'local', ...variables },
      d1Databases: [databaseName],
      d1Persist: stateFolder,
      durableObjects: { RATE_WINDOWS: { className: 'RateWindow', useSQLite: true } },
      stripCfConnectingIp: false,
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    }),
  );
  const { port } = await miniflare.unsafeGetDirectURL('measured');
  await migrate(miniflare);
  const workerds = listWorkerds().filter((pid) => !others.has(pid));
  return {
    port: Number(port),
    cpuSeconds: () => workerds.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    stop: () => miniflare.dispose(),
  };
}

/** Makes the tables. */
async function migrate(miniflare: Miniflare): Promise<void> {
  const database = await miniflare.getD1Database(databaseName);
  for (const { queries } of await readD1Migrations(migrations)) {
    for (const query of queries) await database.prepare(query).run();
  }
}

/** The workerds below this process. */
function listWorkerds(): readonly number[] {
  return listChildren(process.pid).filter((pid) => commandOf(pid).includes('workerd'));
}

function listChildren(parent: number): readonly number[] {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && Number(statOf(pid)[1]) === parent);
  return children.flatMap((pid) => [pid, ...listChildren(pid)]);
}

/** User and system time, the 14th and 15th field of `/proc/<pid>/stat` (proc(5)). */
function cpuSecondsOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / clockTicksPerSecond;
}

/** The fields behind the name of the command, which may have blanks in it. */
function statOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
