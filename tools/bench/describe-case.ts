import type { BenchmarkInput } from '../lists/benchmark-inputs.ts';
import type { Comparison } from '../oracle/compare-below-header.ts';
import { type BenchmarkCase, floorRatioMax } from './benchmark-cases.ts';
import type { Measurement } from './measure-process.ts';
import type { CaseResult } from './run-case.ts';

/** The columns of {@link describeCase}. */
export const caseColumns: readonly string[] = [
  'input, set',
  'lines',
  'rules',
  'ours wall/CPU/RSS',
  'HLC wall/CPU/RSS',
  'wall ×',
  'CPU ×',
  'RSS ×',
  'target',
  'output',
];

/** A case as a row of the table, and whether all its targets were met. */
export function describeCase(
  { input, set, ratioMin, peakBytesMax }: BenchmarkCase,
  { lines }: BenchmarkInput,
  { rules, ours, reference, floor, comparison, isMended }: CaseResult,
): { readonly row: readonly string[]; readonly isMet: boolean } {
  const targets: { readonly text: string; readonly isMet: boolean }[] = [];
  if (reference !== undefined) {
    targets.push({ text: `≥ ${ratioMin}×`, isMet: reference.wallSeconds / ours.wallSeconds >= ratioMin });
  }
  if (floor !== undefined) {
    const ratio = ours.wallSeconds / floor.wallSeconds;
    targets.push({ text: `${ratio.toFixed(1)} ≤ ${floorRatioMax} floors`, isMet: ratio <= floorRatioMax });
  }
  if (peakBytesMax !== undefined && !Number.isNaN(ours.peakBytes)) {
    targets.push({ text: `≤ ${mebibytes(peakBytesMax)} MB`, isMet: ours.peakBytes <= peakBytesMax });
  }
  const ratio = (of: keyof Measurement) =>
    reference === undefined ? '–' : (reference[of] / ours[of]).toFixed(1);
  const isSame = comparison?.isEqual !== false || isMended;
  return {
    row: [
      `${input} ${set}`,
      String(lines),
      String(rules),
      describeMeasurement(ours),
      reference === undefined ? '–' : describeMeasurement(reference),
      ratio('wallSeconds'),
      ratio('cpuSeconds'),
      ratio('peakBytes'),
      targets.map(({ text, isMet }) => `${text} ${isMet ? 'met' : 'MISSED'}`).join(', '),
      describeOutput(comparison, isMended),
    ],
    isMet: isSame && targets.every(({ isMet }) => isMet),
  };
}

function describeOutput(comparison: Comparison | undefined, isMended: boolean): string {
  if (comparison === undefined) return 'not compared';
  if (comparison.isEqual) return 'same';
  return isMended ? `same, ${comparison.onlyFirst.length} mended` : 'DIFFERENT';
}

function describeMeasurement({ wallSeconds, cpuSeconds, peakBytes }: Measurement): string {
  return `${wallSeconds.toFixed(2)}/${cpuSeconds.toFixed(2)}/${mebibytes(peakBytes)}`;
}

function mebibytes(bytes: number): string {
  return Number.isNaN(bytes) ? '–' : (bytes / 1024 / 1024).toFixed(0);
}
