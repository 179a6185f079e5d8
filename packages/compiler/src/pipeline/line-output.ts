import type { RecordCursor } from '../store/record-cursor.ts';
import { kindMask, RecordFlag, RecordKind } from '../store/record-layout.ts';
import type { RuleStore } from '../store/rule-store.ts';
import { classesOf } from '../text/line-splitter.ts';
import type { SettledLevel } from './settle.ts';

const chunkBytes = 1 << 16;
/** Around a line: one before it, and one behind it where it is the last. */
const lineEndsMax = 2;
const LF = 0x0a;
const CARET = 0x5e;
/** Kind, and whether the bytes are kept aside. */
const plainMask = kindMask | RecordFlag.isLong;

/**
 * Receives lines; the bytes are valid during the call only. `offset` is that of the line's record in the store it comes
 * from, -1 for a line without one.
 */
export type LineReceiver = (
  bytes: Uint8Array,
  start: number,
  end: number,
  classes: number,
  offset: number,
) => void;

/** Gives each line of a settled level to `receive`, in order. */
export function deliverLines(
  store: RuleStore,
  namePrefix: string,
  settled: SettledLevel,
  receive: LineReceiver,
): void {
  let line: Uint8Array = new Uint8Array(256);
  const cursor = store.cursor();
  while (cursor.next()) {
    if (!isLive(cursor.head)) continue;
    const length = lengthOf(store, cursor, namePrefix);
    if (length > line.length) line = new Uint8Array(length * 2);
    write(store, cursor, namePrefix, line, 0);
    receive(line, 0, length, classesOf(line, 0, length), cursor.offset);
  }
  if (settled.needsFinalLine) receive(line, 0, 0, 0, -1);
}

/**
 * The lines of a settled level, joined by LF, in chunks of 64 KiB. The same buffer carries every chunk but those of
 * very long lines.
 */
export function* joinLines(
  store: RuleStore,
  namePrefix: string,
  settled: SettledLevel,
): Generator<Uint8Array, void, void> {
  const chunk = new Uint8Array(chunkBytes);
  const cursor = store.cursor();
  let filled = 0;
  let isFirst = true;
  while (cursor.next()) {
    if (!isLive(cursor.head)) continue;
    const length = lengthOf(store, cursor, namePrefix);
    if (filled + length + lineEndsMax > chunkBytes) {
      yield chunk.subarray(0, filled);
      filled = 0;
    }
    if (!isFirst) chunk[filled++] = LF;
    isFirst = false;
    if (length + lineEndsMax <= chunkBytes) {
      filled = write(store, cursor, namePrefix, chunk, filled);
    } else {
      yield chunk.subarray(0, filled);
      const line = new Uint8Array(length);
      write(store, cursor, namePrefix, line, 0);
      yield line;
      filled = 0;
    }
  }
  if (settled.needsFinalLine && !isFirst) chunk[filled++] = LF;
  if (filled > 0) yield chunk.subarray(0, filled);
}

function isLive(head: number): boolean {
  return (head & RecordFlag.isDead) === 0 && (head & kindMask) !== RecordKind.refused;
}

/** Bytes of the line that {@link write} writes. */
function lengthOf(store: RuleStore, cursor: RecordCursor, namePrefix: string): number {
  const spelling = store.spellingOf(cursor.offset);
  if (spelling !== undefined) return spelling.length;
  const { head } = cursor;
  if ((head & plainMask) === RecordKind.name) return cursor.byteLength + namePrefix.length + 1;
  if ((head & plainMask) === RecordKind.text || (head & plainMask) === RecordKind.comment)
    return cursor.byteLength;
  const original = originalOf(store, cursor);
  const length = store.byteLengthOf(original);
  return isName(store, original) ? length + namePrefix.length + 1 : length;
}

/** Writes the line of a record to `target` at `to`, where it must fit, and gives the index behind it. */
function write(
  store: RuleStore,
  cursor: RecordCursor,
  namePrefix: string,
  target: Uint8Array,
  to: number,
): number {
  const spelling = store.spellingOf(cursor.offset);
  if (spelling !== undefined) {
    target.set(spelling, to);
    return to + spelling.length;
  }
  const original = originalOf(store, cursor);
  if (!isName(store, original)) return store.copyBytes(original, target, to);
  let at = to;
  for (let index = 0; index < namePrefix.length; index++) target[at++] = namePrefix.charCodeAt(index);
  at = store.copyBytes(original, target, at);
  target[at++] = CARET;
  return at;
}

function originalOf(store: RuleStore, cursor: RecordCursor): number {
  return (cursor.head & kindMask) === RecordKind.repeat ? store.originalOf(cursor.offset) : cursor.offset;
}

function isName(store: RuleStore, offset: number): boolean {
  return (store.headOf(offset) & kindMask) === RecordKind.name;
}
