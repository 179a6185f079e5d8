import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransformationName } from '@bloqr/compiler';
import { buildBenchmarkInputs } from '../lists/benchmark-inputs.ts';
import { generateList } from '../lists/generate-list.ts';
import { transformationSets } from '../oracle/transformation-sets.ts';
import type { ProofPart } from './proof-part.ts';
import type { HeapUsage } from './workerd/heap-sampler.ts';
import { measureInWorkerd, type WorkerdMeasurement } from './workerd/measure-in-workerd.ts';

const mebibyte = 1024 * 1024;
/** The median counts: how much garbage a sample finds uncollected is chance. */
const runs = 5;
const uniqueRules = 1_000_000;
const uniqueRulesPeakMax = 64 * mebibyte;
/** A Worker has 128 MB. */
const isolateMax = 128 * mebibyte;

/** Compiles fit into a Worker: 1.6 million lines of 17 sources, and a million unique rules within half of its memory. */
export const workerdMemory: ProofPart = {
  name: 'workerd',
  summary: '1.6 million lines, and 1 million unique rules within 64 MB, inside workerd',
  run: async ({ seed, print }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bloqr-unique-'));
    try {
      const unique = join(folder, 'unique.txt');
      // Four lines of the list are its heading.
      const shape = { kind: 'unique', lines: uniqueRules + 4, seed } as const;
      writeFileSync(unique, Buffer.concat([...generateList(shape)]));
      const [multi] = buildBenchmarkInputs(['multi-17']);
      const isUniqueMet = await measure(
        '1 million unique rules',
        [unique],
        transformationSets.A,
        uniqueRulesPeakMax,
        print,
      );
      const isMultiMet = await measure(
        `${multi?.lines} lines of ${multi?.files.length} sources`,
        multi?.files ?? [],
        transformationSets.A,
        isolateMax,
        print,
      );
      return isUniqueMet && isMultiMet;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function measure(
  title: string,
  files: readonly string[],
  transformations: readonly TransformationName[],
  peakMax: number,
  print: (text: string) => void,
): Promise<boolean> {
  const measurements: WorkerdMeasurement[] = [];
  for (let run = 0; run < runs; run++) measurements.push(await measureInWorkerd(files, transformations));
  measurements.sort((a, b) => sumOf(a.peak) - sumOf(b.peak));
  const middle = measurements[Math.floor(runs / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  const { ruleCount, seconds, idle, peak, samples, processPeakBytes } = middle;
  const isMet = sumOf(peak) <= peakMax;
  print(
    `  ${title}: ${ruleCount} rules in ${seconds.toFixed(2)} s; peak ${describe(peak)} in ${samples} samples ` +
      `(idle ${describe(idle)}), ≤ ${peakMax / mebibyte} MB ${isMet ? 'met' : 'MISSED'}; peaks of ${runs} runs ` +
      `${measurements.map((one) => megabytes(sumOf(one.peak))).join(', ')} MB` +
      (processPeakBytes === undefined
        ? ''
        : `; the process of workerd at most ${megabytes(processPeakBytes)} MB`),
  );
  return isMet;
}

function sumOf({ heapBytes, backingBytes }: HeapUsage): number {
  return heapBytes + backingBytes;
}

function describe(usage: HeapUsage): string {
  return `${megabytes(sumOf(usage))} MB (heap ${megabytes(usage.heapBytes)}, buffers ${megabytes(usage.backingBytes)})`;
}

function megabytes(bytes: number): string {
  return (bytes / mebibyte).toFixed(1);
}
