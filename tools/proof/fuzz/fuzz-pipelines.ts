import { randomPipeline } from './configuration-grammar.ts';
import type { Comparing } from './explain-case.ts';
import { type FuzzReport, runFuzz } from './run-fuzz.ts';

/** Puts random small lists under random configurations through both compilers. */
export async function fuzzPipelines(
  count: number,
  seed: number,
  comparing: Comparing,
  firstIndex = 0,
): Promise<FuzzReport> {
  return runFuzz({
    seed,
    count,
    firstIndex,
    makeCase: (random, index) => randomPipeline(random, { linesMax: index % 8 === 0 ? 60 : 12, oddity: 1 }),
    comparing,
  });
}
