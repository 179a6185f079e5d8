import { closeSync, openSync, readSync } from 'node:fs';
import { findListHeader, type ListHeader } from './list-header.ts';

const headerBytesMax = 65_536;

/**
 * The list that stands in a file, compared with a new one while that is written. Only a chunk of it is in memory at
 * a time.
 */
export class FormerList {
  readonly header: ListHeader;
  private readonly file: number;
  private readonly headerBytes: Buffer;
  private buffer: Buffer;
  private offset: number;
  private isSame = true;
  private isHeaderSame = false;

  private constructor(file: number, start: Buffer, header: ListHeader) {
    this.file = file;
    this.buffer = start;
    this.header = header;
    this.headerBytes = Buffer.from(start.subarray(0, header.endOffset));
    this.offset = header.endOffset;
  }

  /** Opens the list in a file; undefined where the file holds none of ours, so that there is nothing to compare. */
  static open(path: string): FormerList | undefined {
    const file = openSync(path, 'r');
    const buffer = Buffer.allocUnsafeSlow(headerBytesMax);
    const header = findListHeader(buffer.subarray(0, readFully(file, buffer, 0)));
    if (header !== undefined) return new FormerList(file, buffer, header);
    closeSync(file);
    return undefined;
  }

  /**
   * Takes the first chunk of the new list, and the same one as it is with the date of the former list. Whether the list
   * has a header of the usual form.
   */
  compareStart(chunk: Uint8Array, redated: Uint8Array): boolean {
    const header = findListHeader(chunk);
    if (header === undefined) {
      this.isSame = false;
      return false;
    }
    this.isHeaderSame = this.headerBytes.equals(redated.subarray(0, header.endOffset));
    this.compareRules(chunk.subarray(header.endOffset));
    return true;
  }

  /** Takes the next chunk of the new list. */
  compareRules(chunk: Uint8Array): void {
    if (!this.isSame) return;
    if (this.buffer.length < chunk.length) this.buffer = Buffer.allocUnsafeSlow(chunk.length);
    const here = this.buffer.subarray(0, chunk.length);
    const length = readFully(this.file, here, this.offset);
    this.offset += length;
    this.isSame = length === chunk.length && here.equals(chunk);
  }

  /** Ends the comparison: how much of the file the new list repeats. */
  finish(): 'nothing' | 'rules' | 'rules-and-header' {
    const hasMore = this.isSame && readSync(this.file, this.buffer, 0, 1, this.offset) > 0;
    if (!this.isSame || hasMore) return 'nothing';
    return this.isHeaderSame ? 'rules-and-header' : 'rules';
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Fills `buffer` from `position` on; answers how much the file still had. */
function readFully(file: number, buffer: Buffer, position: number): number {
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, position + length);
    if (read === 0) break;
    length += read;
  }
  return length;
}
