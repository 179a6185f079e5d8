import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const script = join(import.meta.dirname, '..', 'clerk.mjs');

/** The local Clerk, running. */
export interface LocalClerk {
  /** The address of its page. */
  readonly page: string;
  /** With which the product uses it. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Starts the local Clerk as a process of its own, which ends with this one. Where it does not start, it has said why, and
 * this process ends, too.
 *
 * @param onEnd called when it has ended by itself later on
 */
export function startLocalClerk(onEnd: () => void): Promise<LocalClerk> {
  const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const endUnready = () => process.exit(1);
  child.once('exit', endUnready);
  process.once('exit', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    createInterface(child.stdout).once('line', (line) => {
      child.off('exit', endUnready);
      child.once('exit', onEnd);
      resolve(JSON.parse(line));
    });
  });
}
