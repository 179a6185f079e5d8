import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createClerkClient } from '@clerk/backend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, 'clerk.mjs');
let state: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'clerk-'));
});

afterEach(async () => {
  await stop();
  rmSync(state, { recursive: true });
});

interface Ready {
  readonly url: string;
  readonly variables: Readonly<Record<string, string>>;
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Nothing of the shell that runs the tests, so that its own keys do not get here. */
function describeEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, STATE_DIR: state, ...settings };
}

async function start(settings: Readonly<Record<string, string>>): Promise<Ready> {
  running = spawn(process.execPath, [program, '--json'], {
    env: describeEnvironment(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (running.stdout === null) throw new Error('There is no output to read.');
  const [line] = await once(createInterface(running.stdout), 'line');
  return JSON.parse(line);
}

async function stop(): Promise<void> {
  const child = running;
  running = undefined;
  if (child === undefined || child.exitCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  await end;
}

describe('npm run clerk', () => {
  it('keeps keys and users over a restart, and tells the variables in a file too', async () => {
    const settings = { CLERK_EMULATOR_PORT: String(await findPort()), PORT: '22099' };
    const first = await start(settings);
    const connect = ({ url, variables }: Ready) =>
      createClerkClient({
        apiUrl: url,
        secretKey: variables.CLERK_SECRET_KEY ?? '',
        telemetry: { disabled: true },
      });
    const { id } = await connect(first).users.createUser({ emailAddress: ['a@example.com'] });
    await stop();

    const second = await start(settings);
    expect(second).toEqual(first);
    expect((await connect(second).users.getUser(id)).primaryEmailAddress?.emailAddress).toBe('a@example.com');
    const lines = readFileSync(join(state, 'clerk', 'variables.env'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toEqual(Object.entries(first.variables).map(([name, value]) => `${name}=${value}`));
    expect(Object.keys(first.variables)).toEqual([
      'CLERK_PUBLISHABLE_KEY',
      'CLERK_SECRET_KEY',
      'CLERK_JWKS_URL',
      'CLERK_API_URL',
      'CLERK_PROXY_URL',
      'CLERK_WEBHOOK_SECRET',
    ]);
    expect((await fetch(first.variables.CLERK_JWKS_URL ?? '')).status).toBe(200);
    for (const script of ['clerk-js@6/dist/clerk.browser.js', 'ui@1/dist/ui.browser.js']) {
      expect((await fetch(`${first.url}/npm/@clerk/${script}`)).status, script).toBe(200);
    }
  }, 60_000);

  it.each([
    {
      name: 'a live secret key',
      settings: { CLERK_SECRET_KEY: `sk_live_${'a'.repeat(42)}` },
      reason: /is a live key/,
    },
    { name: 'production', settings: { ENVIRONMENT: 'production' }, reason: /does not run in production/ },
    { name: 'a port that is none', settings: { CLERK_EMULATOR_PORT: 'x' }, reason: /is no port/ },
  ])(
    'does not start with $name, and says so in a sentence',
    async ({ settings, reason }) => {
      const port = String(await findPort());
      const run = promisify(execFile)(process.execPath, [program], {
        env: describeEnvironment({ CLERK_EMULATOR_PORT: port, ...settings }),
      });
      const error: { code: number; stderr: string } = await run.then(
        () => Promise.reject(new Error('It started.')),
        (failure) => failure,
      );
      expect(error.code).toBe(1);
      expect(error.stderr).toMatch(reason);
      expect(
        error.stderr
          .trimEnd()
          .split('\n')
          .filter((line) => !line.startsWith('npm ')),
      ).toHaveLength(1);
    },
    60_000,
  );
});
