import { kindMask, RecordFlag, RecordKind } from '../store/rule-store.ts';
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

/**
 * Decides about every collected record, in order, and marks what is not part of the result: names that a later parent
 * covers (Compress), every occurrence of a rule but the last (Deduplicate), and with a duplicate or refused rule the
 * comments and empty lines right above it.
 */
export function settle(collector: RuleCollector, plan: LevelPlan, counts: RemovalCounts): SettledLevel {
  const { store } = collector;
  const scan = new NameScan();
  let lineCount = 0;
  let ruleCount = 0;
  /** The last record that stays, and the last rule among those. */
  let last = -1;
  let lastRule = -1;
  /** Where the comments right above the current record begin. Records that Compress dropped may stand between. */
  let commentsStart = -1;

  const dropComments = (until: number) => {
    if (commentsStart === -1) return;
    for (let at = commentsStart; at < until; at = store.skipToRecord(store.behind(at))) {
      if ((store.headOf(at) & kindMask) !== RecordKind.comment) continue;
      store.addFlag(at, RecordFlag.isDead);
      if (store.lengthOf(at) === 0) counts.blank++;
      else counts.comments++;
      lineCount--;
    }
    commentsStart = -1;
    last = lastRule;
  };

  const isGroupCovered = (original: number, head: number): boolean => {
    const mayHaveParents = collector.singleLabelNames > 0 || store.hasParents(original);
    if (!mayHaveParents && (head & RecordFlag.compressible) !== 0) return false;
    const bytes = store.bytesOf(original);
    scan.scan(bytes, 0, bytes.length);
    return collector.isCovered(bytes, bytes.length, scan);
  };

  for (let at = store.skipToRecord(0); at < store.end; at = store.skipToRecord(store.behind(at))) {
    const head = store.headOf(at);
    const kind = head & kindMask;
    if (kind === RecordKind.comment) {
      if (commentsStart === -1) commentsStart = at;
      lineCount++;
      last = at;
      continue;
    }
    if (kind === RecordKind.refused) {
      dropComments(at);
      continue;
    }
    const original = kind === RecordKind.repeat ? store.originalOf(at) : at;
    const originalHead = original === at ? head : store.headOf(original);
    if ((originalHead & RecordFlag.groupIsCompressible) !== 0 && isGroupCovered(original, originalHead)) {
      store.removeFlag(original, RecordFlag.groupIsCompressible);
      store.countOccurrence(original, -1);
    }
    if (
      (head & RecordFlag.compressible) !== 0 &&
      (store.headOf(original) & RecordFlag.groupIsCompressible) === 0
    ) {
      store.addFlag(at, RecordFlag.isDead);
      counts.redundant++;
      continue;
    }
    if ((head & RecordFlag.isInert) !== 0 && plan.validation !== undefined) {
      store.addFlag(at, RecordFlag.isDead);
      counts.invalid++;
      dropComments(at);
      continue;
    }
    if (plan.deduplicate && store.occurrencesOf(original) > 1) {
      store.countOccurrence(original, -1);
      store.addFlag(at, RecordFlag.isDead);
      counts.duplicate++;
      dropComments(at);
      continue;
    }
    commentsStart = -1;
    if ((originalHead & kindMask) === RecordKind.text && isSpace(store.bytesOf(original))) {
      if (plan.removeEmptyLines) {
        store.addFlag(at, RecordFlag.isDead);
        counts.blank++;
        continue;
      }
    } else {
      ruleCount++;
    }
    lineCount++;
    last = at;
    lastRule = at;
  }
  const needsFinalLine = plan.insertFinalNewLine && (lineCount === 0 || !endsInBlankLine());
  return { lineCount: lineCount + (needsFinalLine ? 1 : 0), ruleCount, needsFinalLine };

  function endsInBlankLine(): boolean {
    const original = (store.headOf(last) & kindMask) === RecordKind.repeat ? store.originalOf(last) : last;
    return (store.headOf(original) & kindMask) !== RecordKind.name && isSpace(store.bytesOf(original));
  }
}

/** Whether a line is empty or white space only. */
function isSpace(bytes: Uint8Array): boolean {
  const first = bytes[0];
  if (first !== undefined && first > 0x20 && first < 0x80) return false;
  return decodeUtf8(bytes).trim() === '';
}
