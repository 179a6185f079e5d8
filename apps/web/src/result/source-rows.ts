import type { CompileCounts, SourceCounts, SourceRules } from '../compilation/compile-events.ts';

/** What can become of a rule, in the order in which it is shown. */
export const fates = [
  { name: 'kept', title: 'Kept' },
  { name: 'duplicate', title: 'Duplicate' },
  { name: 'redundant', title: 'Covered' },
  { name: 'invalid', title: 'Invalid' },
  { name: 'left', title: 'Excluded' },
] as const;

export type Fate = (typeof fates)[number]['name'];

/** A source with what became of its rules. */
export interface SourceRow extends SourceCounts {
  /** Undefined where the service did not tell. */
  readonly rules:
    | (Readonly<Record<Fate, number>> & {
        readonly all: number;
        /** In the list and in no other source. */
        readonly unique: number;
      })
    | undefined;
}

/** The sources of a list, in the order of the request. */
export function listSourceRows({ sources, analysis }: CompileCounts): readonly SourceRow[] {
  return sources.map((source, index) => ({ ...source, rules: rulesOf(analysis?.sources[index]) }));
}

function rulesOf(rules: SourceRules | undefined): SourceRow['rules'] {
  if (rules === undefined) return undefined;
  const { kept, duplicate, redundant, invalid, excluded, notIncluded, unique } = rules;
  return { all: rules.rules, kept, duplicate, redundant, invalid, left: excluded + notIncluded, unique };
}

/** A part of a bar; `share` is from 0 to 1. */
export interface BarPart {
  readonly fate: Fate;
  readonly share: number;
}

/** How a source's rules divide; parts of nothing are left out. The longest source fills the bar. */
export function barOf({ rules }: SourceRow, longest: number): readonly BarPart[] {
  if (rules === undefined || longest === 0) return [];
  return fates
    .map(({ name }) => ({ fate: name, share: rules[name] / longest }))
    .filter(({ share }) => share > 0);
}
