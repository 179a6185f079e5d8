import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', '..', 'tools', 'start-clerk.mjs');
const readyTimeLimitMs = 120_000;

/** The service and the local Clerk, running. */
export interface Running {
  readonly service: string;
  readonly clerk: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts both as `npm run start:clerk` does, on free ports.
 *
 * @param stateFolder where both keep what they have
 */
export async function startBoth(stateFolder: string): Promise<Running> {
  const [port, clerkPort] = [await findFreePort(), await findFreePort()];
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      STATE_DIR: stateFolder,
      PORT: String(port),
      CLERK_EMULATOR_PORT: String(clerkPort),
      // So that a walk is not stopped for its pace.
      RATE_LIMITS: 'anonymous=1000,free=1000,pro=1000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await waitUntilReady(child);
  return {
    service: `http://localhost:${port}`,
    clerk: `http://localhost:${clerkPort}`,
    stop: () => end(child),
  };
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`It does not start:\n${said}`));
    }, readyTimeLimitMs);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Ready on ')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`It ended by itself:\n${said}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
