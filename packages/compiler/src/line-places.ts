/** Where a line stands. */
export interface LinePlace {
  readonly source: string;
  readonly line: number;
}

/** Remembers which line each record of a store comes from, in sixteen bytes or so for each. */
export class LinePlaces {
  private readonly offsets: number[] = [];
  private readonly lines: number[] = [];
  /** Where the lines of another file begin. */
  private readonly files: { readonly index: number; readonly source: string }[] = [];

  /** Records from `offset` on are of this line. Offsets come in ascending order. */
  add(offset: number, source: string, line: number): void {
    if (this.files.at(-1)?.source !== source) this.files.push({ index: this.offsets.length, source });
    this.offsets.push(offset);
    this.lines.push(line);
  }

  /** The line of the record at `offset`, undefined where none is known. */
  find(offset: number): LinePlace | undefined {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const line = this.lines[low - 1];
    const source = this.files.findLast(({ index }) => index < low)?.source;
    return source === undefined || line === undefined ? undefined : { source, line };
  }
}
