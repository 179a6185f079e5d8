import { hashFromRight } from '../text/hash.ts';
import type { NameScan } from '../text/name-scan.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { publicSuffixRules } from './public-suffix.ts';

/** Last labels to remember. The Public Suffix List has some 1,500. */
const zonesMax = 8192;

/** The rules below one last label, as hashes. */
interface Zone {
  readonly label: Uint8Array;
  readonly suffixes: ReadonlySet<number>;
  /** Names of which every child is a suffix. */
  readonly wildcardParents: ReadonlySet<number>;
  readonly isEmpty: boolean;
}

/**
 * Answers by hash alone whether a name could be a whole public suffix; never says no wrongly. The rules of a last label
 * are hashed when a name with it first comes by: most lists have few of them.
 */
export class SuffixHashes {
  private readonly zones = new Map<number, Zone>();
  private last: Zone | undefined;

  /** For the name just scanned, which ends at `end` in `bytes` and has at least one dot. */
  mayBeSuffix(scan: NameScan, bytes: Uint8Array, end: number): boolean {
    const start = scan.parentStarts[0] as number;
    let zone = this.last;
    if (zone === undefined || !isLabel(zone.label, bytes, start, end)) {
      zone = this.zones.get(scan.parentHashes[0] as number);
      if (zone === undefined) {
        zone = readZone(bytes.slice(start, end));
        // Last labels of a hostile list may all differ; those of the Public Suffix List are few.
        if (!zone.isEmpty || this.zones.size < zonesMax) this.zones.set(scan.parentHashes[0] as number, zone);
      } else if (!isLabel(zone.label, bytes, start, end)) {
        return true;
      }
      this.last = zone;
    }
    if (zone.isEmpty) return false;
    return (
      zone.suffixes.has(scan.hash) || zone.wildcardParents.has(scan.parentHashes[scan.dots - 1] as number)
    );
  }
}

function readZone(label: Uint8Array): Zone {
  const suffixes = new Set<number>();
  const wildcardParents = new Set<number>();
  for (const rule of publicSuffixRules(decodeUtf8(label))) {
    if (rule.startsWith('*.')) wildcardParents.add(hashOf(rule.slice(2)));
    else if (rule.includes('.') && !rule.startsWith('!')) suffixes.add(hashOf(rule));
  }
  return { label, suffixes, wildcardParents, isEmpty: suffixes.size + wildcardParents.size === 0 };
}

function hashOf(name: string): number {
  const bytes = encodeUtf8(name);
  return hashFromRight(bytes, 0, bytes.length);
}

function isLabel(label: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (label.length !== end - start) return false;
  for (let index = 0; index < label.length; index++) {
    if (label[index] !== bytes[start + index]) return false;
  }
  return true;
}
