import { describe, expect, it } from 'vitest';
import { describeFuzz } from './fuzz/describe-fuzz.ts';
import { fuzzLines, lineTransformations } from './fuzz/fuzz-lines.ts';
import { fuzzPipelines } from './fuzz/fuzz-pipelines.ts';
import { withComparing } from './fuzz/with-comparing.ts';

/** The reference is slow on a busy machine. */
const timeoutMs = 60_000;

// A small part of `npm run proof`, with seeds of its own.
describe('the compiler agrees with HostlistCompiler but for documented differences', () => {
  it.each(lineTransformations)(
    'on random lines through %s alone',
    async (transformation) => {
      const report = await withComparing((comparing) => fuzzLines(transformation, 3000, 20, comparing));
      expect(report.unexplained, describeFuzz(report)).toBe(0);
    },
    timeoutMs,
  );

  it(
    'on random pipelines',
    async () => {
      const report = await withComparing((comparing) => fuzzPipelines(400, 21, comparing));
      expect(report.unexplained, describeFuzz(report)).toBe(0);
    },
    timeoutMs,
  );
});
