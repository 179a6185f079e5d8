import { type Compilation, type CompileOptions, type CompilePlans, compileWithPlans } from '../compile.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { rulesOfLine } from '../inputs/foreign-lines.ts';
import type { LevelPlan } from '../pipeline/level-plan.ts';
import { type LineMeaning, readMeaning } from '../pipeline/line-meaning.ts';
import { ruleFaults } from '../rule/rule-fault.ts';
import { eachLine } from '../text/each-line.ts';
import type { ExplainedLine, ExplainedRule, ExplainedStep, Explanation, LineOutcome } from './explanation.ts';
import { parseQuery, type Query, speaksOf } from './query.ts';
import { type RecordedLine, recordLines } from './record-lines.ts';

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
    rules: found.map((rule) => ({ rule, effect: effectOf(rule, asked) })),
    lines: settleOutcomes(
      recorder.lines().map((line) => traceLine(line, plans, asked)),
      new Set(found),
      plans.top,
    ),
    linesDropped: recorder.dropped(),
  };
  return { compilation, explanation };
}

/** A rule that a line has become, before it meets the others. */
interface Candidate {
  readonly rule: string;
  readonly isCompressible: boolean;
}

interface TracedLine extends Omit<ExplainedLine, 'outcomes'> {
  readonly outcomes: readonly (LineOutcome | Candidate)[];
}

function traceLine(
  { source, file, line, text }: RecordedLine,
  plans: CompilePlans,
  asked: Query,
): TracedLine {
  const steps: ExplainedStep[] = [];
  const plan = plans.sources[source];
  const own =
    plan === undefined ? [] : runLevel([{ rule: text, isCompressible: false }], plan, 'source', steps);
  const outcomes = own.flatMap((one) =>
    'isCompressible' in one ? runLevel([one], plans.top, 'list', steps) : [one],
  );
  const isAskedFor = (outcome: LineOutcome | Candidate) =>
    !('rule' in outcome) || speaksOf(outcome.rule, asked);
  const relevant = outcomes.filter(isAskedFor);
  return {
    source,
    file,
    line,
    text,
    steps: steps.filter(({ before, after }) => [before, ...after].some((rule) => speaksOf(rule, asked))),
    outcomes: relevant,
  };
}

/** What a level makes of rules, each by itself. */
function runLevel(
  rules: readonly Candidate[],
  plan: LevelPlan,
  level: 'source' | 'list',
  steps: ExplainedStep[],
): readonly (LineOutcome | Candidate)[] {
  return rules.flatMap(({ rule }): readonly (LineOutcome | Candidate)[] => {
    if (plan.isExcluded?.(rule) === true) return [{ kind: 'excluded', level }];
    if (plan.isIncluded?.(rule) === false) return [{ kind: 'not-included', level }];
    const recognised = rulesOfLine(rule);
    if (recognised.length === 0) return [{ kind: 'not-blocking' }];
    if (recognised.length > 1 || recognised[0] !== rule) {
      steps.push({ level, transformation: 'recognition', before: rule, after: recognised });
    }
    return recognised.flatMap((line) => {
      const meaning = readMeaning(line, plan, {
        change: (transformation, before, after) => steps.push({ level, transformation, before, after }),
        complain: () => undefined,
      });
      return outcomesOf(meaning, line, plan);
    });
  });
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
      return [{ rule: meaning.text, isCompressible: false }];
    case 'names':
      return meaning.names.map(({ rule, fault }) =>
        fault === undefined || plan.validation === undefined
          ? { rule, isCompressible: true }
          : { kind: 'invalid', rule, fault, message: ruleFaults[fault] },
      );
  }
}

/** Decides which of the lines that came to the same rule stands for it, and which are covered. */
function settleOutcomes(
  lines: readonly TracedLine[],
  result: ReadonlySet<string>,
  top: LevelPlan,
): ExplainedLine[] {
  const candidates = lines.flatMap(({ outcomes }) => outcomes.filter((one) => 'isCompressible' in one));
  const standsFor = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const isFirst = !standsFor.has(candidate.rule);
    // Compress keeps the first of equal names, Deduplicate the last of equal rules.
    if (isFirst || !candidate.isCompressible) standsFor.set(candidate.rule, candidate);
  }
  const settle = (candidate: Candidate): LineOutcome => {
    const { rule } = candidate;
    if (!result.has(rule)) {
      const by = [...result].find((other) => covers(other, rule));
      return by === undefined ? { kind: 'duplicate', rule } : { kind: 'redundant', rule, by };
    }
    const isMerged = candidate.isCompressible || top.deduplicate;
    return isMerged && standsFor.get(rule) !== candidate
      ? { kind: 'duplicate', rule }
      : { kind: 'kept', rule };
  };
  return lines.map(({ outcomes, ...line }) => ({
    ...line,
    outcomes: outcomes.map((one) => ('isCompressible' in one ? settle(one) : one)),
  }));
}

const nameRule = /^(@@)?\|\|([^\s^$|/*]+)\^$/;

function covers(rule: string, other: string): boolean {
  const [, exception, name] = nameRule.exec(rule) ?? [];
  const [, otherException, otherName] = nameRule.exec(other) ?? [];
  return name !== undefined && exception === otherException && otherName?.endsWith(`.${name}`) === true;
}

function effectOf(rule: string, { names, text, kind }: Query): ExplainedRule['effect'] {
  const [, exception, name] = nameRule.exec(rule.replace(/\$important$/, '')) ?? [];
  if (name !== undefined && names.has(name.toLowerCase()))
    return exception === undefined ? 'blocks' : 'allows';
  const words = rule.trim().split(/\s+/);
  const isHosts = words.length > 1 && /^[\da-f.:]+$/.test(words[0] ?? '');
  const listed = isHosts ? words.slice(1) : words;
  const isNamed = kind === 'domain' && listed.some((word) => word.toLowerCase() === text);
  return isNamed ? 'blocks' : 'names';
}
