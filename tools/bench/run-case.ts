import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '@bloqr/compiler';
import type { BenchmarkInput } from '../lists/benchmark-inputs.ts';
import { belowHeader, type Comparison, compareBelowHeader } from '../oracle/compare-below-header.ts';
import { type TransformationSetName, transformationSets } from '../oracle/transformation-sets.ts';
import { isLossBelowRefusedNames } from './is-loss-below-refused-names.ts';
import { type Measurement, measureProcess } from './measure-process.ts';
import { median } from './median.ts';

/** Where the commands lie as npm installs them. They are started as a shell does it: the Node options of their first line count. */
const commandFolder = join(import.meta.dirname, '../../node_modules/.bin');
const bloqrCommand = join(commandFolder, 'bloqr');
const hostlistCompilerCommand = join(commandFolder, 'hostlist-compiler');
const floorProgram = join(import.meta.dirname, 'floor.mjs');

/** What to run on one input, and how often. */
export interface CaseRun {
  readonly input: BenchmarkInput;
  readonly set: TransformationSetName;
  readonly runs: number;
  /** 0 leaves HostlistCompiler out; 1 runs it without a warm-up. */
  readonly referenceRuns: number;
  readonly hasFloor: boolean;
}

/** Medians of a case's runs. */
export interface CaseResult {
  readonly rules: number;
  readonly ours: Measurement;
  readonly reference: Measurement | undefined;
  readonly floor: Measurement | undefined;
  /** How the two outputs compare; undefined when HostlistCompiler did not run. */
  readonly comparison: Comparison | undefined;
  /** Whether the outputs are the same but for what HostlistCompiler's Compress loses below refused names. */
  readonly isMended: boolean;
}

/**
 * Compiles one input with both commands, taking turns, each after a warm-up, and compares what they wrote in the same
 * run.
 *
 * @throws Error when a command fails, or does not write the same rules every time
 */
export async function runCase(run: CaseRun): Promise<CaseResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-bench-'));
  try {
    const configuration: Configuration = {
      name: run.input.name,
      sources: run.input.files.map((source) => ({ source })),
      transformations: transformationSets[run.set],
    };
    const configurationFile = join(folder, 'configuration.json');
    writeFileSync(configurationFile, JSON.stringify(configuration));
    const outputs = { ours: join(folder, 'ours.txt'), reference: join(folder, 'reference.txt') };
    const ours = contender(
      [bloqrCommand, 'compile', '-c', configurationFile, '-o', outputs.ours],
      outputs.ours,
    );
    const reference = contender(
      [hostlistCompilerCommand, '-c', configurationFile, '-o', outputs.reference],
      outputs.reference,
    );
    const floor = contender([
      process.execPath,
      floorProgram,
      run.input.files[0] ?? '',
      join(folder, 'floor.txt'),
    ]);

    await ours.warmUp();
    if (run.referenceRuns > 1) await reference.warmUp();
    if (run.hasFloor) await floor.warmUp();
    for (let turn = 0; turn < Math.max(run.runs, run.referenceRuns); turn++) {
      if (turn < run.runs) await ours.measure();
      if (turn < run.referenceRuns) await reference.measure();
      if (turn < run.runs && run.hasFloor) await floor.measure();
    }
    const list = readFileSync(outputs.ours, 'utf8');
    const comparison =
      run.referenceRuns > 0 ? compareBelowHeader(list, readFileSync(outputs.reference, 'utf8')) : undefined;
    return {
      rules: countRules(list),
      ours: medianOf(ours.measurements),
      reference: run.referenceRuns > 0 ? medianOf(reference.measurements) : undefined,
      floor: run.hasFloor ? medianOf(floor.measurements) : undefined,
      comparison,
      isMended: comparison !== undefined && (await isLossBelowRefusedNames(comparison, run.input.files)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A program to be run several times; where it has an output, every run must write it anew, and the same rules. */
function contender([program, ...parameters]: readonly [string, ...string[]], output?: string) {
  const measurements: Measurement[] = [];
  let firstDigest: string | undefined;
  const runOnce = async () => {
    if (output !== undefined) rmSync(output, { force: true });
    const measurement = await measureProcess(program, parameters);
    if (output === undefined) return measurement;
    const digest = createHash('sha256')
      .update(belowHeader(readFileSync(output, 'utf8')))
      .digest('hex');
    firstDigest ??= digest;
    if (digest !== firstDigest) throw new Error(`${program} wrote different rules in two runs`);
    return measurement;
  };
  return {
    measurements,
    warmUp: runOnce,
    measure: async () => {
      measurements.push(await runOnce());
    },
  };
}

function countRules(list: string): number {
  let count = 0;
  for (const line of belowHeader(list).split('\n')) if (line !== '' && !line.startsWith('!')) count++;
  return count;
}

function medianOf(measurements: readonly Measurement[]): Measurement {
  return {
    wallSeconds: median(measurements.map((one) => one.wallSeconds)),
    cpuSeconds: median(measurements.map((one) => one.cpuSeconds)),
    peakBytes: median(measurements.map((one) => one.peakBytes)),
  };
}
