import type { SeededRandom } from '../../lists/seeded-random.ts';

const labels = [
  'a',
  'b',
  'ads',
  'x',
  'example',
  'test',
  'co',
  'com',
  'org',
  'www',
  '1',
  '12',
  '256',
  'a-b',
  'a--b',
  'xn--e1afmkfd',
  'cafe',
  'bad',
  '0',
] as const;

const oddLabels = [
  '-a',
  'a-',
  '_dmarc',
  'a_b',
  '_',
  '-',
  '',
  '*',
  'é',
  'пример',
  'ｆｕｌｌ',
  'ß',
  '😀',
  'İ',
  'Ads',
  'EXAMPLE',
  'a*',
  '*a',
  'x\u00ad',
  'l'.repeat(63),
  'l'.repeat(64),
  'xn--',
  'xn--a',
  'xn--\u00e9',
  '٣',
  'a\u200db',
  'k\u212a',
] as const;

const suffixes = [
  'com',
  'org',
  'co.uk',
  'uk',
  'net',
  'example',
  'com.au',
  'xn--p1ai',
  'io',
  'ck',
  'www.ck',
  'jp',
  'kawasaki.jp',
  'city.kawasaki.jp',
  'github.io',
  'local',
  'localhost',
  'test',
  'zzz',
  'k12.ca.us',
  's3.amazonaws.com',
  'mm',
  'b.mm',
] as const;

const oddSuffixes = [
  'рф',
  'com.',
  'org..',
  '1',
  'COM',
  'Co.Uk',
  'セール',
  'com_',
  'a1',
  '',
  'c\u00f3m',
  'in-addr.arpa',
] as const;

/** Property names that every object of JavaScript has: a table keyed by lines must not know them beforehand. */
export const prototypeNames = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__proto__',
  'isPrototypeOf',
  'toLocaleString',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
] as const;

const poolSize = 12;

/**
 * Host names that are likely to meet again in the same list: the same name, its parents and its children, and names
 * that test the limits of what a host name is.
 */
export class NameGrammar {
  private readonly random: SeededRandom;
  /** How often something odd is chosen. */
  private readonly oddity: number;
  private readonly pool: string[] = [];

  constructor(random: SeededRandom, oddity: number) {
    this.random = random;
    this.oddity = oddity;
  }

  /** A host name, or nearly one. */
  name(): string {
    const { random, pool } = this;
    const roll = random.next();
    let name: string;
    if (pool.length > 0 && roll < 0.35) name = random.pick(pool);
    else if (pool.length > 0 && roll < 0.5) name = `${this.label()}.${random.pick(pool)}`;
    else if (pool.length > 0 && roll < 0.58) name = parentOf(random.pick(pool));
    else if (roll < 0.6) name = random.pick(prototypeNames);
    else if (roll < 0.62) name = this.address();
    else name = this.freshName();
    if (random.chance(0.02 * this.oddity)) name = random.chance(0.5) ? `${name}.` : name.toUpperCase();
    if (random.chance(0.002 * this.oddity)) name = `${'long-label-that-repeats.'.repeat(11)}${name}`;
    if (pool.length < poolSize) pool.push(name);
    else if (random.chance(0.1)) pool[random.below(poolSize)] = name;
    return name;
  }

  /** An IPv4 address or something that starts like one. */
  address(): string {
    const { random } = this;
    const octets = random.pickWeighted([
      [4, 70],
      [3, 14],
      [2, 8],
      [1, 4],
      [5, 4],
    ]);
    const octet = () =>
      random.chance(0.05) ? random.pick(['256', '300', '01', '999', '00']) : String(random.below(256));
    return Array.from({ length: octets }, octet).join('.');
  }

  private freshName(): string {
    const { random } = this;
    const suffix = random.chance(0.05 * this.oddity) ? random.pick(oddSuffixes) : random.pick(suffixes);
    let name: string = suffix;
    for (
      let depth = random.pickWeighted([
        [0, 6],
        [1, 54],
        [2, 30],
        [3, 10],
      ]);
      depth > 0;
      depth--
    ) {
      name = `${this.label()}.${name}`;
    }
    return name;
  }

  private label(): string {
    const { random } = this;
    if (random.chance(0.06 * this.oddity)) return random.pick(oddLabels);
    if (random.chance(0.02 * this.oddity)) return random.pick(prototypeNames);
    return random.pick(labels);
  }
}

function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(dot + 1);
}
