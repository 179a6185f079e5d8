import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', '..', 'tools', 'start.mjs');
const readyTimeLimitMs = 120_000;
const lineTimeLimitMs = 20_000;

/** The service, running. */
export interface Service {
  readonly origin: string;
  /** The first match in what it has said so far, or says within 20 s. */
  readonly waitFor: (pattern: RegExp) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the service as `npm start` does, on a free port and with nothing configured.
 *
 * @param stateFolder where it keeps what it has
 */
export async function startService(stateFolder: string): Promise<Service> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      STATE_DIR: stateFolder,
      PORT: String(port),
      // What somebody keeps in .env.local does not count here.
      AUTH_PROVIDERS: 'better-auth',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let hasEnded = false;
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.once('exit', () => {
    hasEnded = true;
  });
  async function waitFor(pattern: RegExp, timeLimitMs: number): Promise<string> {
    for (const end = Date.now() + timeLimitMs; Date.now() < end && !hasEnded; ) {
      const found = pattern.exec(said)?.[0];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It does not say ${pattern}:\n${said}`);
  }
  const stop = () => end(child);
  try {
    await waitFor(/Ready on /, readyTimeLimitMs);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin: `http://localhost:${port}`,
    waitFor: (pattern) => waitFor(pattern, lineTimeLimitMs),
    stop,
  };
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
