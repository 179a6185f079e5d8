import { type ChildProcess, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arePagesCurrent, buildPages } from '../../build-pages.ts';
import type { DevServerMessage } from '../../start/dev-server.ts';
import { endWrangler, root, startDevServer } from '../../start/wrangler.ts';

const clockTicksPerSecond = 100;
const startTimeLimitMs = 60_000;

/** A Worker in workerd, with the bindings of wrangler.toml. */
export interface MeasuredWorker {
  /** Straight to workerd, without wrangler's proxy. */
  readonly port: number;
  /** Seconds of processor time that workerd has taken so far, in all its threads. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts a Worker of this file, its database in `stateFolder`. */
export async function startWorker(
  entryPoint: string,
  stateFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<MeasuredWorker> {
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    CI: '1',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true',
    WRANGLER_SEND_METRICS: 'false',
    ENVIRONMENT: 'local',
    ...variables,
  };
  const child = startDevServer(stateFolder, environment, entryPoint);
  child.stdout?.resume();
  const port = await waitForPort(child);
  const workerd = listChildren(child.pid ?? 0).filter((pid) => commandOf(pid).includes('workerd'));
  return {
    port,
    cpuSeconds: () => workerd.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    stop: () => endWrangler(child),
  };
}

/** Makes the pages and the tables, without which wrangler does not start. */
export function prepare(stateFolder: string): void {
  if (!arePagesCurrent() && !buildPages()) throw new Error('The pages could not be built.');
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  const args = ['d1', 'migrations', 'apply', 'bloqr-backend-app-db', '--local', '--persist-to', stateFolder];
  const { status, stderr } = spawnSync(process.execPath, [wrangler, ...args], {
    cwd: root,
    env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' },
  });
  if (status !== 0) throw new Error(stderr.toString());
}

function waitForPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The Worker does not start.')), startTimeLimitMs);
    child.once('exit', () => reject(new Error('The Worker ended by itself.')));
    child.on('message', (message: DevServerMessage) => {
      clearTimeout(timer);
      if ('workerPort' in message) resolve(message.workerPort);
      else reject(new Error('The Worker cannot be built.'));
    });
  });
}

/** All processes below this one. */
function listChildren(parent: number): readonly number[] {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent);
  return children.flatMap((pid) => [pid, ...listChildren(pid)]);
}

function parentOf(pid: number): number | undefined {
  const [, parent] = statOf(pid);
  return parent === undefined ? undefined : Number(parent);
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
