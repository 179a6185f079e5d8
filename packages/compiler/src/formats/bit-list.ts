/** Yes or no for each of many things in order, eight to a byte. */
export class BitList {
  private bytes = new Uint8Array(1024);
  private count = 0;

  push(bit: boolean): void {
    if (this.count >>> 3 === this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    if (bit) this.bytes[this.count >>> 3] = (this.bytes[this.count >>> 3] ?? 0) | (1 << (this.count & 7));
    this.count++;
  }

  has(index: number): boolean {
    return ((this.bytes[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }
}
