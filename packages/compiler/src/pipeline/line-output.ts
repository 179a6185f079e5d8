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
  for (const at of liveRecords(store)) {
    const original = originalOf(store, at);
    const bytes = store.bytesOf(original);
    if ((store.headOf(original) & kindMask) !== RecordKind.name) {
      receive(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
      continue;
    }
    const end = prefix.length + bytes.length;
    if (end >= line.length) {
      line = new Uint8Array(end * 2);
      line.set(prefix);
    }
    line.set(bytes, prefix.length);
    line[end] = CARET;
    receive(line, 0, end + 1, classesOf(line, 0, end + 1));
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
  for (const at of liveRecords(store)) {
    const original = originalOf(store, at);
    const isName = (store.headOf(original) & kindMask) === RecordKind.name;
    const bytes = store.bytesOf(original);
    if (filled + bytes.length + prefix.length + 2 > chunkBytes) {
      yield chunk.subarray(0, filled);
      filled = 0;
    }
    if (!isFirst) chunk[filled++] = LF;
    isFirst = false;
    if (isName) {
      chunk.set(prefix, filled);
      filled += prefix.length;
    }
    if (bytes.length > chunkBytes / 2) {
      yield chunk.subarray(0, filled);
      yield bytes;
      filled = 0;
    } else {
      chunk.set(bytes, filled);
      filled += bytes.length;
    }
    if (isName) chunk[filled++] = CARET;
  }
  if (settled.needsFinalLine && !isFirst) chunk[filled++] = LF;
  if (filled > 0) yield chunk.subarray(0, filled);
}

function originalOf(store: RuleStore, at: number): number {
  return (store.headOf(at) & kindMask) === RecordKind.repeat ? store.originalOf(at) : at;
}

function* liveRecords(store: RuleStore): Generator<number, void, void> {
  for (let at = store.skipToRecord(0); at < store.end; at = store.skipToRecord(store.behind(at))) {
    const head = store.headOf(at);
    if ((head & RecordFlag.isDead) === 0 && (head & kindMask) !== RecordKind.refused) yield at;
  }
}
