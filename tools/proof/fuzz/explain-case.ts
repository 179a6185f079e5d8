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
  | { readonly kind: 'explained'; readonly by: readonly string[] }
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
  let { ours, reference, isSame } = await runBoth(subject, comparing);
  if (isSame) return { kind: 'equal', outcome: reference };
  for (const difference of comparing.differences) {
    const without = await difference.withoutTriggers(subject);
    if (without !== subject && (await runBoth(without, comparing)).isSame) {
      return { kind: 'explained', by: [difference.name] };
    }
  }
  const by = new Set<string>();
  let current = subject;
  for (let round = 0; round < roundsMax; round++) {
    const before = current;
    for (const difference of comparing.differences) {
      const without = await difference.withoutTriggers(current);
      if (without === current) continue;
      by.add(difference.name);
      current = without;
      ({ ours, reference, isSame } = await runBoth(current, comparing));
      if (isSame) return { kind: 'explained', by: [...by] };
    }
    if (current === before) break;
  }
  return { kind: 'unexplained', subject: current, ours, reference };
}

async function runBoth(subject: PipelineCase, { ours, reference, folder }: Comparing) {
  const configuration = folder.lay(subject);
  const outcomes = { ours: await ours(configuration), reference: await reference(configuration) };
  return { ...outcomes, isSame: isSameOutcome(outcomes.ours, outcomes.reference) };
}
