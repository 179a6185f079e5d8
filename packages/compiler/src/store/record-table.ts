import { mixHash } from '../text/hash.ts';
import type { RuleStore } from './rule-store.ts';

const slotsMin = 1 << 14;
/**
 * From so many slots on, 5 bytes each, memory counts for more than time: once a buffer is taken away, V8 throws away all
 * code that it has optimised for buffers that stay.
 */
const slotsLarge = 1 << 18;

/**
 * Finds records of a {@link RuleStore} by their bytes. Open addressing with linear probing over two arrays: a byte of
 * tag a slot, which answers most look-ups without leaving the cache, and the offset of the record. Equality is always
 * decided on the bytes, never on the hash.
 */
export class RecordTable {
  private readonly store: RuleStore;
  private readonly headMask: number;
  private tags: Uint8Array<ArrayBuffer> = new Uint8Array(slotsMin);
  private offsets: Int32Array<ArrayBuffer> = new Int32Array(slotsMin);
  private mask = slotsMin - 1;
  private count = 0;

  /** @param headMask records are entered where this and their first byte have a bit in common, or where it is 0 */
  constructor(store: RuleStore, headMask: number) {
    this.store = store;
    this.headMask = headMask;
  }

  /** Offset of the record of this kind and these bytes, -1 where there is none. `hash` is their `recordHash`. */
  find(kind: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const mixed = mixHash(hash);
    const tag = (mixed >>> 25) | 0x80;
    const { tags, offsets, mask, store } = this;
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const found = tags[slot] as number;
      if (found === 0) return -1;
      if (found === tag && store.equals(offsets[slot] as number, kind, bytes, start, end)) {
        return offsets[slot] as number;
      }
    }
  }

  /** Enters the record at `offset`, the newest of the store, which {@link find} did not find. */
  insert(hash: number, offset: number): void {
    // Linear probing stays short up to three quarters full.
    if (this.count >= (this.mask + 1) * 0.75) this.grow(offset);
    this.count++;
    this.place(hash, offset);
  }

  private place(hash: number, offset: number): void {
    const mixed = mixHash(hash);
    let slot = mixed & this.mask;
    while (this.tags[slot] !== 0) slot = (slot + 1) & this.mask;
    this.tags[slot] = (mixed >>> 25) | 0x80;
    this.offsets[slot] = offset;
  }

  /** Doubles the slots and enters all records before `end` again, read in the order in which they lie in memory. */
  private grow(end: number): void {
    const slots = (this.mask + 1) * 2;
    if (this.mask >= slotsLarge) {
      // Gives the old memory back now and not when the garbage collector comes by.
      this.tags.buffer.transfer(0);
      this.offsets.buffer.transfer(0);
    }
    this.tags = new Uint8Array(slots);
    this.offsets = new Int32Array(slots);
    this.mask = slots - 1;
    this.store.forEachHash(this.headMask, end, (hash, offset) => this.place(hash, offset));
  }
}
