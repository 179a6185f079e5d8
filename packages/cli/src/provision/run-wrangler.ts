import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';

/** What a command of wrangler came to. */
export interface WranglerRun {
  readonly isGood: boolean;
  readonly output: string;
  /** What it said beside that: why it failed. */
  readonly talk: string;
}

/** @param input for its standard input, where secrets go: an argument could be seen by others on this machine */
export type RunWrangler = (args: readonly string[], input?: string) => Promise<WranglerRun>;

/** A command may wait for Cloudflare for so long. */
const timeLimitMs = 120_000;

/**
 * Runs the project's own wrangler, or the one that BLOQR_WRANGLER names, in a folder. It asks no questions: there is nobody to
 * answer.
 *
 * @throws CommandError where there is none
 */
export function createRunWrangler(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): RunWrangler {
  const program = environment.BLOQR_WRANGLER || findProgram(folder);
  if (program === undefined)
    throw new CommandError('configuration', 'wrangler-missing', 'wrangler is not installed.', {
      lines: ['Install the dependencies of the project: npm ci'],
    });
  return (args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        env: { ...environment, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' },
        timeout: timeLimitMs,
      });
      let [output, talk] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        talk += text;
      });
      child.stdin.on('error', () => {}).end(input);
      child.on('error', reject);
      child.on('close', (code) => resolve({ isGood: code === 0, output, talk }));
    });
}

function findProgram(folder: string): string | undefined {
  const program = join(folder, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  if (existsSync(program)) return program;
  return dirname(folder) === folder ? undefined : findProgram(dirname(folder));
}
