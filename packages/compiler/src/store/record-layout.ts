/** What a record of the store stands for. The low three bits of its first byte. */
export const RecordKind = {
  /** A rule of the store's name form (`||name^`, or `@@||name^`): its bytes are the name alone. */
  name: 0,
  /** A rule of any other form, as text. */
  text: 1,
  /** The same rule as an earlier record, which it names by its offset. */
  repeat: 2,
  /** A comment or an empty line. */
  comment: 3,
  /** A rule that was refused stood here: comments above it go too. */
  refused: 4,
} as const;

/** Flags of a record, in its first byte above the kind. */
export const RecordFlag = {
  /** Takes part in Compress: covers sub-domains and can be covered. */
  compressible: 8,
  /** On the first record of a rule: one of its occurrences is compressible. */
  groupIsCompressible: 16,
  /** A name that covers nothing, because a validator refuses it. */
  isInert: 32,
  /** On a comment: the compiler has written it, and nobody counts it. */
  isOwn: 32,
  /** The bytes are kept aside; the record holds their number. */
  isLong: 64,
  /** Not part of the result. */
  isDead: 128,
} as const;

export const kindMask = 7;
/** On a name with two dots or more, in the occurrences byte: it has parents that may be names too. */
export const hasParentsFlag = 128;
/** Occurrences are counted up to here; a rule that repeats more often counts on in a map. */
export const occurrencesMax = 127;

export const headerBytes = 8;
/** The first byte of the unused rest of a page. No record begins so. */
export const unusedMark = 0xff;
export const pageShift = 18;
export const pageBytes = 1 << pageShift;
export const pageMask = pageBytes - 1;
/** Fewer bytes than this are copied faster one by one. */
export const shortBytes = 48;
/** Longer records are kept aside, so that none spans two pages. */
export const inlineBytesMax = 0xffff;
/** Rule text one store can hold: 2 GiB less a page, the reach of a positive 32-bit offset. */
export const storeBytesMax = 2 ** 31 - pageBytes;

/** The hash of a record from its kind and the hash of its bytes: tells texts apart from names with the same bytes. */
export function recordHash(kind: number, bytesHash: number): number {
  return kind === RecordKind.name ? bytesHash : bytesHash ^ 0x5bd1e995;
}

/** The number that four bytes make, the lowest first. */
export function readNumber(page: Uint8Array, at: number): number {
  return (
    (page[at] as number) |
    ((page[at + 1] as number) << 8) |
    ((page[at + 2] as number) << 16) |
    ((page[at + 3] as number) << 24)
  );
}
