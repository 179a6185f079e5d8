import { type CompileCounts, type RemovalReason, removalReasons } from '../compilation/compile-events.ts';

/** Why lines are gone, in words. */
export interface RemovalRow {
  readonly reason: RemovalReason;
  readonly title: string;
  readonly explanation: string;
  readonly count: number;
  /** Of all lines read, from 0 to 1. */
  readonly share: number;
}

const words: Readonly<Record<RemovalReason, readonly [title: string, explanation: string]>> = {
  duplicate: ['Duplicates', 'The same rule stands elsewhere'],
  redundant: ['Covered', 'A rule for a parent domain does the same'],
  invalid: ['Invalid', 'Nothing a DNS blocker could use'],
  comments: ['Comments', 'Lines that only explain'],
  blank: ['Empty lines', ''],
  excluded: ['Excluded', 'Matched an exclusion'],
  notIncluded: ['Not included', 'Matched no inclusion'],
};

/** The reasons for which lines are gone, most lines first; those that took none are left out. */
export function listRemovals({ removed, linesRead }: CompileCounts): readonly RemovalRow[] {
  return removalReasons
    .map((reason) => {
      const [title, explanation] = words[reason];
      const count = removed[reason];
      return { reason, title, explanation, count, share: linesRead === 0 ? 0 : count / linesRead };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
