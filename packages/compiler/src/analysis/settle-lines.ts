import type { LevelPlan } from '../pipeline/level-plan.ts';
import type { ExplainedLine, LineOutcome } from './explanation.ts';

/** A rule that a level has of a line, before it meets the others. */
export interface Candidate {
  readonly rule: string;
  /** It takes part in Compress. */
  readonly isCompressible: boolean;
  /** A validator will refuse it later: it covers nothing. */
  readonly isInert: boolean;
}

/** A line on its way: what became of it, and what is still to be decided. */
export interface TracedLine extends Omit<ExplainedLine, 'outcomes'> {
  readonly outcomes: readonly (LineOutcome | Candidate)[];
}

function candidatesOf(lines: readonly TracedLine[]): readonly Candidate[] {
  return lines.flatMap(({ outcomes }) => outcomes.filter((one) => 'isCompressible' in one));
}

/** Decides which rules of one source stay at its own level: its lines meet each other there, and no others. */
export function settleSource(lines: readonly TracedLine[], plan: LevelPlan): readonly TracedLine[] {
  const candidates = candidatesOf(lines);
  const covering = candidates.filter(({ isCompressible, isInert }) => isCompressible && !isInert);
  // Of several names above one, the highest is not covered itself.
  const byLength = covering.map(({ rule }) => rule).sort((one, other) => one.length - other.length);
  const coverOf = ({ rule, isCompressible }: Candidate) =>
    isCompressible ? byLength.find((other) => covers(other, rule)) : undefined;
  const uncovered = candidates.filter((candidate) => coverOf(candidate) === undefined);
  const standsFor = findStanding(uncovered, plan);
  const settle = (candidate: Candidate): LineOutcome | Candidate => {
    const { rule } = candidate;
    const by = coverOf(candidate);
    if (by !== undefined) return { kind: 'redundant', rule, by };
    return isMerged(candidate, plan) && standsFor.get(rule) !== candidate
      ? { kind: 'duplicate', rule }
      : candidate;
  };
  return lines.map((line) => ({
    ...line,
    outcomes: line.outcomes.map((one) => ('isCompressible' in one ? settle(one) : one)),
  }));
}

/** Decides which of the lines that came to the same rule stands for it in the result, and which are covered. */
export function settleResult(
  lines: readonly TracedLine[],
  result: ReadonlySet<string>,
  top: LevelPlan,
): readonly ExplainedLine[] {
  const standsFor = findStanding(candidatesOf(lines), top);
  const settle = (candidate: Candidate): LineOutcome => {
    const { rule } = candidate;
    if (!result.has(rule)) {
      const by = [...result].find((other) => covers(other, rule));
      return by === undefined ? { kind: 'duplicate', rule } : { kind: 'redundant', rule, by };
    }
    return isMerged(candidate, top) && standsFor.get(rule) !== candidate
      ? { kind: 'duplicate', rule }
      : { kind: 'kept', rule };
  };
  return lines.map(({ outcomes, ...line }) => ({
    ...line,
    outcomes: outcomes.map((one) => ('isCompressible' in one ? settle(one) : one)),
  }));
}

/** Of equal rules the one that stays: Compress keeps the first of equal names, Deduplicate the last of equal rules. */
function findStanding(candidates: readonly Candidate[], plan: LevelPlan): ReadonlyMap<string, Candidate> {
  const standsFor = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const isLast = plan.deduplicate && !candidate.isCompressible;
    if (isLast || !standsFor.has(candidate.rule)) standsFor.set(candidate.rule, candidate);
  }
  return standsFor;
}

function isMerged({ isCompressible }: Candidate, plan: LevelPlan): boolean {
  return isCompressible || plan.deduplicate;
}

const nameRule = /^(@@)?\|\|([^\s^$|/*]+)\^$/;

function covers(rule: string, other: string): boolean {
  const [, exception, name] = nameRule.exec(rule) ?? [];
  const [, otherException, otherName] = nameRule.exec(other) ?? [];
  return name !== undefined && exception === otherException && otherName?.endsWith(`.${name}`) === true;
}
