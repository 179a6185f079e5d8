import { mixHash } from '../text/hash.ts';
import type { RuleStore } from './rule-store.ts';

const slotsMin = 1 << 12;

/**
 * Finds records of a {@link RuleStore} by their bytes. Open addressing with linear probing over two arrays: a byte of
 * tag a slot, which answers most look-ups without leaving the cache, and the offset of the record. Equality is always
 * decided on the bytes, never on the hash.
 */
export class RecordTable {
  private readonly store: RuleStore;
  private tags = new Uint8Array(slotsMin);
  private offsets = new Int32Array(slotsMin);
  private mask = slotsMin - 1;
  private count = 0;

  constructor(store: RuleStore) {
    this.store = store;
  }

  /** Offset of the record of this kind and these bytes, -1 where there is none. `hash` is the {@link RuleStore.hashOf} that such a record has. */
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

  /** Enters a record that {@link find} did not find. */
  insert(hash: number, offset: number): void {
    // Linear probing stays short up to three quarters full.
    if (this.count >= (this.mask + 1) * 0.75) this.grow();
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

  private grow(): void {
    const { offsets, tags, store } = this;
    const slots = (this.mask + 1) * 2;
    this.tags = new Uint8Array(slots);
    this.offsets = new Int32Array(slots);
    this.mask = slots - 1;
    for (let slot = 0; slot < offsets.length; slot++) {
      if (tags[slot] === 0) continue;
      const offset = offsets[slot] as number;
      this.place(store.hashOf(offset), offset);
    }
  }
}
