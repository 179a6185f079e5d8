import type { AuditAction, AuditEntry } from '@bloqr/contract';

/** Who does something, why, and with which request. */
export interface AdminAct {
  readonly actor: AuditEntry['actor'];
  readonly reason: string;
  readonly requestId: string;
}

/** Something that is to be done and entered in the audit. */
export interface AuditOrder extends AdminAct {
  /** Of the entry. */
  readonly id: string;
  readonly action: AuditAction;
  readonly at: Date;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/** Reads what was done. Entries are written by whatever does it, in the same transaction, and never changed. */
export interface Audit {
  /**
   * Newest first.
   *
   * @param userId whose account it is about; undefined for all
   * @param limit 1 to 100
   * @returns undefined where the cursor is none that a page of ours had
   */
  list(userId: string | undefined, cursor: string | undefined, limit: number): Promise<AuditPage | undefined>;
  /**
   * Forgets up to `countMax` entries that are older than `before`.
   *
   * @returns how many it were
   */
  prune(before: Date, countMax: number): Promise<number>;
}
