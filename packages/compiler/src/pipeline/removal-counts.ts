import type { RemovedCounts } from '../statistics.ts';

/** The counts of {@link RemovedCounts}, while they grow. */
export type RemovalCounts = { -readonly [Reason in keyof RemovedCounts]: number };

export function createRemovalCounts(): RemovalCounts {
  return { excluded: 0, notIncluded: 0, comments: 0, blank: 0, duplicate: 0, redundant: 0, invalid: 0 };
}
