import type { TransformationSetName } from '../oracle/transformation-sets.ts';

/** One list compiled with one set, by our command and by HostlistCompiler's. */
export interface BenchmarkCase {
  /** A name of `buildBenchmarkInputs`. */
  readonly input: string;
  readonly set: TransformationSetName;
  /** How many times as fast as HostlistCompiler our command is to be. */
  readonly ratioMin: number;
  /** Measured runs of HostlistCompiler; what takes it minutes runs once, without a warm-up. */
  readonly referenceRuns: number;
  /** Whether the floor program runs beside it. */
  readonly hasFloor?: boolean;
  /** Highest resident set that our command may reach. */
  readonly peakBytesMax?: number;
}

const mebibyte = 1024 * 1024;
const atHalfAMillion = { ratioMin: 30, referenceRuns: 2, hasFloor: true, peakBytesMax: 128 * mebibyte };
/** Validate without Compress on names: HostlistCompiler has little to remove there and is not so slow. */
const validatingNames = { ratioMin: 8, referenceRuns: 3 };

/** Everything that `npm run bench` compares. */
export const benchmarkCases: readonly BenchmarkCase[] = [
  { input: 'tiny-1k', set: 'A', ratioMin: 4, referenceRuns: 5 },
  { input: 'tiny-6k', set: 'A', ratioMin: 4, referenceRuns: 5 },
  { input: 'tiny-6k', set: 'B', ratioMin: 4, referenceRuns: 5 },
  { input: 'tiny-7k', set: 'A', ratioMin: 4, referenceRuns: 5 },
  { input: 'tiny-7k', set: 'B', ratioMin: 4, referenceRuns: 5 },
  { input: 'hosts-42k', set: 'A', ratioMin: 6, referenceRuns: 3 },
  { input: 'adblock-76k', set: 'A', ratioMin: 6, referenceRuns: 3 },
  { input: 'adblock-76k', set: 'B', ratioMin: 6, referenceRuns: 3 },
  { input: 'hosts-108k', set: 'A', ratioMin: 10, referenceRuns: 3 },
  { input: 'hosts-123k', set: 'A', ratioMin: 10, referenceRuns: 3 },
  { input: 'domains-140k', set: 'A', ratioMin: 10, referenceRuns: 3 },
  { input: 'adblock-143k', set: 'A', ratioMin: 10, referenceRuns: 3 },
  { input: 'adblock-143k', set: 'B', ratioMin: 10, referenceRuns: 3 },
  { input: 'hosts-123k', set: 'B', ...validatingNames },
  { input: 'hosts-123k', set: 'C', ...validatingNames },
  { input: 'domains-140k', set: 'B', ...validatingNames },
  { input: 'domains-140k', set: 'C', ...validatingNames },
  { input: 'big-hosts', set: 'A', ...atHalfAMillion },
  { input: 'big-hosts', set: 'B', ...atHalfAMillion, ratioMin: 8 },
  { input: 'big-adblock', set: 'A', ...atHalfAMillion },
  { input: 'big-adblock', set: 'B', ...atHalfAMillion },
  { input: 'multi-17', set: 'A', ratioMin: 150, referenceRuns: 1 },
];

/** Our wall time over the floor program's, at half a million lines. */
export const floorRatioMax = 4;

/** Time for a line of two million over time for a line of half a million, in our command. */
export const scaling = { small: 'scale-500k', large: 'scale-2m', set: 'A', ratioMax: 1.5 } as const;

/** The Worker inside workerd beside the command, on the same list from the same address. */
export const workerCases = {
  inputs: ['big-hosts', 'big-adblock'],
  set: 'A',
  /** The Worker's time over the command's. */
  ratioMax: 1.5,
  /** From the request for a stream to the first byte of progress. */
  firstByteMsMax: 100,
} as const;
