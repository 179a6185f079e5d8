import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a run of the command ended. */
export interface BloqrRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BloqrOptions {
  readonly folder?: string;
  /** Text for standard input; without it standard input is empty. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** After which it is ended. Default: 30 s. */
  readonly timeLimitMs?: number;
  /** Sees the process while it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

const program = join(import.meta.dirname, '../bin/bloqr.js');
const timeLimitDefaultMs = 30_000;

/** Runs the real command as a process of its own, without a terminal. */
export function runBloqr(args: readonly string[], options: BloqrOptions = {}): Promise<BloqrRun> {
  const { SOURCE_HOST_ALLOWLIST: _, ...environment } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: options.folder ?? process.cwd(),
    env: { ...environment, ...options.environment },
    timeout: options.timeLimitMs ?? timeLimitDefaultMs,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A command that does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => {}).end(options.input ?? '');
  options.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
