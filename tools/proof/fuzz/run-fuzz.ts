import { SeededRandom } from '../../lists/seeded-random.ts';
import { type Comparing, explainCase } from './explain-case.ts';
import type { Outcome } from './outcome.ts';
import type { PipelineCase } from './pipeline-case.ts';
import { shrinkCase } from './shrink-case.ts';

/** What to try, and how often. */
export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** The first case's index; another than 0 only to make single cases again. */
  readonly firstIndex?: number;
  /** Makes the `index`-th case. It must depend on nothing else than `random` and `index`. */
  readonly makeCase: (random: SeededRandom, index: number) => PipelineCase;
  readonly comparing: Comparing;
  /** Unexplained cases of different shapes to report; further ones are only counted. */
  readonly shrunkMax?: number;
}

/** An unexplained case made small, with where it came from. */
export interface UnexplainedCase {
  readonly index: number;
  readonly subject: PipelineCase;
  readonly ours: Outcome;
  readonly reference: Outcome;
}

/** Counts of cases. */
export interface FuzzReport {
  readonly count: number;
  readonly equal: number;
  /** Of the equal ones: refused by both compilers. */
  readonly refused: number;
  /** By names of documented differences. */
  readonly explained: ReadonlyMap<string, number>;
  readonly unexplained: number;
  readonly shrunk: readonly UnexplainedCase[];
}

/** Cases to make small at most: many of them have the same shape in the end. */
const shrinksMax = 150;

/** Runs random cases through both compilers and explains what differs. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { comparing, shrunkMax = 12 } = options;
  const explained = new Map<string, number>();
  const shrunk = new Map<string, UnexplainedCase>();
  let shrinks = 0;
  let equal = 0;
  let refused = 0;
  let unexplained = 0;
  const first = options.firstIndex ?? 0;
  for (let index = first; index < first + options.count; index++) {
    const subject = options.makeCase(SeededRandom.forCase(options.seed, index), index);
    const explanation = await explainCase(subject, comparing);
    if (explanation.kind === 'equal') {
      equal++;
      if (explanation.outcome.kind === 'refusal') refused++;
    } else if (explanation.kind === 'explained') {
      const names = explanation.by.join(' + ');
      explained.set(names, (explained.get(names) ?? 0) + 1);
    } else {
      unexplained++;
      if (shrunk.size < shrunkMax && shrinks++ < shrinksMax) {
        const small = await shrinkUnexplained(index, explanation.subject, comparing);
        const shape = shapeOf(small.subject);
        if (!shrunk.has(shape)) shrunk.set(shape, small);
      }
    }
  }
  return { count: options.count, equal, refused, explained, unexplained, shrunk: [...shrunk.values()] };
}

async function shrinkUnexplained(
  index: number,
  subject: PipelineCase,
  comparing: Comparing,
): Promise<UnexplainedCase> {
  const small = await shrinkCase(subject, async (candidate) => {
    return (await explainCase(candidate, comparing)).kind === 'unexplained';
  });
  const explanation = await explainCase(small, comparing);
  if (explanation.kind !== 'unexplained') throw new Error(`case ${index} differs only sometimes`);
  return { index, subject: explanation.subject, ours: explanation.ours, reference: explanation.reference };
}

/** What small cases of one cause have in common: the lines but for their letters and digits. */
function shapeOf({ files }: PipelineCase): string {
  const lines = files.map((file) => file.lines.join('\n'));
  return lines
    .join('\n\n')
    .replace(/[0-9]+/g, '0')
    .replace(/[a-z]+/gi, 'a')
    .replace(/a(?:[.-]a)+/g, 'a.a');
}
