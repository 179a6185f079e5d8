import { type TransformationName, transformationOrder } from '@bloqr/compiler';
import { randomLines } from './configuration-grammar.ts';
import type { Comparing } from './explain-case.ts';
import { type FuzzReport, runFuzz } from './run-fuzz.ts';

/** Lines in one compile: enough to be quick, few enough to find the one that differs. */
const batchLines = 500;

/** The transformations that single lines go through; only the last adds to a list as a whole. */
export const lineTransformations: readonly TransformationName[] = transformationOrder.filter(
  (name) => name !== 'InsertFinalNewLine',
);

/**
 * Puts `lineCount` random lines through each single transformation in both compilers. The same seed gives the same
 * lines to every transformation.
 */
export async function fuzzLines(
  transformation: TransformationName,
  lineCount: number,
  seed: number,
  comparing: Comparing,
): Promise<FuzzReport> {
  return runFuzz({
    seed,
    count: Math.ceil(lineCount / batchLines),
    makeCase: (random) => randomLines(random, transformation, batchLines),
    comparing,
  });
}
