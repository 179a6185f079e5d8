/**
 * Hashes of byte ranges, computed from the right, so that on the way to the hash of `www.example.org` the hashes of
 * `org` and `example.org` come by: those of its parents. FNV-1a with 32 bits.
 */
export const hashStart = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

export function hashFromRight(bytes: Uint8Array, start: number, end: number): number {
  let hash = hashStart;
  for (let at = end - 1; at >= start; at--) hash = Math.imul(hash ^ (bytes[at] as number), hashPrime);
  return hash;
}

/** Spreads a hash over all 32 bits, for use as a table index (the finaliser of MurmurHash3, shortened). */
export function mixHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
