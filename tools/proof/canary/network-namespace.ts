import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ways to start a program with a network and mounts of its own: as an ordinary user, and as root. */
const unshareFlags = ['-rnm', '-nm'] as const;

/**
 * Brings up nothing but the loopback there, and makes every address there is one of this very machine: whatever a
 * program connects to, it ends here. The two single addresses make the resolver ask for both families; one public
 * address cannot be reached. Names are resolved by the name server of the proof: a daemon outside of the namespace,
 * which can be asked through a file, is out of reach, too.
 */
const setUp = [
  'set -e',
  'resolver=$1; shift',
  'for file in nsswitch.conf resolv.conf; do if [ -e /etc/$file ]; then mount --bind "$resolver/$file" /etc/$file; fi; done',
  'for folder in /run/nscd /run/systemd/resolve; do if [ -d $folder ]; then mount -t tmpfs none $folder; fi; done',
  'ip link set lo up',
  'ip route add local default dev lo',
  'ip addr add 93.184.215.14/32 dev lo',
  'ip route add unreachable 93.184.215.99/32 table local',
  'ip -6 route add local default dev lo 2>/dev/null || true',
  'ip -6 addr add 2606:2800:21f:cb07::1/128 dev lo 2>/dev/null || true',
  'exec "$@"',
].join('\n');

const resolver = join(import.meta.dirname, 'resolver');

/** What starts a program in a network namespace without a way out, or why there is none. */
export type Isolation =
  | { readonly isPossible: true; readonly command: readonly [string, ...string[]] }
  | { readonly isPossible: false; readonly reason: string };

/** Tries it, with a program that does nothing. */
export function findIsolation(): Isolation {
  if (process.platform !== 'linux') return { isPossible: false, reason: 'only Linux has network namespaces' };
  for (const flags of unshareFlags) {
    const command = ['unshare', flags, 'sh', '-c', setUp, 'sh', resolver] as const;
    const [program, ...parameters] = command;
    if (spawnSync(program, [...parameters, 'true'], { stdio: 'ignore' }).status === 0) {
      return { isPossible: true, command };
    }
  }
  return {
    isPossible: false,
    reason:
      'a network namespace cannot be made (it takes unshare of util-linux, ip of iproute2 and the right to use them)',
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
  const ways = listWaysOut(readFileSync('/proc/net/route', 'utf8'), readIfThere('/proc/net/ipv6_route'));
  if (ways.length > 0) throw new Error(`packets could leave through ${ways.join(', ')}`);
}

/**
 * The devices of routes that lead out of this machine.
 *
 * @param ipv4 as `/proc/net/route` has it: a heading, then the device first in each line
 * @param ipv6 as `/proc/net/ipv6_route` has it: the device last in each line
 */
export function listWaysOut(ipv4: string, ipv6: string): string[] {
  const fieldsOf = (text: string) =>
    text.split('\n').flatMap((line) => (line.trim() ? [line.trim().split(/\s+/)] : []));
  const devices = [
    ...fieldsOf(ipv4)
      .slice(1)
      .map((fields) => fields[0] ?? ''),
    ...fieldsOf(ipv6).map((fields) => fields.at(-1) ?? ''),
  ];
  return [...new Set(devices)].filter((device) => device !== 'lo');
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
