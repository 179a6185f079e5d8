import { DomainNames } from './domain-names.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The forms in which lists come. */
export const listKinds = ['hosts', 'domains', 'adblock-dns', 'adblock-browser', 'mixed', 'unique'] as const;

/**
 * `hosts`, `domains`, `adblock-dns` (`||x^` and the modifiers of DNS blockers), `adblock-browser` (paths, modifiers,
 * cosmetic rules), `mixed` (all of them and everything that is odd), `unique` (`||x^`, every rule survives).
 */
export type ListKind = (typeof listKinds)[number];

const browserModifiers = [
  'third-party',
  'script',
  'popup',
  'image,third-party',
  'domain=news.example|sport.example',
  'all',
  'document',
  'xmlhttprequest',
  'subdocument',
  '~third-party',
  'script,domain=~shop.example',
] as const;

const dnsModifiers = [
  'important',
  'dnstype=AAAA',
  'denyallow=good.example|fine.example',
  'client=192.168.0.0/24',
  'badfilter',
  'dnsrewrite=NOERROR;A;127.0.0.1',
  'ctag=device_tv',
  'dnstype=~A',
] as const;

const classes = [
  'ad-box',
  'banner',
  'sponsored',
  'skin-left',
  'promo_2',
  'AdUnit',
  'top-leaderboard',
] as const;
const internationalNames = [
  'bücher.example',
  'реклама.рф',
  '广告.公司.cn',
  'προσφορά.gr',
  'xn--bcher-kva.example',
] as const;

/** Makes the lines of one list, one after the other. */
export class ListLines {
  private readonly random: SeededRandom;
  private readonly names: DomainNames;
  private readonly kind: ListKind;

  constructor(kind: ListKind, random: SeededRandom) {
    this.kind = kind;
    this.random = random;
    this.names = new DomainNames(random);
  }

  next(): string {
    return this.lineOf(this.kind);
  }

  private lineOf(kind: ListKind): string {
    switch (kind) {
      case 'hosts':
        return this.hosts();
      case 'domains':
        return this.random.chance(0.0003) ? `# ${this.names.next()}` : this.names.next();
      case 'adblock-dns':
        return this.dnsRule();
      case 'adblock-browser':
        return this.browserRule();
      case 'unique':
        return `||${this.names.nextUnique()}^`;
      case 'mixed':
        return this.random.chance(0.08)
          ? this.oddLine()
          : this.lineOf(this.random.pick(['hosts', 'domains', 'adblock-dns', 'adblock-browser'] as const));
    }
  }

  private hosts(): string {
    const { random } = this;
    const name = random.chance(0.0003) ? `_dmarc.${this.names.next()}` : this.names.next();
    const roll = random.next();
    if (roll < 0.0005) return `# ${name}`;
    if (roll < 0.001) return `127.0.0.1\t${name}`;
    if (roll < 0.0015) return `0.0.0.0 ${name} # ${random.pick(classes)}`;
    if (roll < 0.002) return `0.0.0.0 ${name} www.${name}`;
    return `0.0.0.0 ${name}`;
  }

  private dnsRule(): string {
    const { random } = this;
    const name = this.names.next();
    const roll = random.next();
    if (roll < 0.0005) return `! ${name}`;
    if (roll < 0.004) return `@@||${name}^`;
    if (roll < 0.006) return `@@||${name}^|`;
    if (roll < 0.012) return `||${name}^$${random.pick(dnsModifiers)}`;
    if (roll < 0.014) return `||${name.replace(/^[^.]+/, '*')}^`;
    if (roll < 0.015) return `/^ads?[0-9]+\\.${name.replaceAll('.', '\\.')}$/`;
    if (roll < 0.017) return `||${name}`;
    if (roll < 0.018) return `||${name}.^`;
    return `||${name}^`;
  }

  private browserRule(): string {
    const { random } = this;
    const name = this.names.next();
    const roll = random.next();
    if (roll < 0.003) return `! *** ${name} ***`;
    if (roll < 0.557) return `||${name}^`;
    if (roll < 0.638) return `||${name}^$${random.pick(browserModifiers)}`;
    if (roll < 0.817)
      return `${random.pick(['##', '###', '##.'])}${random.pick(classes)}-${random.below(9999)}`;
    if (roll < 0.945)
      return `${name}${random.pick(['##.', '###', '#@#.', '#?#div:has(> .'])}${random.pick(classes)}`;
    if (roll < 0.97) return `||${name}/${random.pick(classes)}/*_${random.below(999)}x90.gif$image`;
    if (roll < 0.98) return `@@||${name}^$${random.pick(browserModifiers)}`;
    if (roll < 0.981) return `/${random.pick(classes)}[0-9]{2,4}\\.js/$script`;
    return `-${random.pick(classes)}-${random.below(9999)}.$image`;
  }

  private oddLine(): string {
    const { random } = this;
    const name = this.names.next();
    switch (random.below(14)) {
      case 0:
        return `||${random.pick(internationalNames)}^`;
      case 1:
        return `0.0.0.0 ${random.pick(internationalNames)}`;
      case 2:
        return `||${name.toUpperCase()}^`;
      case 3:
        return `0.0.0.0 ${name.replace(/^./, (first) => first.toUpperCase())}`;
      case 4:
        return `  ${name}\t`;
      case 5:
        return `||${random.below(256)}.${random.below(256)}.${random.below(256)}.${random.below(256)}^`;
      case 6:
        return `${random.below(256)}.${random.below(256)}.${random.below(256)}.*`;
      case 7:
        return '';
      case 8:
        return '   ';
      case 9:
        return random.pick(['#', '####', '!', '# --- section ---', '#no-space', '[Adblock Plus 2.0]']);
      case 10:
        return `::1 ip6-localhost ${name}`;
      case 11:
        return `||${name}.^`;
      case 12:
        return `127.0.0.1 ${name}:8080`;
      default:
        return `||a_b.${name}^`;
    }
  }
}
