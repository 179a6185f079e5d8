import { ByteClass, classOfByte } from './byte-class.ts';
import { hashPrime, hashStart } from './hash.ts';

/** Labels of a name whose parents are looked at; no name that resolves has more than 127. */
const labelsMax = 4096;
const dot = 0x2e;
const hyphen = 0x2d;
const labelBytesMax = 63;
const nameBytesMax = 250;

/**
 * One look at a name, from right to left: its hash, the hashes of its parents, its classes. One object is reused for
 * all names; the fields describe the last one scanned.
 */
export class NameScan {
  /** Hash of the whole name, as `hashFromRight` gives it. */
  hash = 0;
  /** The {@link ByteClass}es of its bytes, or-ed. */
  classes = 0;
  dots = 0;
  /** For each dot, from the right: the hash of what stands right of it, and where that begins. */
  readonly parentHashes = new Int32Array(labelsMax);
  readonly parentStarts = new Int32Array(labelsMax);

  scan(bytes: Uint8Array, start: number, end: number): void {
    let hash = hashStart;
    let classes = 0;
    let dots = 0;
    for (let at = end - 1; at >= start; at--) {
      const byte = bytes[at] as number;
      if (byte === dot && dots < labelsMax) {
        this.parentHashes[dots] = hash;
        this.parentStarts[dots] = at + 1;
        dots++;
      }
      classes |= classOfByte[byte] as number;
      hash = Math.imul(hash ^ byte, hashPrime);
    }
    this.hash = hash;
    this.classes = classes;
    this.dots = dots;
  }

  /** Whether the name last scanned has the looks of an IPv4 address: four numbers of one to three digits. */
  isIpv4Address(start: number, end: number): boolean {
    if (this.dots !== 3 || (this.classes & ~(ByteClass.digit | ByteClass.dot)) !== 0) return false;
    let labelEnd = end;
    for (let index = 0; index < 4; index++) {
      const labelStart = index === 3 ? start : (this.parentStarts[index] as number);
      if (labelEnd - labelStart < 1 || labelEnd - labelStart > 3) return false;
      labelEnd = labelStart - 1;
    }
    return true;
  }

  /**
   * Whether the name last scanned, `bytes[start, end)`, is beyond doubt a well-formed host name that is no address: at
   * least two labels of 1 to 63 characters, a letter somewhere, hyphens only inside labels. False means doubt only.
   */
  isPlainHostname(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.dots === 0 || end - start > nameBytesMax || (this.classes & ByteClass.lower) === 0) return false;
    if ((this.classes & ~plainHostClasses) !== 0) return false;
    const hasHyphen = (this.classes & ByteClass.hyphen) !== 0;
    let labelEnd = end;
    for (let index = 0; index <= this.dots; index++) {
      const labelStart = index === this.dots ? start : (this.parentStarts[index] as number);
      const length = labelEnd - labelStart;
      if (length < 1 || length > labelBytesMax) return false;
      if (hasHyphen && (bytes[labelStart] === hyphen || bytes[labelEnd - 1] === hyphen)) return false;
      labelEnd = labelStart - 1;
    }
    return true;
  }
}

const plainHostClasses = ByteClass.lower | ByteClass.digit | ByteClass.hyphen | ByteClass.dot;
