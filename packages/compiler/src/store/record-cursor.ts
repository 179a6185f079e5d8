import { headerBytes, pageMask, pageShift, RecordFlag, unusedMark } from './record-layout.ts';

/** A walk over the records of a store; after each `next()` that answers true the fields describe one record. */
export class RecordCursor {
  offset = -1;
  head = 0;
  /** The page that holds the record, and where its bytes begin in it. */
  page: Uint8Array = new Uint8Array(0);
  bytesStart = 0;
  byteLength = 0;
  private readonly pages: readonly Uint8Array[];
  private readonly end: number;
  private nextOffset = 0;

  constructor(pages: readonly Uint8Array[], end: number) {
    this.pages = pages;
    this.end = end;
  }

  next(): boolean {
    let offset = this.nextOffset;
    if (offset >= this.end) return false;
    let at = offset & pageMask;
    let page = at === 0 ? (this.pages[offset >>> pageShift] as Uint8Array) : this.page;
    if (page[at] === unusedMark) {
      offset = ((offset >>> pageShift) + 1) << pageShift;
      page = this.pages[offset >>> pageShift] as Uint8Array;
      at = 0;
    }
    const byteLength = (page[at + 2] as number) | ((page[at + 3] as number) << 8);
    this.offset = offset;
    this.head = page[at] as number;
    this.page = page;
    this.bytesStart = at + headerBytes;
    this.byteLength = byteLength;
    this.nextOffset = offset + headerBytes + byteLength;
    return true;
  }

  /** A second walk from where this one stands. */
  copy(): RecordCursor {
    const copy = new RecordCursor(this.pages, this.end);
    copy.nextOffset = this.offset;
    copy.page = this.page;
    copy.next();
    return copy;
  }

  /** Marks the record as not part of the result. */
  kill(): void {
    this.page[this.bytesStart - headerBytes] = this.head | RecordFlag.isDead;
  }
}
