import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { bundleWorker } from './bundle-worker.ts';

/** A workerd under way. */
export interface RunningWorkerd {
  readonly url: string;
  readonly inspectorUrl: string;
  /** Highest resident set so far, of the whole process: workerd itself, V8 and all. Undefined off Linux. */
  readonly peakBytes: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** What differs from a bare Worker. */
export interface WorkerdSettings {
  /** Fields of the Worker in workerd's configuration language, beside its module. */
  readonly worker?: string;
  /** Fields of the network that its `fetch` uses. */
  readonly network?: string;
  /** Files that the configuration embeds, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Leaves out what workerd and the Worker say. */
  readonly isQuiet?: boolean;
}

const bareWorker = 'compatibilityDate = "2026-10-01"';
const openNetwork = 'allow = ["public", "private"]';

function describeConfig(worker: string, network: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      ${worker},
    )),
    (name = "internet", network = (${network})),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** Bundles a Worker and serves it with workerd on free ports of the loopback, its inspector open. */
export async function startWorkerd(
  entryPoint: string,
  { worker = bareWorker, network = openNetwork, files = {}, isQuiet = false }: WorkerdSettings = {},
): Promise<RunningWorkerd> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-workerd-'));
  writeFileSync(join(folder, 'worker.js'), await bundleWorker(entryPoint));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'config.capnp'), describeConfig(worker, network));
  const output = isQuiet ? 'ignore' : 'inherit';
  const child = spawn(
    findWorkerd(),
    ['serve', join(folder, 'config.capnp'), '--inspector-addr=127.0.0.1:0', '--control-fd=3'],
    { stdio: ['ignore', output, output, 'pipe'] },
  );
  const ports = await listenPorts(child);
  return {
    url: `http://127.0.0.1:${ports.http}/`,
    inspectorUrl: `http://127.0.0.1:${ports.inspector}`,
    peakBytes: () => peakBytesOf(child.pid),
    stop: async () => {
      const isGone = once(child, 'exit');
      child.kill();
      await isGone;
      rmSync(folder, { recursive: true });
    },
  };
}

/** The binary itself, not its launcher in JavaScript: that would neither pass descriptors on nor be the measured process. */
function findWorkerd(): string {
  const exports: unknown = createRequire(import.meta.url)('workerd');
  const path: unknown =
    typeof exports === 'object' && exports !== null ? Reflect.get(exports, 'default') : undefined;
  if (typeof path !== 'string') throw new Error('the package workerd does not say where its binary is');
  return path;
}

/** workerd writes a line of JSON to its control descriptor for every socket it listens on. */
async function listenPorts(
  child: ChildProcess,
): Promise<{ readonly http: number; readonly inspector: number }> {
  const control = child.stdio[3];
  if (!control || !('read' in control)) throw new Error('workerd has no control descriptor');
  let http: number | undefined;
  let inspector: number | undefined;
  for await (const line of createInterface(control as Readable)) {
    const message: unknown = JSON.parse(line);
    if (typeof message !== 'object' || message === null) continue;
    const port = Number(Reflect.get(message, 'port'));
    if (Reflect.get(message, 'event') === 'listen-inspector') inspector = port;
    else if (Reflect.get(message, 'event') === 'listen') http = port;
    if (http !== undefined && inspector !== undefined) return { http, inspector };
  }
  throw new Error('workerd ended before it listened');
}

function peakBytesOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
