/** Lines set aside, in a few flat arrays: a hostile text can make millions of them. First in, first out. */
export class KeptLines {
  private bytes = new Uint8Array(256);
  private ends = new Int32Array(16);
  private classes = new Int32Array(16);
  private numbers = new Int32Array(16);
  private count = 0;
  private taken = 0;

  get isEmpty(): boolean {
    return this.taken === this.count;
  }

  add(bytes: Uint8Array, start: number, end: number, classes: number, lineNumber: number): void {
    if (this.isEmpty) {
      this.count = 0;
      this.taken = 0;
    }
    const from = this.count === 0 ? 0 : (this.ends[this.count - 1] as number);
    const to = from + end - start;
    if (to > this.bytes.length) {
      const grown = new Uint8Array(to * 2);
      grown.set(this.bytes.subarray(0, from));
      this.bytes = grown;
    }
    if (this.count === this.ends.length) {
      this.ends = grow(this.ends);
      this.classes = grow(this.classes);
      this.numbers = grow(this.numbers);
    }
    this.bytes.set(bytes.subarray(start, end), from);
    this.ends[this.count] = to;
    this.classes[this.count] = classes;
    this.numbers[this.count] = lineNumber;
    this.count++;
  }

  /** Takes the oldest line out and gives it to `receive`; its bytes are valid until the next `add`. */
  take(
    receive: (bytes: Uint8Array, start: number, end: number, classes: number, lineNumber: number) => void,
  ): void {
    const index = this.taken++;
    const start = index === 0 ? 0 : (this.ends[index - 1] as number);
    const end = this.ends[index] as number;
    receive(this.bytes, start, end, this.classes[index] as number, this.numbers[index] as number);
  }

  clear(): void {
    this.taken = this.count;
  }
}

function grow(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
