import { hashFromRight } from '../text/hash.ts';
import type { NameScan } from '../text/name-scan.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { listPublicSuffixRules } from './public-suffix-rules.ts';

const slots = 1 << 15;
const mask = slots - 1;

/** Answers by hash alone whether a name could be a whole public suffix. Never says no wrongly. */
export interface SuffixHashes {
  /** For a name with at least one dot, just scanned. */
  mayBeSuffix(scan: NameScan): boolean;
}

let shared: SuffixHashes | undefined;

export function suffixHashes(): SuffixHashes {
  shared ??= build();
  return shared;
}

function build(): SuffixHashes {
  const names = new Int32Array(slots);
  const wildcardParents = new Set<number>();
  const enter = (hash: number) => {
    let slot = hash & mask;
    while (names[slot] !== 0) slot = (slot + 1) & mask;
    names[slot] = hash;
  };
  const bytes = encodeUtf8(listPublicSuffixRules());
  for (let start = 0; start < bytes.length; ) {
    let end = start;
    let hasDot = false;
    for (; end < bytes.length && bytes[end] !== 0x0a; end++) hasDot ||= bytes[end] === 0x2e;
    if (bytes[start] === 0x2a) wildcardParents.add(hashFromRight(bytes, start + 2, end));
    else if (hasDot && bytes[start] !== 0x21) enter(hashFromRight(bytes, start, end));
    start = end + 1;
  }
  return {
    mayBeSuffix(scan) {
      for (let slot = scan.hash & mask; names[slot] !== 0; slot = (slot + 1) & mask) {
        if (names[slot] === scan.hash) return true;
      }
      return wildcardParents.has(scan.parentHashes[scan.dots - 1] as number);
    },
  };
}
