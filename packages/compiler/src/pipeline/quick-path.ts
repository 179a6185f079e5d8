import { mayBeForeign } from '../inputs/may-be-foreign.ts';
import { parseOptions } from '../rule/network-rule.ts';
import { SuffixHashes } from '../rule/suffix-hashes.ts';
import { judgeOptions } from '../rule/validity.ts';
import { ByteClass } from '../text/byte-class.ts';
import { hashFromRight, hashPrime } from '../text/hash.ts';
import { classesOf } from '../text/line-splitter.ts';
import { NameScan } from '../text/name-scan.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { isRemovedModifier } from '../transformations/remove-modifiers.ts';
import type { LevelPlan } from './level-plan.ts';
import type { RemovalCounts } from './removal-counts.ts';
import type { RuleCollector } from './rule-collector.ts';

const wordClasses =
  ByteClass.lower |
  ByteClass.upper |
  ByteClass.digit |
  ByteClass.dot |
  ByteClass.hyphen |
  ByteClass.underscore;
const compressibleClasses = ByteClass.lower | ByteClass.digit | ByteClass.dot | ByteClass.hyphen;
/** Never in a valid pattern, but for a scheme or a regular expression at its start. */
const refusedClasses =
  ByteClass.blank |
  ByteClass.underscore |
  ByteClass.hash |
  ByteClass.slash |
  ByteClass.colon |
  ByteClass.other |
  ByteClass.at;

const TAB = 0x09;
const SPACE = 0x20;
const BANG = 0x21;
const HASH = 0x23;
const DOLLAR = 0x24;
const PERCENT = 0x25;
const COMMA = 0x2c;
const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const PIPE = 0x7c;

/** What the options behind a `$` come to, remembered by their text. */
interface RememberedOptions {
  readonly bytes: Uint8Array;
  /** By a validator, after RemoveModifiers. */
  readonly areSupported: boolean;
  /** RemoveModifiers takes some of them away, or all. */
  readonly areChanged: boolean;
  readonly areLost: boolean;
}

/**
 * The common shapes of lines, on bytes and without garbage: bare names, `||name^` with or without options, hosts rules
 * with one name, comments, and lines that no validator keeps. Each shape is taken only where its meaning is beyond
 * doubt; everything else is left to {@link Level}.
 */
export class QuickPath {
  private readonly plan: LevelPlan;
  private readonly collector: RuleCollector;
  private readonly counts: RemovalCounts;
  private readonly scan = new NameScan();
  private readonly suffixes: SuffixHashes | undefined;
  private readonly options = new Map<number, RememberedOptions>();
  /** Classes with which a line is not looked at here. */
  private readonly strangeClasses: number;

  constructor(plan: LevelPlan, collector: RuleCollector, counts: RemovalCounts) {
    this.plan = plan;
    this.collector = collector;
    this.counts = counts;
    this.suffixes = plan.finalValidation === undefined ? undefined : new SuffixHashes();
    this.strangeClasses =
      ByteClass.nonAscii |
      ByteClass.otherSpace |
      (plan.isStrict ? ByteClass.upper | ByteClass.underscore : 0);
  }

  /** Takes the line if its shape is known; false leaves it, untouched. */
  take(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
    if ((classes & this.strangeClasses) !== 0) return false;
    if ((classes & ByteClass.blank) !== 0) {
      const last = bytes[end - 1];
      if (isBlank(bytes[start]) || isBlank(last)) {
        if (!this.plan.trimLines) return false;
        while (start < end && isBlank(bytes[start])) start++;
        while (end > start && isBlank(bytes[end - 1])) end--;
        classes = classesOf(bytes, start, end);
      }
    }
    if (start === end) {
      if (this.plan.removeEmptyLines) this.counts.blank++;
      else this.collector.addComment(bytes, start, end);
      return true;
    }
    const first = bytes[start] as number;
    if (first === BANG || (first === HASH && isHashComment(bytes, start, end))) {
      if (this.plan.removeComments) this.counts.comments++;
      else this.collector.addComment(bytes, start, end);
      return true;
    }
    if ((classes & ~wordClasses) === 0) return this.takeWord(bytes, start, end);
    if (first === PIPE && bytes[start + 1] === PIPE) {
      if (bytes[end - 1] === CARET && end - start > 3) {
        if (this.takeNameRule(bytes, start, end, classes)) return true;
      } else if (
        // With a `#` it may be a cosmetic rule, which has no options.
        (classes & (ByteClass.dollar | ByteClass.hash)) === ByteClass.dollar &&
        this.takeNameRuleWithOptions(bytes, start, end)
      ) {
        return true;
      }
    }
    if ((classes & ByteClass.blank) !== 0) {
      let at = start;
      while (isAddressByte[bytes[at] as number] === 1) at++;
      if (isBlank(bytes[at])) return this.takeHostsRule(bytes, start, at, end);
      if (bytes[at] === PERCENT) return false;
    }
    return this.refuse(bytes, start, end, classes);
  }

