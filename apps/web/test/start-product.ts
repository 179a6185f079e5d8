import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../tools/find-free-port.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const readyTimeLimitMs = 120_000;

/** The product, running for tests. */
export interface RunningProduct {
  readonly origin: string;
  readonly stateFolder: string;
  /** What it has said since it was ready; links of e-mails are in it. */
  readonly logFile: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the product on free ports, with a state of its own.
 *
 * @param script below `tools/`: `start.mjs`, or `start-clerk.mjs` for one with the local Clerk beside it
 */
export async function startProduct(
  script: 'start.mjs' | 'start-clerk.mjs',
  settings: Readonly<Record<string, string>>,
): Promise<RunningProduct> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-browser-'));
  const port = await findFreePort();
  const child = spawn(process.execPath, [join(root, 'tools', script)], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      STATE_DIR: stateFolder,
      RATE_LIMITS: 'anonymous=10000,free=10000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await waitUntilReady(child);
  const logFile = join(stateFolder, 'product.log');
  child.stdout?.pipe(createWriteStream(logFile));
  return {
    origin: `http://localhost:${port}`,
    stateFolder,
    logFile,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGTERM');
      reject(new Error(`The product ${why}. It said:\n${said}`));
    };
    const timer = setTimeout(() => fail('is not ready in time'), readyTimeLimitMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Ready on')) {
          clearTimeout(timer);
          resolve();
        }
      });
    }
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
