import type { SweepCounts } from './reconciliation.ts';

/** What a sweep counts, in the order in which it is told. Without the schema, for who does without its package. */
export const sweepCountNames = [
  'listed',
  'created',
  'updated',
  'removed',
  'unchanged',
  'tombstoned',
  'failed',
  'held',
] as const satisfies readonly (keyof SweepCounts)[];