  /** A line that no validator keeps: an option that none knows, or a character that no pattern has. */
  private refuse(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
    if (this.plan.validation === undefined || mayBeForeign(bytes, start, end, classes)) return false;
    const pattern = bytes[start] === AT && bytes[start + 1] === AT ? start + 2 : start;
    const first = bytes[pattern];
    if (pattern >= end || first === SLASH || first === COLON) return false;
    let patternEnd = end;
    if ((classes & ByteClass.dollar) !== 0) {
      for (patternEnd = end - 1; bytes[patternEnd] !== DOLLAR; patternEnd--);
      if (patternEnd <= pattern || bytes[patternEnd - 1] === BACKSLASH) return false;
      const options = this.judge(bytes, patternEnd + 1, end);
      if (!options.areSupported) {
        this.collector.addRefused();
        return true;
      }
      // Without these options an earlier `$` may be the one that separates.
      if (options.areChanged) return false;
    }
    if ((classesOf(bytes, pattern, patternEnd) & refusedClasses) === 0) return false;
    this.collector.addRefused();
    return true;
  }

  /** Letters, digits, dots, hyphens and underscores only. */
  private takeWord(bytes: Uint8Array, start: number, end: number): boolean {
    const { plan, scan } = this;
    scan.scan(bytes, start, end);
    if (plan.validation?.allowIp === false && scan.isIpv4Address(start, end)) {
      if (plan.compress) this.collector.addCompressible(bytes, start, end, scan, true);
      else this.collector.addRefused();
      return true;
    }
    if (!plan.compress && plan.invertAllow) return false;
    const isPlain = scan.isPlainHostname(bytes, start, end);
    if (plan.compress) return isPlain && this.takePlainName(bytes, start, end);
    if (plan.isStrict && !isPlain) return false;
    // Without an anchor a pattern is valid whatever host it names, unless it is short or looks like an address.
    if (plan.validation !== undefined && (!isPlain || end - start < 5)) return false;
    this.collector.addText(bytes, start, end, scan.hash);
    return true;
  }

  /** `||…^` */
  private takeNameRule(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
    const { plan, scan } = this;
    scan.scan(bytes, start + 2, end - 1);
    if (!this.isWord(bytes, start + 2, end - 1)) return false;
    if (plan.compress && (scan.classes & ~compressibleClasses) === 0) {
      const mustBePlain = plan.finalValidation !== undefined;
      if (mustBePlain && !scan.isPlainHostname(bytes, start + 2, end - 1)) return false;
      return this.takePlainName(bytes, start + 2, end - 1);
    }
    if (plan.invertAllow) return false;
    if (plan.validation !== undefined && !this.isPlainlyValid(bytes, start + 2, end - 1)) return false;
    if ((classes & ByteClass.dollar) !== 0) return false;
    this.collector.addName(bytes, start + 2, end - 1, scan.hash);
    return true;
  }

