import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';

/** How a command of wrangler ended. */
export interface WranglerRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of wrangler in the project's folder. */
export type RunWrangler = (args: readonly string[]) => Promise<WranglerRun>;

/** Quiet, asking nothing, and reaching no farther than the command itself. */
const settings = {
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  NO_COLOR: '1',
} as const;

/**
 * Makes what runs the wrangler of the project's dependencies, one command at a time: several at once would compete for the
 * same local database, and for a small machine.
 *
 * @param timeLimitMs after which a command is ended
 */
export function createRunWrangler(
  root: string,
  shell: Readonly<Record<string, string | undefined>>,
  timeLimitMs: number,
): RunWrangler {
  const program = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  let last: Promise<unknown> = Promise.resolve();
  return (args) => {
    const run = last.then(() => {
      if (!existsSync(program)) throw new Error('wrangler is not installed');
      return start([program, ...args, '--env-file', devNull], root, { ...shell, ...settings }, timeLimitMs);
    });
    last = run.catch(() => {});
    return run;
  };
}

function start(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  timeout: number,
): Promise<WranglerRun> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
