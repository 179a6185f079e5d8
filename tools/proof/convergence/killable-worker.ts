import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root, startWrangler, waitForEnd } from '../../start/wrangler.ts';

/** A real workerd with a database on disk. */
export interface KillableWorker {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Ends workerd and all around it by SIGKILL: nothing is written any more, nobody is told. */
  readonly kill: () => Promise<void>;
}

/** Makes the tables below a folder. */
export async function prepareDatabase(stateFolder: string): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'bloqr-backend-app-db', '--local', '--persist-to', stateFolder];
  const wrangler = startWrangler(args, { PATH: process.env.PATH ?? '', WRANGLER_SEND_METRICS: 'false' });
  const said: Buffer[] = [];
  for (const stream of [wrangler.stdout, wrangler.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk));
  if ((await waitForEnd(wrangler)) !== 0) throw new Error(Buffer.concat(said).toString());
}

/** Starts `apps/worker/test/shaky-worker.ts` over the database of a folder. */
export async function startKillableWorker(
  stateFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<KillableWorker> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'dev-worker.ts'), stateFolder, JSON.stringify(variables)],
    {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', WRANGLER_SEND_METRICS: 'false' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    },
  );
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}`, kill: () => killGroup(child) };
}

async function readPort(child: ChildProcess): Promise<number> {
  const ended = waitForEnd(child).then((ending) => ({ fault: `it ended: ${ending}` }));
  const said = once(child, 'message').then(([message]: unknown[]) => message);
  const message: unknown = await Promise.race([said, ended]);
  const port = typeof message === 'object' && message !== null && Reflect.get(message, 'port');
  if (typeof port === 'number') return port;
  await killGroup(child);
  throw new Error(`the Worker does not start: ${JSON.stringify(message)}`);
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const end = waitForEnd(child);
  process.kill(-child.pid, 'SIGKILL');
  await end;
}
