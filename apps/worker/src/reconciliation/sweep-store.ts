import type { AuditOrder } from '../administration/audit.ts';
import type { Sweep, SweepOrder } from './sweep.ts';

/** The last event that somebody was told of. */
export interface LastEvent {
  /** ISO 8601. */
  readonly receivedAt: string;
  /** From when it happened to when it was taken; null where it did not say. */
  readonly lagMs: number | null;
}

/** Keeps sweeps. Everything rejects where the database cannot be asked. */
export interface SweepStore {
  find(id: string): Promise<Sweep | undefined>;
  /**
   * The one of this sort that is not finished, made from `draft` if there is none.
   *
   * @param order what is entered in the audit where it is made
   */
  begin(draft: Sweep, order?: AuditOrder): Promise<Sweep>;
  /**
   * Takes the next step of a sweep for its holder alone, as the sweep is then; undefined where somebody else has it until
   * later than `now`, or it is finished.
   */
  lease(id: string, holder: string, now: string, until: string): Promise<Sweep | undefined>;
  /**
   * Has another number of rows that may be removed, and enters that in the audit; neither where it is that number already, or
   * the step is not the holder's.
   */
  limitRemovals(id: string, holder: string, removalsMax: number, order: AuditOrder): Promise<void>;
  /**
   * Writes down how far a sweep has come and gives the step back.
   *
   * @returns whether the step was still the holder's
   */
  save(sweep: Sweep, holder: string): Promise<boolean>;
  /** Those that are not finished. */
  listUnfinished(): Promise<readonly Sweep[]>;
  /** The last finished one. */
  findLast(order: SweepOrder): Promise<Sweep | undefined>;
  /**
   * By how many users sweeps have found the two sides apart since the full one before the last ended: what recent ones have
   * put right, the full one no longer finds. Null where there was no full one.
   */
  findDrift(): Promise<number | null>;
  /** The last event that was taken, of whatever type. */
  findLastEvent(): Promise<LastEvent | undefined>;
  /** Ends those dry runs that nobody has gone on with since `before`. */
  abandonDryRuns(before: string, now: string): Promise<void>;
  /** Forgets finished sweeps that ended before, at most `countMax`. */
  prune(before: string, countMax: number): Promise<number>;
}
