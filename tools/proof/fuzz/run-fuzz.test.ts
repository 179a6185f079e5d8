import { afterAll, describe, expect, it } from 'vitest';
import { createCaseFolder } from './case-folder.ts';
import { compileWithReference } from './compile-with-reference.ts';
import type { Compiler } from './compiler.ts';
import { randomPipeline } from './configuration-grammar.ts';
import { documentedDifferences } from './documented-differences.ts';
import { fuzzPipelines } from './fuzz-pipelines.ts';
import { runFuzz } from './run-fuzz.ts';

/** The reference is slow on a busy machine. */
const timeoutMs = 60_000;
const folder = createCaseFolder();
afterAll(() => folder.remove());

function compare(ours: Compiler, count: number) {
  return fuzzPipelines(count, 7, {
    ours,
    reference: compileWithReference,
    differences: documentedDifferences,
    folder,
  });
}

describe('runFuzz', () => {
  it('makes the same cases from the same seed and others from another', () => {
    const cases = (seed: number) => {
      const made: unknown[] = [];
      const reference: Compiler = async () => ({ kind: 'list', body: '' });
      const makeCase: Parameters<typeof runFuzz>[0]['makeCase'] = (random) => {
        const subject = randomPipeline(random, { linesMax: 12, oddity: 1 });
        made.push(subject);
        return subject;
      };
      return runFuzz({
        seed,
        count: 20,
        makeCase,
        comparing: { ours: reference, reference, differences: [], folder },
      }).then(() => JSON.stringify(made));
    };
    return Promise.all([cases(1), cases(1), cases(2)]).then(([first, again, other]) => {
      expect(first).toBe(again);
      expect(first).not.toBe(other);
    });
  });

  it(
    'finds nothing unexplained between HostlistCompiler and itself, and explains its crashes',
    async () => {
      const report = await compare(compileWithReference, 400);
      expect(report.unexplained).toBe(0);
      expect([...report.explained.keys()].sort()).toEqual([
        'hosts-rule-without-names',
        'lone-exception-mark',
      ]);
      expect(report.equal).toBeGreaterThan(380);
    },
    timeoutMs,
  );

  it.each([
    { name: 'a rule left out', spoil: (body: string) => body.replace(/\n\|\|b\.[^\n]*\^(?=\n)/, '') },
    { name: 'a comment kept', spoil: (body: string) => body.replace(/\n(?=0\.0\.0\.0 )/, '\n! kept\n') },
    { name: 'a line end too few', spoil: (body: string) => body.replace(/\n$/, '') },
    {
      name: 'two lines exchanged',
      spoil: (body: string) => body.replace(/\n(\|\|\w+\.com\^)\n(.*)/, '\n$2\n$1'),
    },
    { name: 'a letter in another case', spoil: (body: string) => body.replace('EX', 'eX') },
  ])(
    'finds $name and makes the case small',
    async ({ spoil }) => {
      const report = await compare(async (configuration) => {
        const outcome = await compileWithReference(configuration);
        return outcome.kind === 'list' ? { ...outcome, body: spoil(outcome.body) } : outcome;
      }, 200);
      expect(report.unexplained).toBeGreaterThan(0);
      const { subject } = report.shrunk[0] ?? {};
      expect(subject?.configuration.sources).toHaveLength(1);
      expect(subject?.files.flatMap((file) => file.lines).length).toBeLessThanOrEqual(3);
    },
    timeoutMs,
  );
});
