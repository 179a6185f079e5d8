import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** What one process took from its start to its end. */
export interface Measurement {
  readonly wallSeconds: number;
  /** User and system time of the process and its children, in steps of 10 ms. NaN where the system does not say. */
  readonly cpuSeconds: number;
  /** Highest resident set of the process or of one of its children. NaN where the system does not say. */
  readonly peakBytes: number;
}

const gnuTime = '/usr/bin/time';
const samplingMs = 3;
/** A program that asks for `node` gets this one. */
const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;

let canUseGnuTime: boolean | undefined;

/**
 * Runs a program with its output discarded and measures it.
 *
 * Where GNU time is installed the kernel's own account of the finished process is taken (`wait4`: exact, CPU in steps
 * of 10 ms; starting through it costs a millisecond). Elsewhere on Linux the high-water mark is sampled every 3 ms, so that growth in
 * the last 3 ms goes unseen, and CPU is the difference of this process's account of ended children.
 *
 * @throws Error with the end of what the program wrote when it fails
 */
export async function measureProcess(program: string, parameters: readonly string[]): Promise<Measurement> {
  canUseGnuTime ??= hasGnuTime();
  return canUseGnuTime ? measureWithGnuTime(program, parameters) : measureBySampling(program, parameters);
}

/** How {@link measureProcess} measures here, for the head of a report. */
export function measuringMethod(): string {
  canUseGnuTime ??= hasGnuTime();
  if (canUseGnuTime) return 'wait4 through GNU time';
  return existsSync('/proc/self/status') ? `/proc sampled every ${samplingMs} ms` : 'wall time only';
}

function hasGnuTime(): boolean {
  return existsSync(gnuTime) && spawnSync(gnuTime, ['-f', '%M', process.execPath, '-v']).status === 0;
}

async function measureWithGnuTime(program: string, parameters: readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-measure-'));
  try {
    const report = join(folder, 'report');
    const wallSeconds = await run(gnuTime, ['-q', '-f', '%U %S %M', '-o', report, program, ...parameters]);
    const [user = NaN, system = NaN, kilobytes = NaN] = readFileSync(report, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    return { wallSeconds, cpuSeconds: user + system, peakBytes: kilobytes * 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureBySampling(program: string, parameters: readonly string[]): Promise<Measurement> {
  let peakBytes = Number.NaN;
  let timer: NodeJS.Timeout | undefined;
  const cpuBefore = cpuSecondsOfEndedChildren();
  try {
    const wallSeconds = await run(program, parameters, (pid) => {
      timer = setInterval(() => {
        peakBytes = highWaterBytes(pid) ?? peakBytes;
      }, samplingMs);
    });
    return { wallSeconds, cpuSeconds: cpuSecondsOfEndedChildren() - cpuBefore, peakBytes };
  } finally {
    clearInterval(timer);
  }
}

function run(
  program: string,
  parameters: readonly string[],
  onStart?: (pid: number) => void,
): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PATH },
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    child.once('spawn', () => onStart?.(child.pid ?? 0));
    child.once('error', reject);
    let wallSeconds = 0;
    child.once('exit', () => {
      wallSeconds = (performance.now() - start) / 1000;
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(wallSeconds);
      else
        reject(new Error(`${program} ${parameters.join(' ')} ended with ${code ?? signal}:\n${complaint}`));
    });
  });
}

function highWaterBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

function cpuSecondsOfEndedChildren(): number {
  try {
    // Fields 16 and 17 of proc_pid_stat(5); the second field may contain spaces, so count from its closing bracket.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}