  /** `||name^$…` */
  private takeNameRuleWithOptions(bytes: Uint8Array, start: number, end: number): boolean {
    const { plan, scan } = this;
    if (plan.invertAllow) return false;
    let dollar = end - 1;
    while (bytes[dollar] !== DOLLAR) dollar--;
    // Without a word behind the `$` the rule takes part in Compress.
    if (bytes[dollar - 1] !== CARET || dollar - start < 4 || bytes[end - 1] === COMMA || dollar === end - 1)
      return false;
    scan.scan(bytes, start + 2, dollar - 1);
    if (!this.isWord(bytes, start + 2, dollar - 1)) return false;
    const options = this.judge(bytes, dollar + 1, end);
    if (plan.validation !== undefined) {
      if (!options.areSupported) {
        this.collector.addRefused();
        return true;
      }
      if (!this.isPlainlyValid(bytes, start + 2, dollar - 1)) return false;
    }
    if (options.areLost) {
      this.collector.addName(bytes, start + 2, dollar - 1, scan.hash);
      return true;
    }
    if (options.areChanged) return false;
    this.collector.addText(bytes, start, end, hashFromRight(bytes, start, end));
    return true;
  }

  private judge(bytes: Uint8Array, start: number, end: number): RememberedOptions {
    const hash = hashFromRight(bytes, start, end);
    const known = this.options.get(hash);
    if (known !== undefined && isEqual(known.bytes, bytes, start, end)) return known;
    const all = parseOptions(decodeUtf8(bytes, start, end));
    const kept = this.plan.removeModifiers ? all.filter(({ name }) => !isRemovedModifier(name)) : all;
    const judged = {
      bytes: bytes.slice(start, end),
      areSupported: judgeOptions(kept).areSupported,
      areChanged: kept.length < all.length,
      areLost: kept.length === 0 && all.length > 0,
    };
    // Options of a hostile list may all differ; then they are judged anew each time.
    if (this.options.size < 4096) this.options.set(hash, judged);
    return judged;
  }

  /** An address, which ends at `addressEnd`, and one name. */
  private takeHostsRule(bytes: Uint8Array, start: number, addressEnd: number, end: number): boolean {
    const { plan, scan } = this;
    let at = addressEnd;
    while (isBlank(bytes[at])) at++;
    scan.scan(bytes, at, end);
    if (!scan.isPlainHostname(bytes, at, end)) return false;
    if (plan.compress) {
      return this.takePlainName(bytes, at, end);
    }
    if (plan.validation !== undefined && this.suffixes?.mayBeSuffix(scan, bytes, end) === true) return false;
    let hash = scan.hash;
    for (let from = at - 1; from >= start; from--) {
      hash = Math.imul(hash ^ (bytes[from] as number), hashPrime);
    }
    this.collector.addText(bytes, start, end, hash);
    return true;
  }

  /** Whether the name just scanned is one that need not be folded, as far as the strict mode is on. */
  private isWord(bytes: Uint8Array, start: number, end: number): boolean {
    const { scan, plan } = this;
    return (scan.classes & ~wordClasses) === 0 && (!plan.isStrict || scan.isPlainHostname(bytes, start, end));
  }

  /** The name just scanned, for Compress. It is plain, or no validator follows. */
  private takePlainName(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.suffixes?.mayBeSuffix(this.scan, bytes, end) === true) return false;
    this.collector.addCompressible(bytes, start, end, this.scan, false);
    return true;
  }

  /** Whether `||name^` is valid beyond doubt in every mode, for the name just scanned. */
  private isPlainlyValid(bytes: Uint8Array, start: number, end: number): boolean {
    const { scan } = this;
    return scan.isPlainHostname(bytes, start, end) && this.suffixes?.mayBeSuffix(scan, bytes, end) === false;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** `# …`, `####…` or a lone `#`. */
function isHashComment(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start + 1 || bytes[start + 1] === SPACE) return true;
  return (
    end >= start + 4 && bytes[start + 1] === HASH && bytes[start + 2] === HASH && bytes[start + 3] === HASH
  );
}

function isEqual(expected: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (expected.length !== end - start) return false;
  for (let index = 0; index < expected.length; index++) {
    if (expected[index] !== bytes[start + index]) return false;
  }
  return true;
}

/** 1 for each byte that the address of a hosts rule can have. */
const isAddressByte = new Uint8Array(256);
for (const character of 'abcdef0123456789.:[]') isAddressByte[character.charCodeAt(0)] = 1;
