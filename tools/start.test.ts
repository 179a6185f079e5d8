import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from './find-free-port.ts';

const script = join(import.meta.dirname, 'start.mjs');
const readyTimeLimitMs = 60_000;
const endTimeLimitMs = 10_000;
const testTimeLimitMs = readyTimeLimitMs + endTimeLimitMs + 5000;

/** A run of the script, with all that it says. */
interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  said: string;
}

let stateFolder: string;
let run: Run | undefined;
/** Of groups that are to be gone after a test, however it ends. */
const leaders: number[] = [];

beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-start-'));
});

afterEach(() => {
  for (const leader of new Set([...leaders.splice(0), ...listProcesses(stateFolder)])) killIfAlive(-leader);
  run?.process.kill('SIGKILL');
  rmSync(stateFolder, { recursive: true, force: true });
});

function start(command: readonly [string, ...string[]], settings: Record<string, string>): Run {
  const [program, ...args] = command;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, STATE_DIR: stateFolder, ...settings };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const started: Run = { process: child, ended, said: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      started.said += chunk.toString();
    });
  }
  run = started;
  return started;
}

async function waitUntil(isSo: () => boolean, timeLimitMs: number): Promise<boolean> {
  for (const end = Date.now() + timeLimitMs; Date.now() < end; ) {
    if (isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return isSo();
}

/** Processes whose command line names `text`; ended ones that nobody has asked about have none. */
function listProcesses(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Processes of the group that a process leads, ended ones that nobody has asked about left out. */
function listGroup(leader: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // What comes after the name of the program, which may have blanks: state, parent, group.
        const [state, , group] =
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return Number(group) === leader && state !== 'Z';
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** @param pid with a minus sign, that of a group */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself meanwhile.
  }
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  it(
    'says Ready when the Worker answers, and leaves nothing behind after SIGTERM',
    async () => {
      const port = await findFreePort();
      const { process: child, ended } = start([process.execPath, script], { PORT: String(port) });
      await waitUntil(() => run?.said.includes('Ready on') === true, readyTimeLimitMs);
      expect(run?.said).toContain(`Ready on http://localhost:${port}\n`);

      const [version, health, page] = await Promise.all(
        ['/api/version', '/api/health', '/'].map((path) => fetch(`http://localhost:${port}${path}`)),
      );
      expect(await version?.json()).toMatchObject({ name: 'bloqr-backend', environment: 'local' });
      expect(await health?.json()).toMatchObject({ status: 'ok' });
      expect(page?.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(listProcesses(stateFolder).length).toBeGreaterThan(0);

      const example = /-d '(.*)'/.exec(run?.said ?? '')?.[1] ?? '';
      const list = await fetch(`http://localhost:${port}/api/compile`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/plain' },
        body: example,
      });
      expect(await list.text()).toMatch(/\n! Title: My list\n[\s\S]*\n\|\|example\.org\^$/);

      await waitUntil(() => run?.said.includes('POST /api/compile 200 in ') === true, endTimeLimitMs);
      const [, log = ''] = (run?.said ?? '').split('Ctrl+C ends it.\n');
      const lines = log.trim().split('\n');
      const request = String.raw`(?:GET|POST) /api/[a-z]+ 200 in \d+ ms(?:, \d+ (?:read|write)s?)*`;
      for (const line of lines) expect(line).toMatch(new RegExp(`^(?:${request}|info: compile .*)$`));
      expect(lines.length).toBeGreaterThanOrEqual(3);

      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(listProcesses(stateFolder)).toEqual([]);
      await expect(fetch(`http://localhost:${port}/api/version`)).rejects.toThrow();
    },
    testTimeLimitMs,
  );

  it(
    'ends when the shell that started it is killed',
    async () => {
      const port = await findFreePort();
      const command = `'${process.execPath}' '${script}' & wait`;
      const { process: shell } = start(['/bin/sh', '-c', command], { PORT: String(port) });
      await waitUntil(() => run?.said.includes('Ready on') === true, readyTimeLimitMs);
      expect(listProcesses(stateFolder).length).toBeGreaterThan(0);
      shell.kill('SIGKILL');
      expect(await waitUntil(() => listProcesses(stateFolder).length === 0, endTimeLimitMs)).toBe(true);
    },
    testTimeLimitMs,
  );

  it.each([
    { name: 'the script', ofScript: true },
    { name: 'the process under which the Worker runs', ofScript: false },
  ])(
    'leaves nothing behind when $name is killed',
    async ({ ofScript }) => {
      const port = await findFreePort();
      const { process: child, ended } = start([process.execPath, script], { PORT: String(port) });
      await waitUntil(() => run?.said.includes('Ready on') === true, readyTimeLimitMs);
      const [leader = 0] = listProcesses(stateFolder);
      leaders.push(leader);
      // The process itself, esbuild, and workerd twice.
      expect(listGroup(leader).length).toBeGreaterThan(2);
      if (ofScript) child.kill('SIGKILL');
      else process.kill(leader, 'SIGKILL');
      expect(await ended).toBe(ofScript ? null : 1);
      expect(await waitUntil(() => listGroup(leader).length === 0, endTimeLimitMs)).toBe(true);
    },
    testTimeLimitMs,
  );

  it('says that a port is taken, and by nobody it started', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { ended } = start([process.execPath, script], { PORT: String(port) });
    expect(await ended).toBe(1);
    expect(run?.said).toContain(`Port ${port} is in use by another program.`);
    expect(run?.said).not.toContain('Ready');
    server.close();
  });

  it('refuses a port that is none', async () => {
    const { ended } = start([process.execPath, script], { PORT: 'eighty' });
    expect(await ended).toBe(1);
    expect(run?.said).toBe('PORT is "eighty", which is no port: use a number from 1 to 65535.\n');
  });
});
