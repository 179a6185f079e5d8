import type { CaseFolder } from './case-folder.ts';
import type { Compiler } from './compiler.ts';
import type { DocumentedDifference } from './documented-difference.ts';
import { isSameOutcome, type Outcome } from './outcome.ts';
import type { PipelineCase } from './pipeline-case.ts';

/** The two compilers that are compared, and what may be between them. */
export interface Comparing {
  readonly ours: Compiler;
  readonly reference: Compiler;
  readonly differences: readonly DocumentedDifference[];
  readonly folder: CaseFolder;
}

/** What became of a case in both compilers. */
export type Explanation =
  | { readonly kind: 'equal'; readonly outcome: Outcome }
  /** Different, and equal without the triggers of these documented differences. */
  | {
      readonly kind: 'explained';
      readonly by: readonly string[];
      /** What the case as it is gives. */
      readonly ours: Outcome;
      readonly reference: Outcome;
    }
  /** Different with no documented difference to explain it. `subject` is the case without the triggers of those that apply. */
  | {
      readonly kind: 'unexplained';
      readonly subject: PipelineCase;
      readonly ours: Outcome;
      readonly reference: Outcome;
    };

/** Taking triggers away can bring others forth; it settles within so many rounds or counts as unexplained. */
const roundsMax = 3;

/**
 * Runs a case through both compilers and, where they differ, finds out whether one documented difference explains it,
 * or several together.
 */
export async function explainCase(subject: PipelineCase, comparing: Comparing): Promise<Explanation> {
  const first = await runBoth(subject, comparing);
  if (first.isSame) return { kind: 'equal', outcome: first.reference };
  const explained = (by: readonly string[]): Explanation => ({
    kind: 'explained',
    by,
    ours: first.ours,
    reference: first.reference,
  });
  for (const difference of comparing.differences) {
    const without = await difference.withoutTriggers(subject);
    if (without !== subject && (await runBoth(without, comparing)).isSame) {
      return explained([difference.name]);
    }
  }
  const by = new Set<string>();
  let current = subject;
  let last = first;
  for (let round = 0; round < roundsMax; round++) {
    const before = current;
    for (const difference of comparing.differences) {
      const without = await difference.withoutTriggers(current);
      if (without === current) continue;
      by.add(difference.name);
      current = without;
      last = await runBoth(current, comparing);
      if (last.isSame) return explained([...by]);
    }
    if (current === before) break;
  }
  return { kind: 'unexplained', subject: current, ours: last.ours, reference: last.reference };
}

async function runBoth(subject: PipelineCase, { ours, reference, folder }: Comparing) {
  const configuration = folder.lay(subject);
  const outcomes = { ours: await ours(configuration), reference: await reference(configuration) };
  return { ...outcomes, isSame: isSameOutcome(outcomes.ours, outcomes.reference) };
}
