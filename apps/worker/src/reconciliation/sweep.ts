import type { Sweep as DescribedSweep, SweepCounts } from '@bloqr/contract';

export type SweepKind = DescribedSweep['kind'];
export type SweepOutcome = NonNullable<DescribedSweep['outcome']>;

/** What a sweep is to do, which never changes. */
export interface SweepOrder {
  readonly kind: SweepKind;
  readonly isDryRun: boolean;
}

/** A comparison of the accounts with Clerk's users, as far as it has come. */
export interface Sweep extends SweepOrder {
  readonly id: string;
  readonly stage: DescribedSweep['stage'];
  readonly outcome: SweepOutcome | null;
  /** A Clerk id; an offset as text while recent changes are listed; null at the beginning of a stage. */
  readonly cursor: string | null;
  readonly cursorCreatedAtMs: number | null;
  /** Of a `recent` one: changes before this, in milliseconds since 1970, are not looked at. */
  readonly watermarkMs: number | null;
  /** Null until it is known. */
  readonly removalsMax: number | null;
  /** How many listed users had a row that is older than the sweep and could be removed. */
  readonly matched: number;
  readonly counts: SweepCounts;
  readonly lastFailure: string | null;
  /** ISO 8601; no step before. */
  readonly notBefore: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export const noCounts: SweepCounts = {
  listed: 0,
  created: 0,
  updated: 0,
  removed: 0,
  unchanged: 0,
  tombstoned: 0,
  failed: 0,
  held: 0,
};

/** `lastFailure` of a sweep that is held before it began, since Clerk knows none of our users. */
export const nobodyKnown = 'nobody-known';

/** A sweep as the API tells of it. */
export function describeSweep(sweep: Sweep): DescribedSweep {
  const { id, kind, isDryRun, stage, outcome, startedAt, finishedAt, counts, lastFailure } = sweep;
  return { id, kind, dryRun: isDryRun, stage, outcome, startedAt, finishedAt, counts, lastFailure };
}
