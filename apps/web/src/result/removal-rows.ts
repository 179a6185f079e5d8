import type { CompileCounts, RemovalReason } from '../compilation/compile-events.ts';

/** Why lines are gone, in words. */
export interface RemovalRow {
  readonly reason: RemovalReason;
  readonly title: string;
  readonly explanation: string;
  readonly count: number;
  /** Of all lines that are gone, from 0 to 1. */
  readonly share: number;
}

const words = {
  duplicate: ['Duplicates', 'The same rule stands elsewhere'],
  redundant: ['Covered', 'A rule for a parent domain does the same'],
  invalid: ['Invalid', 'Nothing a DNS blocker could use'],
  comments: ['Comments', 'Lines that only explain'],
  blank: ['Empty lines', ''],
  excluded: ['Excluded', 'Matched an exclusion'],
  notIncluded: ['Not included', 'Matched no inclusion'],
} as const satisfies Record<RemovalReason, readonly [title: string, explanation: string]>;

const reasons: readonly RemovalReason[] = [
  'duplicate',
  'redundant',
  'invalid',
  'comments',
  'blank',
  'excluded',
  'notIncluded',
];

/** The reasons for which lines are gone, most lines first; those that took none are left out. */
export function listRemovals({ removed }: Pick<CompileCounts, 'removed'>): readonly RemovalRow[] {
  const found = reasons.filter((reason) => removed[reason] > 0);
  const total = found.reduce((sum, reason) => sum + removed[reason], 0);
  return found
    .map((reason) => {
      const [title, explanation] = words[reason];
      return { reason, title, explanation, count: removed[reason], share: removed[reason] / total };
    })
    .sort((a, b) => b.count - a.count);
}
