import { type ChildProcess, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
const devServer = join(import.meta.dirname, 'dev-server.ts');
const stopTimeLimitMs = 5000;

/** How a process ended: its exit code, the signal that ended it, or why it did not start. */
export type Ending = number | string;

type Environment = Readonly<Record<string, string>>;

/** Runs a command of wrangler; all that it says is for this script. */
export function startWrangler(args: readonly string[], environment: Environment): ChildProcess {
  return start([program, ...args, '--env-file', devNull], environment, 'pipe');
}

/**
 * Starts the Worker; messages are those of `dev-server.ts`. Its standard output is for this script, its errors go to the
 * terminal.
 *
 * @param pagesFolder where its pages are
 * @param stateFolder where its state goes; undefined for wrangler's own place
 */
export function startDevServer(
  pagesFolder: string,
  stateFolder: string | undefined,
  environment: Environment,
): ChildProcess {
  const folders = [pagesFolder, ...(stateFolder === undefined ? [] : [stateFolder])];
  return start([devServer, ...folders], environment, 'inherit');
}

/** Nothing of the shell reaches it but `environment`; a message channel is open to it. */
function start(args: readonly string[], environment: Environment, errors: 'pipe' | 'inherit'): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment },
    stdio: ['ignore', 'pipe', errors, 'ipc'],
    // A process group of its own: Ctrl+C reaches only this script, which then ends the whole group.
    detached: process.platform !== 'win32',
  });
}

/** Resolves when `child` has ended. */
export function waitForEnd(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'ended'));
  });
}

/**
 * Ends `child` and all that it started; by force where it takes too long. Where it is gone already, because somebody killed it,
 * what it started is not: workerd does not end with its parent, and from then on keeps a processor busy.
 */
export async function endWrangler(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const end = waitForEnd(child);
    const force = setTimeout(() => killGroup(child), stopTimeLimitMs);
    child.kill('SIGTERM');
    await end;
    clearTimeout(force);
  }
  if (process.platform !== 'win32') killGroup(child);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
