import type { RecordCursor } from '../store/record-cursor.ts';
import { headerBytes, kindMask, pageMask, RecordFlag, RecordKind } from '../store/record-layout.ts';
import type { RuleStore } from '../store/rule-store.ts';
import { NameScan } from '../text/name-scan.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import type { LevelPlan } from './level-plan.ts';
import type { RemovalCounts } from './removal-counts.ts';
import type { RuleCollector } from './rule-collector.ts';

/** What a level has come to. */
export interface SettledLevel {
  readonly lineCount: number;
  readonly ruleCount: number;
  /** An empty line is to be added at the end (InsertFinalNewLine). */
  readonly needsFinalLine: boolean;
}

/** Hears what becomes of each record. */
export interface SettleListener {
  /** A rule stays. `original` is the first record of this rule. */
  keep(offset: number, original: number): void;
  drop(offset: number, reason: keyof RemovalCounts): void;
}

/**
 * Decides about every collected record, in order, and marks what is not part of the result: names that a later parent
 * covers (Compress), every occurrence of a rule but the last (Deduplicate), and with a duplicate or refused rule the
 * comments and empty lines right above it.
 */
export function settle(
  collector: RuleCollector,
  plan: LevelPlan,
  counts: RemovalCounts,
  listener?: SettleListener,
): SettledLevel {
  const { store } = collector;
  const scan = new NameScan();
  let lineCount = 0;
  let ruleCount = 0;
  /** The last record that stays, and the last rule among those. */
  let last = -1;
  let lastRule = -1;
  /** At the first of the comments right above the current record. Records that Compress dropped may stand between. */
  let comments: RecordCursor | undefined;

  const dropComments = (until: number) => {
    if (comments === undefined) return;
    do {
      if ((comments.head & kindMask) !== RecordKind.comment) continue;
      comments.kill();
      if ((comments.head & RecordFlag.isOwn) === 0) {
        const reason = comments.byteLength === 0 ? 'blank' : 'comments';
        counts[reason]++;
        listener?.drop(comments.offset, reason);
      }
      lineCount--;
    } while (comments.next() && comments.offset < until);
    comments = undefined;
    last = lastRule;
  };

  const isGroupCovered = (original: number, head: number): boolean => {
    const mayHaveParents = collector.singleLabelNames > 0 || store.hasParents(original);
    if (!mayHaveParents && (head & RecordFlag.compressible) !== 0) return false;
    // Nearly all names are looked at where they lie: a view on each would be garbage by the megabyte.
    const isLong = (head & RecordFlag.isLong) !== 0;
    const bytes = isLong ? store.bytesOf(original) : store.pageOf(original);
    const start = isLong ? 0 : (original & pageMask) + headerBytes;
    const end = isLong ? bytes.length : start + store.lengthOf(original);
    scan.scan(bytes, start, end);
    return collector.isCovered(bytes, end, scan);
  };

  const cursor = store.cursor();
  while (cursor.next()) {
    const { offset, head } = cursor;
    const kind = head & kindMask;
    if (kind === RecordKind.comment) {
      comments ??= cursor.copy();
      lineCount++;
      last = offset;
      continue;
    }
    if (kind === RecordKind.refused) {
      dropComments(offset);
      continue;
    }
    const original = kind === RecordKind.repeat ? store.originalOf(offset) : offset;
    let originalHead = original === offset ? head : store.headOf(original);
    if ((originalHead & RecordFlag.groupIsCompressible) !== 0 && isGroupCovered(original, originalHead)) {
      store.removeFlag(original, RecordFlag.groupIsCompressible);
      if (!store.isSpelledGroup(original)) store.countOccurrence(original, -1);
      originalHead &= ~RecordFlag.groupIsCompressible;
    }
    if ((head & RecordFlag.compressible) !== 0 && (originalHead & RecordFlag.groupIsCompressible) === 0) {
      store.addFlag(offset, RecordFlag.isDead);
      counts.redundant++;
      listener?.drop(offset, 'redundant');
      continue;
    }
    if ((head & RecordFlag.isInert) !== 0 && plan.validation !== undefined) {
      cursor.kill();
      counts.invalid++;
      listener?.drop(offset, 'invalid');
      dropComments(offset);
      continue;
    }
    if (plan.deduplicate && store.occurrencesOf(original) > 1 && store.spellingOf(offset) === undefined) {
      store.countOccurrence(original, -1);
      store.addFlag(offset, RecordFlag.isDead);
      counts.duplicate++;
      listener?.drop(offset, 'duplicate');
      dropComments(offset);
      continue;
    }
    comments = undefined;
    if ((originalHead & kindMask) === RecordKind.text && isSpace(store, original)) {
      if (plan.removeEmptyLines) {
        cursor.kill();
        counts.blank++;
        listener?.drop(offset, 'blank');
        continue;
      }
    } else {
      ruleCount++;
      listener?.keep(offset, original);
    }
    lineCount++;
    last = offset;
    lastRule = offset;
  }
  const needsFinalLine = plan.insertFinalNewLine && (lineCount === 0 || !endsInBlankLine());
  return { lineCount: lineCount + (needsFinalLine ? 1 : 0), ruleCount, needsFinalLine };

  function endsInBlankLine(): boolean {
    const original = (store.headOf(last) & kindMask) === RecordKind.repeat ? store.originalOf(last) : last;
    return (store.headOf(original) & kindMask) !== RecordKind.name && isSpace(store, original);
  }
}

/** Whether a line is empty or white space only. */
function isSpace(store: RuleStore, offset: number): boolean {
  const first = store.firstByteOf(offset);
  if (first > 0x20 && first < 0x80) return false;
  return decodeUtf8(store.bytesOf(offset)).trim() === '';
}
