import type { SeededRandom } from './seeded-random.ts';

/** Suffixes with their share in per mille, roughly as public lists of blocked hosts have them. */
const suffixes: readonly (readonly [string, number])[] = [
  ['com', 450],
  ['net', 90],
  ['info', 45],
  ['tk', 40],
  ['xyz', 28],
  ['it', 28],
  ['org', 22],
  ['ru', 20],
  ['io', 18],
  ['com.br', 18],
  ['cn', 16],
  ['de', 24],
  ['co.cc', 9],
  ['cc', 9],
  ['tv', 9],
  ['pl', 14],
  ['fr', 12],
  ['nl', 11],
  ['co.uk', 13],
  ['eu', 9],
  ['top', 8],
  ['site', 10],
  ['co', 7],
  ['us', 7],
  ['jp', 5],
  ['co.jp', 6],
  ['com.au', 6],
  ['club', 5],
  ['online', 6],
  ['biz', 6],
  ['me', 5],
  ['pro', 4],
  ['ml', 4],
  ['ga', 4],
  ['cf', 4],
  ['gq', 4],
  ['in', 4],
  ['vn', 4],
  ['ch', 5],
  ['at', 4],
  ['se', 4],
  ['dk', 4],
  ['ca', 4],
  ['es', 4],
  ['be', 3],
  ['cz', 3],
  ['app', 4],
  ['space', 4],
  ['shop', 3],
  ['ac.uk', 1],
  ['gov.uk', 1],
  ['com.cn', 3],
  ['com.tr', 2],
  ['co.kr', 2],
  ['co.za', 2],
  ['com.mx', 2],
  ['com.tw', 2],
  ['ne.jp', 1],
  ['kawasaki.jp', 1],
  ['k12.ca.us', 1],
  ['xn--p1ai', 1],
  ['media', 2],
  ['link', 2],
  ['live', 2],
];

const words = [
  'ad',
  'ads',
  'adserver',
  'analytics',
  'api',
  'app',
  'banner',
  'beacon',
  'best',
  'bid',
  'cdn',
  'click',
  'cloud',
  'collect',
  'count',
  'data',
  'deals',
  'email',
  'events',
  'fast',
  'free',
  'games',
  'get',
  'go',
  'home',
  'img',
  'info',
  'link',
  'live',
  'log',
  'login',
  'mail',
  'market',
  'media',
  'metrics',
  'mobile',
  'news',
  'one',
  'online',
  'page',
  'pay',
  'pixel',
  'play',
  'pop',
  'push',
  'secure',
  'send',
  'shop',
  'smart',
  'soft',
  'stat',
  'stats',
  'static',
  'store',
  'sync',
  'tag',
  'target',
  'tech',
  'top',
  'track',
  'tracker',
  'tracking',
  'video',
  'web',
  'win',
] as const;

const subdomains: readonly (readonly [string, number])[] = [
  ['www', 14],
  ['cdn', 5],
  ['ads', 5],
  ['track', 4],
  ['api', 4],
  ['stats', 3],
  ['img', 2],
  ['s', 2],
  ['m', 2],
  ['static', 2],
  ['click', 2],
  ['metrics', 2],
  ['mail', 1],
  ['go', 1],
  ['a', 1],
  ['t', 1],
  ['', 160],
];

const consonants = 'bcdfghjklmnprstvwz';
const vowels = 'aeiou';
const registrablesMax = 200_000;

/**
 * Domain names whose depths, label lengths, suffixes and reuse of registrable domains resemble published lists of
 * blocked hosts: some 28 % of two labels, half of three, a heavy head of domains with very many subdomains, and a
 * quarter to a third of names that lie below another name.
 */
export class DomainNames {
  private readonly random: SeededRandom;
  private readonly registrables: string[] = [];
  private made = 0;

  constructor(random: SeededRandom) {
    this.random = random;
  }

  next(): string {
    const { random } = this;
    const roll = random.next();
    let name = roll < 0.4 ? this.newRegistrable() : this.knownRegistrable();
    // A fresh domain is mostly listed itself, a known one by its subdomains.
    const isFresh = roll < 0.4;
    let extra = isFresh
      ? random.pickWeighted([
          [0, 48],
          [1, 47],
          [2, 5],
        ])
      : random.pickWeighted([
          [0, 2],
          [1, 66],
          [2, 21],
          [3, 5],
          [4, 4],
          [5, 2],
        ]);
    for (; extra > 0; extra--) name = `${this.subdomain()}.${name}`;
    return name;
  }

  /** A name that no other call gives and that neither covers nor is covered by another one. */
  nextUnique(): string {
    const serial = (this.made++).toString(36);
    const suffix = this.random.pickWeighted(suffixes);
    // All names right below kawasaki.jp are public suffixes: validators would refuse them.
    const registrable = suffix === 'kawasaki.jp' ? 'city.kawasaki.jp' : suffix;
    return `${this.label().slice(0, 40)}${this.random.chance(0.5) ? '-' : ''}${serial}q.${registrable}`;
  }

  private newRegistrable(): string {
    const name = `${this.label()}.${this.random.pickWeighted(suffixes)}`;
    if (this.registrables.length < registrablesMax) this.registrables.push(name);
    else this.registrables[this.random.below(registrablesMax)] = name;
    return name;
  }

  private knownRegistrable(): string {
    const count = this.registrables.length;
    if (count === 0) return this.newRegistrable();
    const skew = this.random.next() ** 3;
    return this.registrables[Math.floor(skew * count)] as string;
  }

  private subdomain(): string {
    return this.random.pickWeighted(subdomains) || this.label();
  }

  private label(): string {
    const { random } = this;
    const roll = random.next();
    if (roll < 0.1) return random.pick(words) + String(random.below(random.chance(0.2) ? 10 : 10_000));
    if (roll < 0.26) {
      return `${random.pick(words)}${random.chance(0.55) ? '-' : ''}${random.chance(0.5) ? random.pick(words) : this.syllables(3)}`;
    }
    if (roll < 0.34) return random.below(0x7fffffff).toString(random.chance(0.5) ? 36 : 16);
    if (roll < 0.345) return Array.from({ length: 2 + random.below(5) }, () => this.syllables(3)).join('-');
    const text = this.syllables(2 + random.below(5));
    return random.chance(0.1) ? text + String(random.below(1000)) : text;
  }

  private syllables(count: number): string {
    const { random } = this;
    let text = '';
    for (let i = 0; i < count; i++) {
      text += (consonants[random.below(consonants.length)] as string) + (vowels[random.below(5)] as string);
      if (random.chance(0.3)) text += consonants[random.below(consonants.length)] as string;
    }
    return text;
  }
}
