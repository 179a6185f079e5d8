import { hasParentsFlag, RecordFlag, RecordKind, recordHash } from '../store/record-layout.ts';
import { RecordTable } from '../store/record-table.ts';
import { RuleStore } from '../store/rule-store.ts';
import { hashFromRight } from '../text/hash.ts';
import type { NameScan } from '../text/name-scan.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import type { RemovalCounts } from './removal-counts.ts';

const nothing = new Uint8Array(0);

/**
 * Collects what a level keeps so far, in order, and drops at once what can never stay: names that an earlier one
 * equals or covers. Whether a later one does is left to {@link settle}.
 */
export class RuleCollector {
  readonly store = new RuleStore();
  readonly table: RecordTable;
  /** Covering names without a dot. While there are none, names of two labels need no look at their parent. */
  singleLabelNames = 0;
  /** Names taken that a validator refuses in the end. */
  inertNames = 0;
  /** Comments that come in are the compiler's own. */
  areCommentsOwn = false;
  private readonly deduplicates: boolean;
  private readonly counts: RemovalCounts;
  private hasComments = false;
  private isLastRefused = false;

  constructor(deduplicates: boolean, counts: RemovalCounts) {
    this.deduplicates = deduplicates;
    this.table = new RecordTable(this.store, deduplicates ? 0 : RecordFlag.compressible);
    this.counts = counts;
  }

  /**
   * A name that takes part in Compress: the first of its kind stays unless a parent covers it. `scan` is of it. An inert
   * one, which a validator refuses here or later, covers nothing. `spelling` is the rule as it is written, where that is
   * not the plain form.
   */
  addCompressible(
    bytes: Uint8Array,
    start: number,
    end: number,
    scan: NameScan,
    isInert: boolean,
    spelling?: Uint8Array,
  ): void {
    const { store, table } = this;
    if (isInert) this.inertNames++;
    const found = table.find(RecordKind.name, scan.hash, bytes, start, end);
    if (found !== -1) {
      if ((store.headOf(found) & RecordFlag.groupIsCompressible) !== 0) {
        this.counts.duplicate++;
        return;
      }
      store.addFlag(found, RecordFlag.groupIsCompressible | (isInert ? RecordFlag.isInert : 0));
      if (scan.dots === 0) this.singleLabelNames++;
      const repeat = this.appendOccurrence(RecordFlag.compressible, found);
      if (spelling !== undefined) {
        store.spell(repeat, found, spelling);
        store.countOccurrence(found, -1);
      }
      return;
    }
    if (this.isCovered(bytes, end, scan)) {
      this.counts.redundant++;
      return;
    }
    if (scan.dots === 0) this.singleLabelNames++;
    const flags =
      RecordFlag.compressible | RecordFlag.groupIsCompressible | (isInert ? RecordFlag.isInert : 0);
    const occurrences = scan.dots > 1 ? 1 | hasParentsFlag : 1;
    this.isLastRefused = false;
    const offset = store.append(RecordKind.name | flags, occurrences, scan.hash, bytes, start, end);
    table.insert(scan.hash, offset);
    if (spelling !== undefined) {
      store.spell(offset, offset, spelling);
      store.countOccurrence(offset, -1);
    }
  }

  /** Whether a covering name equals a parent of the name last scanned, which ends at `end`. */
  isCovered(bytes: Uint8Array, end: number, scan: NameScan): boolean {
    const { store, table } = this;
    for (let index = this.singleLabelNames === 0 ? 1 : 0; index < scan.dots; index++) {
      const start = scan.parentStarts[index] as number;
      const parent = table.find(RecordKind.name, scan.parentHashes[index] as number, bytes, start, end);
      if (parent === -1) continue;
      const head = store.headOf(parent);
      if ((head & (RecordFlag.groupIsCompressible | RecordFlag.isInert)) === RecordFlag.groupIsCompressible) {
        return true;
      }
    }
    return false;
  }

  /** A rule in the store's name form that takes no part in Compress; `hash` is of the name from the right. */
  addName(bytes: Uint8Array, start: number, end: number, hash: number): void {
    this.add(RecordKind.name, bytes, start, end, hash);
  }

  /** A rule of any other form; `hash` is of its bytes from the right. */
  addText(bytes: Uint8Array, start: number, end: number, hash: number): void {
    this.add(RecordKind.text, bytes, start, end, recordHash(RecordKind.text, hash));
  }

  /** A rule as text. `namePrefix` is how rules of the name form begin; they end in `^`. */
  addRule(text: string, namePrefix: string): void {
    const bytes = encodeUtf8(text);
    if (text.startsWith(namePrefix) && text.endsWith('^') && text.length > namePrefix.length + 1) {
      const start = namePrefix.length;
      const end = bytes.length - 1;
      this.addName(bytes, start, end, hashFromRight(bytes, start, end));
    } else {
      this.addText(bytes, 0, bytes.length, hashFromRight(bytes, 0, bytes.length));
    }
  }

  protected add(kind: number, bytes: Uint8Array, start: number, end: number, hash: number): void {
    const found = this.deduplicates ? this.table.find(kind, hash, bytes, start, end) : -1;
    if (found !== -1) {
      this.appendOccurrence(0, found);
      return;
    }
    this.isLastRefused = false;
    const offset = this.store.append(kind, 1, hash, bytes, start, end);
    if (this.deduplicates) this.table.insert(hash, offset);
  }

  private appendOccurrence(flags: number, original: number): number {
    this.isLastRefused = false;
    this.store.countOccurrence(original, 1);
    return this.store.appendRepeat(flags, original);
  }

  /** A comment, or an empty line. */
  addComment(bytes: Uint8Array, start: number, end: number): void {
    this.hasComments = true;
    this.isLastRefused = false;
    const flags = this.areCommentsOwn ? RecordFlag.isOwn : 0;
    this.store.append(RecordKind.comment | flags, 0, 0, bytes, start, end);
  }

  /** A rule that a validator refuses. It leaves a mark where it matters for the comments above it. */
  addRefused(): void {
    this.counts.invalid++;
    if (!this.hasComments || this.isLastRefused) return;
    this.isLastRefused = true;
    this.store.append(RecordKind.refused, 0, 0, nothing, 0, 0);
  }
}
