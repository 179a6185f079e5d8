import { describeFuzz } from './fuzz/describe-fuzz.ts';
import { fuzzLines, lineTransformations } from './fuzz/fuzz-lines.ts';
import { fuzzPipelines } from './fuzz/fuzz-pipelines.ts';
import { withComparing } from './fuzz/with-comparing.ts';
import type { ProofPart } from './proof-part.ts';

const lineCount = 400_000;
const pipelineCount = 40_000;

/** Random lines through every single transformation. */
export const fuzzLinesPart: ProofPart = {
  name: 'fuzz-lines',
  summary: `${lineCount} random lines through each of ${lineTransformations.length} transformations`,
  run: async ({ seed, scale, print }) =>
    withComparing(async (comparing) => {
      let unexplained = 0;
      for (const transformation of lineTransformations) {
        const lines = Math.ceil(lineCount * scale);
        const report = await fuzzLines(transformation, lines, seed, comparing);
        print(`  ${transformation}: ${lines} lines, seed ${seed}, in\n${describeFuzz(report)}`);
        unexplained += report.unexplained;
      }
      return unexplained === 0;
    }),
};

/** Random pipelines. */
export const fuzzPipelinesPart: ProofPart = {
  name: 'fuzz-pipelines',
  summary: `${pipelineCount} random small lists under random configurations`,
  run: async ({ seed, scale, caseIndex, print }) =>
    withComparing(async (comparing) => {
      const count = caseIndex === undefined ? Math.ceil(pipelineCount * scale) : 1;
      const report = await fuzzPipelines(count, seed, comparing, caseIndex);
      print(`  seed ${seed}\n${describeFuzz(report)}`);
      return report.unexplained === 0;
    }),
};
