import type { SeededRandom } from '../../lists/seeded-random.ts';
import { isSpecialAddress } from './special-addresses.ts';

/** A host of a URL, written in some way. */
export interface Spelling {
  readonly host: string;
  /** The IPv4 address in its usual form. */
  readonly address: string;
  /** Whether the guard has to refuse it. */
  readonly isSpecial: boolean;
}

const specialStarts = [
  [0],
  [10],
  [100, 64],
  [127],
  [169, 254],
  [172, 16],
  [172, 31],
  [192, 0, 0],
  [192, 0, 2],
  [192, 168],
  [198, 18],
  [198, 51, 100],
  [203, 0, 113],
  [224],
  [240],
  [255],
  [100, 127],
  [198, 19],
] as const;

/** Borders: the neighbours of special ranges, which are public. */
const publicStarts = [
  [1],
  [9],
  [11],
  [100, 63],
  [100, 128],
  [126],
  [128],
  [169, 253],
  [172, 15],
  [172, 32],
  [192, 1],
  [198, 17],
  [223],
] as const;

/** A random IPv4 address, special about half of the time, in one of the many ways in which URLs may write it. */
export function randomSpelling(random: SeededRandom): Spelling {
  const start: readonly number[] = random.chance(0.5)
    ? random.pick(specialStarts)
    : random.chance(0.3)
      ? random.pick(publicStarts)
      : [];
  const octets = Array.from({ length: 4 }, (_, at) => start[at] ?? random.below(256));
  const address = octets.join('.');
  const isSpecial = isSpecialAddress(address);
  // IPv6 forms that carry an address of the public internet are for the guard to judge; only special ones are certain.
  const host =
    isSpecial && random.chance(0.3) ? embed(octets, random) : disguise(spellNumbers(octets, random), random);
  return { host, address, isSpecial };
}

/** One to four numbers, each decimal, octal or hexadecimal. */
function spellNumbers(octets: readonly number[], random: SeededRandom): string {
  const count = random.pickWeighted([
    [4, 70],
    [3, 10],
    [2, 10],
    [1, 10],
  ]);
  const last = octets.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
  return [...octets.slice(0, count - 1), last].map((number) => spellNumber(number, random)).join('.');
}

function spellNumber(number: number, random: SeededRandom): string {
  switch (random.below(5)) {
    case 0:
      return `0x${number.toString(16)}`;
    case 1:
      return `0X${number.toString(16).toUpperCase().padStart(random.below(12), '0')}`;
    case 2:
      return `0${number.toString(8).padStart(random.below(14), '0')}`;
    default:
      return String(number);
  }
}

/** The same host in other characters: escapes, wide forms, other dots, a dot at the end. */
function disguise(host: string, random: SeededRandom): string {
  switch (random.below(7)) {
    case 0:
      return host.replace(/./g, (c) => (random.chance(0.4) ? `%${c.charCodeAt(0).toString(16)}` : c));
    case 1:
      return host.replace(/[0-9a-z]/gi, (c) =>
        random.chance(0.4) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c,
      );
    case 2:
      return host.replaceAll('.', () => random.pick(['。', '．', '｡', '%2e', '%E3%80%82']));
    case 3:
      return `${host}.`;
    case 4:
      return host.replace(/./g, (c) => (random.chance(0.2) ? `${c}\u00ad` : c));
    default:
      return host;
  }
}

/** IPv6 addresses that carry the IPv4 address: mapped, compatible, translated (NAT64), 6to4. */
function embed([a = 0, b = 0, c = 0, d = 0]: readonly number[], random: SeededRandom): string {
  const dotted = `${a}.${b}.${c}.${d}`;
  const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const tail = random.chance(0.5) ? dotted : hex;
  return random.pick([
    `[::ffff:${tail}]`,
    `[0:0:0:0:0:FFFF:${tail}]`,
    `[::${tail}]`,
    `[64:ff9b::${tail}]`,
    `[2002:${hex}::1]`,
    `[2002:${hex}:1:2:3:4:5:6]`,
    `[::ffff:0:${tail}]`,
  ]);
}
