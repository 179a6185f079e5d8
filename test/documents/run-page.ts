import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Block } from './read-blocks.ts';

/** Where the commands of a page run. */
export interface PageScene {
  readonly folder: string;
  /** Addresses as documents write them, and as they are here. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a block came to. */
export interface BlockRun {
  readonly block: Block;
  /** Undefined where it was not come to. */
  readonly code: number | undefined;
  /** What it printed, both ways. */
  readonly output: string;
}

const timeLimitMs = 400_000;

const project = join(import.meta.dirname, '..', '..');
/** `npx` runs what is in node_modules/.bin, which is on the path here; that alone takes it a second each time. */
const withoutNpx = 'npx() { command "$@"; }\n';
/** The stand-in keeps what it makes where the commands run; what needs no account the real wrangler does for it. */
const useStandIn = `export BLOQR_WRANGLER='${join(project, 'tools', 'deploy', 'stand-in-wrangler.mjs')}'
export STAND_IN_WRANGLER='${join(project, 'node_modules', 'wrangler', 'bin', 'wrangler.js')}'
export STAND_IN_FOLDER="$PWD/.wrangler"
`;

/**
 * Runs blocks of one page one after the other, in one shell: what an earlier one has set, a later one may use. The first one that fails
 * ends it.
 */
export async function runPage(
  blocks: readonly Block[],
  { folder, addresses, environment }: PageScene,
): Promise<readonly BlockRun[]> {
  const results = mkdtempSync(join(tmpdir(), 'bloqr-page-'));
  const file = (index: number, what: string): string => join(results, `${index}.${what}`);
  try {
    const script = blocks.map(({ tag, text }, index) => {
      const commands = `{\n${writeAddresses(text, addresses)}\n} > '${file(index, 'out')}' 2>&1`;
      const marked = `${commands}\necho 0 > '${file(index, 'code')}'\n`;
      return tag === 'stand-in' ? `${useStandIn}${marked}unset BLOQR_WRANGLER\n` : marked;
    });
    writeFileSync(file(0, 'sh'), `set -euo pipefail\n${withoutNpx}${script.join('')}`);
    await run(file(0, 'sh'), folder, environment);
    return blocks.map((block, index) => ({
      block,
      code: read(file(index, 'code')) === undefined ? undefined : 0,
      output: read(file(index, 'out')) ?? '',
    }));
  } finally {
    rmSync(results, { recursive: true });
  }
}

/** Puts the addresses that are here in the place of those that documents have. */
export function writeAddresses(text: string, addresses: Readonly<Record<string, string>>): string {
  return Object.entries(addresses).reduce((all, [written, real]) => all.replaceAll(written, real), text);
}

function run(script: string, folder: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const path = [join(folder, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(
    delimiter,
  );
  const child = spawn('bash', [script], {
    cwd: folder,
    env: { PATH: path, HOME: folder, CI: '1', NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false', ...environment },
    stdio: 'ignore',
    timeout: timeLimitMs,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
