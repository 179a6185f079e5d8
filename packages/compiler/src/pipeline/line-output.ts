import type { RuleStore } from '../store/rule-store.ts';
import { kindMask, RecordFlag, RecordKind } from '../store/rule-store.ts';
import { classesOf } from '../text/line-splitter.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import type { SettledLevel } from './settle.ts';

const chunkBytes = 1 << 16;
const LF = 0x0a;
const CARET = 0x5e;

/** Receives lines; the bytes are valid during the call only. */
export type LineReceiver = (bytes: Uint8Array, start: number, end: number, classes: number) => void;

/** Gives each line of a settled level to `receive`, in order. */
export function deliverLines(
  store: RuleStore,
  namePrefix: string,
  settled: SettledLevel,
  receive: LineReceiver,
): void {
  const prefix = encodeUtf8(namePrefix);
  let line = new Uint8Array(256);
  line.set(prefix);
  for (let at = store.skipToRecord(0); at < store.end; at = store.skipToRecord(store.behind(at))) {
    if (!isLive(store.headOf(at))) continue;
    const spelling = store.spellingOf(at);
    if (spelling !== undefined) {
      receive(spelling, 0, spelling.length, classesOf(spelling, 0, spelling.length));
      continue;
    }
    const original = originalOf(store, at);
    const isName = (store.headOf(original) & kindMask) === RecordKind.name;
    const length = store.byteLengthOf(original);
    if (prefix.length + length + 1 > line.length) {
      line = new Uint8Array((prefix.length + length) * 2);
      line.set(prefix);
    }
    const end = store.copyBytes(original, line, prefix.length);
    line[end] = CARET;
    const first = isName ? 0 : prefix.length;
    const last = isName ? end + 1 : end;
    receive(line, first, last, classesOf(line, first, last));
  }
  if (settled.needsFinalLine) receive(line, 0, 0, 0);
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
  const prefix = encodeUtf8(namePrefix);
  const chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  let isFirst = true;
  for (let at = store.skipToRecord(0); at < store.end; at = store.skipToRecord(store.behind(at))) {
    if (!isLive(store.headOf(at))) continue;
    const original = originalOf(store, at);
    const spelling = store.spellingOf(at);
    const isName = spelling === undefined && (store.headOf(original) & kindMask) === RecordKind.name;
    const length = spelling?.length ?? store.byteLengthOf(original);
    if (filled + length + prefix.length + 2 > chunkBytes) {
      yield chunk.subarray(0, filled);
      filled = 0;
    }
    if (!isFirst) chunk[filled++] = LF;
    isFirst = false;
    if (isName) for (const byte of prefix) chunk[filled++] = byte;
    if (length <= chunkBytes / 2) {
      if (spelling === undefined) filled = store.copyBytes(original, chunk, filled);
      else {
        chunk.set(spelling, filled);
        filled += length;
      }
    } else {
      yield chunk.subarray(0, filled);
      yield spelling ?? store.bytesOf(original);
      filled = 0;
    }
    if (isName) chunk[filled++] = CARET;
  }
  if (settled.needsFinalLine && !isFirst) chunk[filled++] = LF;
  if (filled > 0) yield chunk.subarray(0, filled);
}

function originalOf(store: RuleStore, at: number): number {
  return (store.headOf(at) & kindMask) === RecordKind.repeat ? store.originalOf(at) : at;
}

function isLive(head: number): boolean {
  return (head & RecordFlag.isDead) === 0 && (head & kindMask) !== RecordKind.refused;
}
