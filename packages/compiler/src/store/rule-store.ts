import { CompilerError } from '../errors.ts';
import { RecordCursor } from './record-cursor.ts';
import {
  hasParentsFlag,
  headerBytes,
  inlineBytesMax,
  kindMask,
  occurrencesMax,
  pageBytes,
  pageMask,
  pageShift,
  RecordFlag,
  RecordKind,
  readNumber,
  recordHash,
  shortBytes,
  storeBytesMax,
  unusedMark,
} from './record-layout.ts';

/**
 * Records of lines in the order of arrival, in pages that never move: eight bytes of header, then the bytes. Lean and
 * free of garbage: a million rules take some 30 MB. A record is named by its offset.
 *
 * Header, numbers little-endian: kind and flags (1 byte), occurrences (1), length (2), hash (4).
 */
export class RuleStore {
  private readonly pages: Uint8Array[] = [];
  private readonly longTexts: Uint8Array[] = [];
  private readonly moreOccurrences = new Map<number, number>();
  /** How the few names are written that do not have the plain form. */
  private readonly spellings = new Map<number, Uint8Array>();
  private readonly spelledGroups = new Set<number>();
  /** Where the next record goes. */
  private top = 0;
  /** The page under way and its number, to spare the look-up on every append. */
  private page: Uint8Array = new Uint8Array(0);
  private pageNumber = -1;
  private readonly number = new Uint8Array(4);

  /** Offset behind the last record. */
  get end(): number {
    return this.top;
  }

  /**
   * Appends a record of `bytes[start, end)` and gives its offset. `hash` is its {@link recordHash}, 0 for kinds that are
   * not looked up.
   *
   * @throws CompilerError `rule-limit` beyond 2 GiB
   */
  append(
    head: number,
    occurrences: number,
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): number {
    const length = end - start;
    if (length > inlineBytesMax) return this.appendLong(head, occurrences, hash, bytes.slice(start, end));
    const offset = this.reserve(length);
    const page = this.page;
    let at = offset & pageMask;
    page[at] = head;
    page[at + 1] = occurrences;
    page[at + 2] = length & 0xff;
    page[at + 3] = length >>> 8;
    page[at + 4] = hash;
    page[at + 5] = hash >>> 8;
    page[at + 6] = hash >>> 16;
    page[at + 7] = hash >>> 24;
    at += headerBytes;
    if (length < shortBytes) {
      for (let from = start; from < end; from++) page[at++] = bytes[from] as number;
    } else {
      page.set(bytes.subarray(start, end), at);
    }
    return offset;
  }

  /** Appends a record that stands for the rule at `original` once more. */
  appendRepeat(flags: number, original: number): number {
    return this.appendNumber(RecordKind.repeat | flags, 0, 0, original);
  }

  private appendLong(head: number, occurrences: number, hash: number, bytes: Uint8Array): number {
    this.longTexts.push(bytes);
    return this.appendNumber(head | RecordFlag.isLong, occurrences, hash, this.longTexts.length - 1);
  }

  private appendNumber(head: number, occurrences: number, hash: number, value: number): number {
    const { number } = this;
    number[0] = value;
    number[1] = value >>> 8;
    number[2] = value >>> 16;
    number[3] = value >>> 24;
    return this.append(head, occurrences, hash, number, 0, 4);
  }

  private reserve(length: number): number {
    let offset = this.top;
    if (offset >>> pageShift !== this.pageNumber || (offset & pageMask) + headerBytes + length > pageBytes) {
      offset = (this.pageNumber + 1) << pageShift;
      if (offset >= storeBytesMax)
        throw new CompilerError('rule-limit', 'There are more than 2 GiB of rules.');
      this.page = new Uint8Array(pageBytes);
      this.pages.push(this.page);
      this.pageNumber++;
      const rest = this.top & pageMask;
      if (rest !== 0) (this.pages[this.pageNumber - 1] as Uint8Array)[rest] = unusedMark;
    }
    this.top = offset + headerBytes + length;
    return offset;
  }

  /** Walks over all records in order. */
  cursor(): RecordCursor {
    return new RecordCursor(this.pages, this.top);
  }

  /** The page that holds the record at `offset`; its header is at `offset & pageMask`. */
  pageOf(offset: number): Uint8Array {
    return this.pages[offset >>> pageShift] as Uint8Array;
  }

  headOf(offset: number): number {
    return this.pageOf(offset)[offset & pageMask] as number;
  }

  addFlag(offset: number, flag: number): void {
    const page = this.pageOf(offset);
    page[offset & pageMask] = (page[offset & pageMask] as number) | flag;
  }

  /**
   * Has a name written so, instead of in the plain form. Such a record is not one of the occurrences that are counted at
   * `original`.
   */
  spell(offset: number, original: number, text: Uint8Array): void {
    this.spellings.set(offset, text);
    this.spelledGroups.add(original);
  }

  /** Whether the compressible record of this rule has a spelling of its own. */
  isSpelledGroup(original: number): boolean {
    return this.spelledGroups.has(original);
  }

  spellingOf(offset: number): Uint8Array | undefined {
    return this.spellings.size === 0 ? undefined : this.spellings.get(offset);
  }

