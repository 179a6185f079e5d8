import { ByteClass, classOfByte } from './byte-class.ts';
import { KeptLines } from './kept-lines.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const CR = 13;

/** Classes a line may have at most to be nothing but white space (non-ASCII white space included). */
const maybeSpaceOnly = ByteClass.blank | ByteClass.otherSpace | ByteClass.nonAscii;

/**
 * Cuts a stream of bytes into lines, as if the whole text had been trimmed and split at runs of CR and LF: blank
 * lines vanish, white space at the very start and end of the text too, and an empty text is one empty line.
 * (HostlistCompiler loads its sources so; see docs/compatibility.md.)
 *
 * Pull style, so that a reader can stop at any line: `feed(chunk)`, then `next()` until it answers false, then the
 * next chunk; after the last one `finish()` and `next()` again. After each true the current line is
 * `bytes[start, end)` with `classes` (see {@link ByteClass}) and `lineNumber` (1-based, physical). The bytes are
 * valid until the next call.
 */
export class LineSplitter {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  classes = 0;
  lineNumber = 0;

  private chunk: Uint8Array = new Uint8Array(0);
  private position = 0;
  /** Line ends seen so far; the line under way has this number plus one. */
  private lineEnds = 0;
  private isAfterCarriageReturn = false;
  /** The start of a line whose end is in a later chunk. */
  private carry: Uint8Array = new Uint8Array(256);
  private carryLength = 0;
  private carryClasses = 0;
  /** Whether only white space was seen so far. */
  private isAtStart = true;
  /** Lines held back because they end in white space, which is trimmed if nothing else follows. */
  private held = new KeptLines();
  /** Lines no longer held back, to be delivered before anything else is scanned. */
  private ready = new KeptLines();
  private isFinished = false;
  private hasDeliveredLine = false;

  feed(chunk: Uint8Array): void {
    // A Buffer of Node's is a Uint8Array whose slice() does not copy; all that follows shall see the plain kind only.
    this.chunk = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.position = 0;
  }

  /** Says that no chunk follows. */
  finish(): void {
    this.isFinished = true;
  }

  /** Moves to the next line; false when the chunk is used up (or, after `finish`, the text). */
  next(): boolean {
    for (;;) {
      if (!this.ready.isEmpty) {
        this.ready.take((...line) => this.set(...line));
        this.hasDeliveredLine = true;
        return true;
      }
      if (this.scan()) {
        if (this.accept()) return true;
      } else if (!this.isFinished) {
        return false;
      } else if (this.carryLength > 0) {
        this.takeCarry(this.lineEnds + 1);
        if (this.accept()) return true;
      } else if (!this.held.isEmpty) {
        this.releaseLast();
      } else {
        if (this.hasDeliveredLine) return false;
        this.hasDeliveredLine = true;
        this.set(this.carry, 0, 0, 0, 1);
        return true;
      }
    }
  }

  /** Finds the next non-blank line of the chunk; false when the chunk ends before the line does. */
  private scan(): boolean {
    const bytes = this.chunk;
    const length = bytes.length;
    let position = this.position;
    while (position < length) {
      const begin = position;
      let classes = 0;
      let byteClass = 0;
      while (position < length) {
        byteClass = classOfByte[bytes[position] as number] as number;
        if ((byteClass & ByteClass.lineEnd) !== 0) break;
        classes |= byteClass;
        position++;
      }
      if (position > begin) this.isAfterCarriageReturn = false;
      if (position === length) {
        this.appendToCarry(begin, length, classes);
        break;
      }
      const lineNumber = this.lineEnds + 1;
      this.countLineEnd(bytes[position] as number);
      position++;
      if (this.carryLength > 0) {
        this.appendToCarry(begin, position - 1, classes);
        this.position = position;
        this.takeCarry(lineNumber);
        return true;
      }
      if (position - 1 > begin) {
        this.position = position;
        this.set(bytes, begin, position - 1, classes, lineNumber);
        return true;
      }
    }
    this.position = length;
    return false;
  }

