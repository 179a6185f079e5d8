import { type Compilation, type CompileOptions, type CompilePlans, compileWithPlans } from '../compile.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { LevelPlan } from '../pipeline/level-plan.ts';
import { type LineMeaning, readMeaning } from '../pipeline/line-meaning.ts';
import { ruleFaults } from '../rule/rule-fault.ts';
import { eachLine } from '../text/each-line.ts';
import type { ExplainedStep, Explanation, LineOutcome } from './explanation.ts';
import { parseQuery, type Query, speaksOf } from './query.ts';
import { type RecordedLine, recordLines } from './record-lines.ts';
import { effectsOf } from './rule-effects.ts';
import { type Candidate, settleResult, settleSource, type TracedLine } from './settle-lines.ts';

/** Lines that one explanation lists. */
const linesMax = 200;

/** A finished compile, and why it has or has not what was asked for. */
export interface ExplainedCompilation {
  readonly compilation: Compilation;
  readonly explanation: Explanation;
}

/**
 * Compiles a list and says why a domain or a rule is in it, or is not: which lines of which sources speak of it, what each
 * transformation did to them, and what became of them. Patterns that match a domain without naming it or a domain above
 * it (`/ads[0-9]/`, `||ads*.example^`) are not found.
 *
 * @param query a domain, a URL or a rule
 * @throws CompilerError as `compile` does
 */
export async function explain(
  configuration: Configuration,
  options: CompileOptions,
  query: string,
): Promise<ExplainedCompilation> {
  const asked = parseQuery(query);
  const recorder = recordLines(asked, linesMax);
  const { compilation, plans } = await compileWithPlans(configuration, options, recorder.tap);
  const found: string[] = [];
  for (const line of eachLine(compilation.rules())) {
    if (speaksOf(line, asked)) found.push(line);
  }
  const explanation: Explanation = {
    query: asked.text,
    kind: asked.kind,
    rules: effectsOf(found, asked),
    lines: traceLines(recorder.lines(), plans, asked, new Set(found)),
    linesDropped: recorder.dropped(),
  };
  return { compilation, explanation };
}

/** Follows lines through the level of their source, where it has one, and through that of the list. */
function traceLines(
  recorded: readonly RecordedLine[],
  plans: CompilePlans,
  asked: Query,
  result: ReadonlySet<string>,
): Explanation['lines'] {
  const bySource = Map.groupBy(recorded, ({ source }) => source);
  const traced = [...bySource].flatMap(([source, lines]): readonly TracedLine[] => {
    const plan = plans.sources[source];
    if (plan === undefined) return lines.map((line) => enterLevel(line, plans.top, 'list'));
    const own = settleSource(
      lines.map((line) => enterLevel(line, plan, 'source')),
      plan,
    );
    return own.map((line) => crossTop(line, plans.top));
  });
  return settleResult(traced, result, plans.top).map((line) => ({
    ...line,
    steps: line.steps.filter(({ before, after }) => [before, ...after].some((rule) => speaksOf(rule, asked))),
    outcomes: line.outcomes.filter((outcome) => !('rule' in outcome) || speaksOf(outcome.rule, asked)),
  }));
}

/** What the first level makes of a line. Its filters see the line, its transformations what that stands for. */
function enterLevel(recorded: RecordedLine, plan: LevelPlan, level: 'source' | 'list'): TracedLine {
  const { source, file, line, text, translation } = recorded;
  const steps: ExplainedStep[] = [];
  const place = { source, file, line, text, steps };
  const filtered = filterOf(text, plan, level);
  if (filtered !== undefined) return { ...place, outcomes: [filtered] };
  if (translation === undefined) return { ...place, outcomes: runLevel(text, plan, level, steps) };
  if (translation.length === 0) return { ...place, outcomes: [{ kind: 'not-blocking' }] };
  steps.push({ level, transformation: 'recognition', before: text, after: translation });
  return { ...place, outcomes: translation.flatMap((rule) => runLevel(rule, plan, level, steps)) };
}

/** What the level of the list makes of the rules that a source has of a line. */
function crossTop(line: TracedLine, top: LevelPlan): TracedLine {
  const steps = [...line.steps];
  const outcomes = line.outcomes.flatMap((one): readonly (LineOutcome | Candidate)[] => {
    if (!('isCompressible' in one)) return [one];
    const filtered = filterOf(one.rule, top, 'list');
    return filtered === undefined ? runLevel(one.rule, top, 'list', steps) : [filtered];
  });
  return { ...line, steps, outcomes };
}

function filterOf(text: string, plan: LevelPlan, level: 'source' | 'list'): LineOutcome | undefined {
  if (plan.isExcluded?.(text) === true) return { kind: 'excluded', level };
  return plan.isIncluded?.(text) === false ? { kind: 'not-included', level } : undefined;
}

/** What the transformations of a level make of a line, by itself. */
function runLevel(
  line: string,
  plan: LevelPlan,
  level: 'source' | 'list',
  steps: ExplainedStep[],
): readonly (LineOutcome | Candidate)[] {
  const meaning = readMeaning(line, plan, {
    change: (transformation, before, after) => steps.push({ level, transformation, before, after }),
    complain: () => undefined,
  });
  return outcomesOf(meaning, line, plan);
}

function outcomesOf(
  meaning: LineMeaning,
  line: string,
  plan: LevelPlan,
): readonly (LineOutcome | Candidate)[] {
  switch (meaning.kind) {
    case 'comment':
    case 'removed':
      return [{ kind: 'comment' }];
    case 'refused':
      return [{ kind: 'invalid', rule: line, fault: meaning.fault, message: ruleFaults[meaning.fault] }];
    case 'rule':
      return [{ rule: meaning.text, isCompressible: false, isInert: false }];
    case 'names':
      return meaning.names.map(({ rule, fault }) =>
        fault === undefined || plan.validation === undefined
          ? { rule, isCompressible: true, isInert: fault !== undefined }
          : { kind: 'invalid', rule, fault, message: ruleFaults[fault] },
      );
  }
}