  removeFlag(offset: number, flag: number): void {
    const page = this.pageOf(offset);
    page[offset & pageMask] = (page[offset & pageMask] as number) & ~flag;
  }

  /** The first byte of a record that is not kept aside; some other byte where it has none. */
  firstByteOf(offset: number): number {
    if (this.byteLengthOf(offset) === 0 || this.byteLengthOf(offset) > inlineBytesMax) return 0;
    return this.pageOf(offset)[(offset & pageMask) + headerBytes] as number;
  }

  /** The {@link recordHash} that the record was entered with. */
  hashOf(offset: number): number {
    return readNumber(this.pageOf(offset), (offset & pageMask) + headerBytes - 4);
  }

  /** How many bytes the record has. */
  byteLengthOf(offset: number): number {
    return (this.headOf(offset) & RecordFlag.isLong) === 0
      ? this.lengthOf(offset)
      : this.bytesOf(offset).length;
  }

  /** Bytes of the record in its page. */
  lengthOf(offset: number): number {
    const page = this.pageOf(offset);
    const at = offset & pageMask;
    return (page[at + 2] as number) | ((page[at + 3] as number) << 8);
  }

  /** The number in a repeat: the offset of the rule that it repeats. */
  originalOf(offset: number): number {
    return this.numberAt(offset);
  }

  private numberAt(offset: number): number {
    return readNumber(this.pageOf(offset), (offset & pageMask) + headerBytes);
  }

  /** The bytes of a record, without copying. */
  bytesOf(offset: number): Uint8Array {
    if ((this.headOf(offset) & RecordFlag.isLong) !== 0)
      return this.longTexts[this.numberAt(offset)] as Uint8Array;
    const at = (offset & pageMask) + headerBytes;
    return this.pageOf(offset).subarray(at, at + this.lengthOf(offset));
  }

  /**
   * Gives {@link recordHash} and offset of each name and text before `end` to `visit`; with a `headMask` only of those
   * whose first byte shares a bit with it.
   */
  forEachHash(headMask: number, end: number, visit: (hash: number, offset: number) => void): void {
    const cursor = this.cursor();
    while (cursor.next() && cursor.offset < end) {
      const { head, page, bytesStart, offset } = cursor;
      if ((head & kindMask) > RecordKind.text || (headMask !== 0 && (head & headMask) === 0)) continue;
      visit(readNumber(page, bytesStart - 4), offset);
    }
  }

  /** Copies the bytes of a record to `target` at `to`, where they must fit, and gives the index behind them. */
  copyBytes(offset: number, target: Uint8Array, to: number): number {
    const page = this.pages[offset >>> pageShift] as Uint8Array;
    let at = offset & pageMask;
    if (((page[at] as number) & RecordFlag.isLong) !== 0) {
      const bytes = this.bytesOf(offset);
      target.set(bytes, to);
      return to + bytes.length;
    }
    const length = (page[at + 2] as number) | ((page[at + 3] as number) << 8);
    at += headerBytes;
    const end = at + length;
    if (length >= shortBytes) target.set(page.subarray(at, end), to);
    else for (let index = to; at < end; at++, index++) target[index] = page[at] as number;
    return to + length;
  }

  /** Whether the record at `offset` is of this kind and has these bytes. */
  equals(offset: number, kind: number, bytes: Uint8Array, start: number, end: number): boolean {
    const page = this.pages[offset >>> pageShift] as Uint8Array;
    let at = offset & pageMask;
    const head = page[at] as number;
    const length = end - start;
    if ((head & kindMask) !== kind) return false;
    if ((head & RecordFlag.isLong) !== 0) {
      const long = this.bytesOf(offset);
      return long.length === length && long.every((byte, index) => byte === bytes[start + index]);
    }
    if (((page[at + 2] as number) | ((page[at + 3] as number) << 8)) !== length) return false;
    at += headerBytes;
    for (let from = start; from < end; from++) {
      if (page[at++] !== bytes[from]) return false;
    }
    return true;
  }

  /** Adds to the occurrences of a rule's first record; `change` is 1 or -1. Gives the new count. */
  countOccurrence(offset: number, change: 1 | -1): number {
    const page = this.pageOf(offset);
    const at = (offset & pageMask) + 1;
    const byte = page[at] as number;
    const more = this.moreOccurrences.get(offset) ?? 0;
    const count = (byte & occurrencesMax) + more + change;
    const low = Math.min(count, occurrencesMax);
    page[at] = (byte & hasParentsFlag) | low;
    if (count > low) this.moreOccurrences.set(offset, count - low);
    else if (more > 0) this.moreOccurrences.delete(offset);
    return count;
  }

  occurrencesOf(offset: number): number {
    const byte = this.pageOf(offset)[(offset & pageMask) + 1] as number;
    return (
      (byte & occurrencesMax) +
      (this.moreOccurrences.size === 0 ? 0 : (this.moreOccurrences.get(offset) ?? 0))
    );
  }

  hasParents(offset: number): boolean {
    return ((this.pageOf(offset)[(offset & pageMask) + 1] as number) & hasParentsFlag) !== 0;
  }
}