  /** Counts LF, CR and CRLF as one line end each. */
  private countLineEnd(byte: number): void {
    if (byte === CR) {
      this.lineEnds++;
      this.isAfterCarriageReturn = true;
    } else {
      if (!this.isAfterCarriageReturn) this.lineEnds++;
      this.isAfterCarriageReturn = false;
    }
  }

  private set(bytes: Uint8Array, start: number, end: number, classes: number, lineNumber: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.classes = classes;
    this.lineNumber = lineNumber;
  }

  private takeCarry(lineNumber: number): void {
    this.set(this.carry, 0, this.carryLength, this.carryClasses, lineNumber);
    this.carryLength = 0;
    this.carryClasses = 0;
  }

  private appendToCarry(begin: number, end: number, classes: number): void {
    const length = end - begin;
    if (this.carryLength + length > this.carry.length) {
      const grown = new Uint8Array(Math.max(this.carry.length * 2, this.carryLength + length));
      grown.set(this.carry.subarray(0, this.carryLength));
      this.carry = grown;
    }
    this.carry.set(this.chunk.subarray(begin, end), this.carryLength);
    this.carryLength += length;
    this.carryClasses |= classes;
  }

  /** Decides about the scanned line: true delivers it at once, false skips it or keeps it for later. */
  private accept(): boolean {
    if (this.isAtStart && !this.trimStart()) return false;
    const endsInSpace = this.endsInSpace();
    if (!endsInSpace && this.held.isEmpty) {
      this.hasDeliveredLine = true;
      return true;
    }
    if (!this.isSpaceOnly()) {
      const empty = this.ready;
      this.ready = this.held;
      this.held = empty;
    }
    const kept = endsInSpace ? this.held : this.ready;
    kept.add(this.bytes, this.start, this.end, this.classes, this.lineNumber);
    return false;
  }

  /** Nothing follows the held lines: the first one is trimmed, the others are white space alone and vanish. */
  private releaseLast(): void {
    this.held.take((bytes, start, end, _classes, lineNumber) => {
      const text = decodeUtf8(bytes, start, end);
      const trimmed = end - encodeUtf8(text.slice(text.trimEnd().length)).length;
      if (trimmed === start) return;
      this.ready.add(bytes, start, trimmed, classesOf(bytes, start, trimmed), lineNumber);
    });
    this.held.clear();
  }

  private trimStart(): boolean {
    if ((this.classes & maybeSpaceOnly) !== 0) {
      const text = decodeUtf8(this.bytes, this.start, this.end);
      const trimmed = text.trimStart();
      if (trimmed.length === 0) return false;
      // Not re-encoded: the rest of the line keeps its bytes. White space is always well-formed UTF-8.
      this.start += encodeUtf8(text.slice(0, text.length - trimmed.length)).length;
      this.classes = classesOf(this.bytes, this.start, this.end);
    }
    this.isAtStart = false;
    return true;
  }

  private endsInSpace(): boolean {
    const last = this.bytes[this.end - 1] as number;
    if (((classOfByte[last] as number) & maybeSpaceOnly) === 0) return false;
    if (last < 0x80) return true;
    // The longest white space character of UTF-8 has three bytes.
    const tail = decodeUtf8(this.bytes, Math.max(this.start, this.end - 3), this.end);
    return tail.trimEnd().length < tail.length;
  }

  private isSpaceOnly(): boolean {
    return (
      (this.classes & ~maybeSpaceOnly) === 0 &&
      decodeUtf8(this.bytes, this.start, this.end).trim().length === 0
    );
  }
}

/** All classes of the bytes of `bytes[start, end)`, or-ed. */
export function classesOf(bytes: Uint8Array, start: number, end: number): number {
  let classes = 0;
  for (let i = start; i < end; i++) classes |= classOfByte[bytes[i] as number] as number;
  return classes;
}
