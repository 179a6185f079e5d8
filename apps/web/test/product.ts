import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../tools/chromium.ts';
import { findFreePort } from '../../../tools/find-free-port.ts';
import { serveLists } from './lists.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const readyTimeLimitMs = 90_000;

/** Starts the product as `npm start` does, and lists on loopback for it to compile. */
export default async function startProduct({ provide }: TestProject): Promise<() => Promise<void>> {
  findChromium();
  const lists = await serveLists();
  const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-browser-'));
  const port = await findFreePort();
  const child = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      STATE_DIR: stateFolder,
      SOURCE_HOST_ALLOWLIST: lists.host,
      RATE_LIMITS: 'anonymous=10000,free=10000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await waitUntilReady(child);
  const logFile = join(stateFolder, 'product.log');
  child.stdout?.pipe(createWriteStream(logFile));
  provide('stateFolder', stateFolder);
  provide('logFile', logFile);
  provide('product', `http://localhost:${port}`);
  provide('lists', `http://${lists.host}`);
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await lists.close();
    rmSync(stateFolder, { recursive: true, force: true });
  };
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGTERM');
      reject(new Error(`npm start ${why}. It said:\n${said}`));
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

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product is. */
    product: string;
    /** Where its database is. */
    stateFolder: string;
    /** What it has said since it was ready; links of e-mails are in it. */
    logFile: string;
    /** Where the lists are. */
    lists: string;
  }
}
