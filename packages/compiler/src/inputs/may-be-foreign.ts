import { ByteClass } from '../text/byte-class.ts';

const SPACE = 0x20;
const TAB = 0x09;
const HASH = 0x23;
const DOLLAR = 0x24;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
/** What stands behind the first `#` of a cosmetic rule: `##`, `#@`, `#?`, `#$`, `#%`. */
const cosmeticMarks: ReadonlySet<number> = new Set(Array.from('#@?$%', (mark) => mark.charCodeAt(0)));
/** The longest option of dnsmasq that is read, `host-record`. */
const optionLengthMax = 11;

/**
 * Whether a line could be one that `ForeignLines` translates, by a glance at its bytes. True means doubt only. It is asked
 * about lines that are no hosts rule, no name and no plain adblock rule.
 */
export function mayBeForeign(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
  const first = bytes[start];
  if (first === SEMICOLON || first === DOLLAR || bytes[end - 1] === COLON) return true;
  if ((classes & ByteClass.blank) !== 0) return !isCosmetic(bytes, start, end, classes);
  const stop = Math.min(end, start + optionLengthMax + 1);
  for (let at = start; at < stop; at++) {
    if (bytes[at] === EQUALS) return true;
  }
  return startsWithLocal(bytes, start);
}

function isCosmetic(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
  if ((classes & ByteClass.hash) === 0) return false;
  const hash = bytes.indexOf(HASH, start);
  const before = bytes[hash - 1];
  return hash + 1 < end && before !== SPACE && before !== TAB && cosmeticMarks.has(bytes[hash + 1] as number);
}

/** `local-zone:` may be followed by its quotation mark at once. */
function startsWithLocal(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === 0x6c && bytes[start + 1] === 0x6f && bytes[start + 5] === 0x2d;
}
