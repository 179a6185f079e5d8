import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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

/** Asking nothing, and reaching no farther than the command itself. */
const quietly = {
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
};

/** A command may wait for Cloudflare for so long. */
const timeLimitDefaultMs = 120_000;

/**
 * Runs the project's own wrangler, or the one that BLOQR_WRANGLER names, in a folder. It asks no questions: there is nobody to
 * answer. A command that takes longer than the limit is ended.
 *
 * @throws CommandError where there is none
 */
export function createRunWrangler(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  timeLimitMs: number = timeLimitDefaultMs,
): RunWrangler {
  const named = environment.BLOQR_WRANGLER || undefined;
  if (named !== undefined && !existsSync(named))
    throw new CommandError(
      'configuration',
      'wrangler-missing',
      `BLOQR_WRANGLER is ${named}, which is not there.`,
    );
  const program = named ?? findProgram(folder);
  if (program === undefined)
    throw new CommandError('configuration', 'wrangler-missing', 'wrangler is not installed.', {
      lines: ['Install the dependencies of the project: npm ci'],
    });
  return (args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        env: { ...environment, ...quietly },
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

/**
 * One command at a time: several at once would compete for the same local database, and for a small machine.
 *
 * @param create makes what runs them, when the first one comes
 */
export function runOneByOne(create: () => RunWrangler): RunWrangler {
  let last: Promise<unknown> = Promise.resolve();
  return (args, input) => {
    const run = last.then(() => create()(args, input));
    last = run.catch(() => {});
    return run;
  };
}

/** Why a command failed, in a sentence without its end. */
export function describeFailure({ output, talk }: Pick<WranglerRun, 'output' | 'talk'>): string {
  if (/not authenticated|not logged in|set a CLOUDFLARE_API_TOKEN/i.test(talk + output))
    return 'wrangler is not signed in';
  return firstLine(talk) || firstLine(output) || 'it did not say why';
}

/** The first line that says something; wrangler begins with empty ones and marks. A heading is followed by what it is of. */
function firstLine(text: string): string {
  const [first = '', second = ''] = stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/^[^\p{L}\p{N}"'`]*(?:\[?ERROR\]?)?\s*/u, '').trim())
    .filter((line) => line !== '');
  return first.endsWith(':') ? `${first} ${second}`.trim() : first;
}

function findProgram(folder: string): string | undefined {
  const program = join(folder, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  if (existsSync(program)) return program;
  return dirname(folder) === folder ? undefined : findProgram(dirname(folder));
}
