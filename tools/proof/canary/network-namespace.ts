import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Ways to start a program in a network namespace of its own: as an ordinary user, and as root. */
const unshareFlags = ['-rn', '-n'] as const;

/**
 * Brings up nothing but the loopback there, and makes every address there is one of this very machine: whatever a
 * program connects to, it ends here. The two single addresses make the resolver ask for both families; one public
 * address cannot be reached.
 */
const setUp = [
  'set -e',
  'ip link set lo up',
  'ip route add local default dev lo',
  'ip addr add 93.184.215.14/32 dev lo',
  'ip route add unreachable 93.184.215.99/32 table local',
  'ip -6 route add local default dev lo 2>/dev/null || true',
  'ip -6 addr add 2606:2800:21f:cb07::1/128 dev lo 2>/dev/null || true',
  'exec "$@"',
].join('\n');

/** What starts a program in a network namespace without a way out, or why there is none. */
export type Isolation =
  | { readonly isPossible: true; readonly command: readonly [string, ...string[]] }
  | { readonly isPossible: false; readonly reason: string };

/** Tries it, with a program that does nothing. */
export function findIsolation(): Isolation {
  if (process.platform !== 'linux') return { isPossible: false, reason: 'only Linux has network namespaces' };
  for (const flags of unshareFlags) {
    const command = ['unshare', flags, 'sh', '-c', setUp, 'sh'] as const;
    const [program, ...parameters] = command;
    if (spawnSync(program, [...parameters, 'true'], { stdio: 'ignore' }).status === 0) {
      return { isPossible: true, command };
    }
  }
  return {
    isPossible: false,
    reason: 'unshare and ip (util-linux, iproute2) cannot make a network namespace here',
  };
}

/** What a program said, and its exit code. */
export interface IsolatedRun {
  readonly code: number;
  /** The end of standard error. */
  readonly complaint: string;
}

/** Runs this Node with a script in a namespace without a way out; each line it writes is passed on at once. */
export function runIsolated(
  [program, ...parameters]: readonly [string, ...string[]],
  script: readonly string[],
  print: (text: string) => void,
): Promise<IsolatedRun> {
  const child = spawn(program, [...parameters, process.execPath, ...script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let rest = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (rest !== '') print(rest);
      resolve({ code: code ?? 1, complaint });
    });
  });
}

/**
 * Looks once more, from inside, whether a packet could leave.
 *
 * @throws Error where there is a way out, or where that cannot be told
 */
export function assertIsolated(): void {
  const ways = [
    ...routesOf('/proc/net/route', 1, (fields) => fields[0]),
    ...routesOf('/proc/net/ipv6_route', 0, (fields) => fields.at(-1)),
  ].filter((device) => device !== 'lo');
  if (ways.length > 0) throw new Error(`there are routes through ${[...new Set(ways)].join(', ')}`);
}

function routesOf(
  file: string,
  headingLines: number,
  deviceOf: (fields: readonly string[]) => string | undefined,
): string[] {
  if (!existsSync(file)) {
    if (file.endsWith('/route')) throw new Error(`${file} cannot be read`);
    return [];
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(headingLines);
  return lines.filter((line) => line !== '').flatMap((line) => deviceOf(line.trim().split(/\s+/)) ?? []);
}
