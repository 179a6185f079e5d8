import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findFreePort } from './find-free-port.ts';

/** `npm start` on a port of its own. */
export interface StartedProduct {
  /** Without a slash at its end. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the product as somebody without settings would, for pictures and measurements, and waits until it answers.
 *
 * @param stateFolder where its database is kept
 * @throws where it ends before it is ready
 */
export async function startProduct(stateFolder: string): Promise<StartedProduct> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), STATE_DIR: stateFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('Ready on') && resolve());
    child.once('exit', () => reject(new Error('npm start ended')));
  });
  return {
    address: `http://localhost:${port}`,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
