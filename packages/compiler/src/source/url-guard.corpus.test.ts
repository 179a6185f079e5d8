import { existsSync, readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkSourceUrl } from './url-guard.ts';

const privateAddresses = [
  [127, 0, 0, 1],
  [127, 255, 255, 254],
  [10, 0, 0, 1],
  [172, 16, 0, 1],
  [172, 31, 255, 255],
  [192, 168, 0, 1],
  [169, 254, 169, 254],
  [100, 100, 100, 200],
  [192, 0, 0, 192],
  [198, 18, 0, 1],
  [0, 0, 0, 0],
  [224, 0, 0, 1],
  [255, 255, 255, 255],
];

/** Ways to write one number of an address. */
const notations: readonly ((part: number) => string)[] = [
  (part) => String(part),
  (part) => `0x${part.toString(16)}`,
  (part) => `0X${part.toString(16).toUpperCase().padStart(4, '0')}`,
  (part) => `0${part.toString(8)}`,
  (part) => `000${part.toString(8)}`,
];

/** Ways to write the characters of a host. */
const disguises: readonly ((host: string) => string)[] = [
  (host) => host,
  (host) => `${host}.`,
  (host) => host.replace(/[0-9a-z]/gi, (c) => `%${c.charCodeAt(0).toString(16)}`),
  (host) => host.replace(/[0-9a-z]/gi, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  (host) => host.replaceAll('.', '。'),
  (host) => host.replaceAll('.', '%2E'),
];

/** Four parts, and the short forms in which the last part takes over the rest. */
function partsOf([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number[][] {
  const low = c * 256 + d;
  return [[a, b, c, d], [a, b, low], [a, b * 65536 + low], [a * 16777216 + b * 65536 + low]];
}

function spellings4(address: readonly number[]): string[] {
  return partsOf(address).flatMap((parts) =>
    notations.flatMap((notation) => disguises.map((disguise) => disguise(parts.map(notation).join('.')))),
  );
}

/** The IPv6 addresses that carry an IPv4 address, in several spellings each. */
function spellings6(address: readonly number[]): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address;
  const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const forms = [
    ...[
      '::ffff:',
      '::',
      '64:ff9b::',
      '64:ff9b:1::',
      '::ffff:0:',
      '0:0:0:0:0:ffff:',
      '0000:0000:0000:0000:0000:FFFF:',
    ].flatMap((prefix) => [prefix + hex, prefix + address.join('.')]),
    `2002:${hex}::1`,
    `2002:${hex.toUpperCase()}:0:0:0:0:1`,
    `2001:0:4136:e378:8000:63bf:${((a * 256 + b) ^ 0xffff).toString(16)}:${((c * 256 + d) ^ 0xffff).toString(16)}`,
  ];
  return forms.map((form) => `[${form}]`);
}

const otherSpellings =
  '[::] [::1] [0:0:0:0:0:0:0:1] [0000::0001] [fc00::1] [fd00:ec2::254] [FE80::1] [fec0::1] [ff02::1] [2001:db8::1] [3fff::1] [100::1] [5f00::1] localhost LocalHost localhost. %6c%6fcalhost ｌｏｃａｌｈｏｓｔ a.localhost'.split(
    ' ',
  );

const schemes = ['http://', 'https://', 'http:\\\\', ' http:/'];
const spellings = [
  ...privateAddresses.flatMap((address) => [...spellings4(address), ...spellings6(address)]),
  ...otherSpellings,
];

const special = new BlockList();
for (const block of '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3'.split(
  ' ',
)) {
  const [network = '', bits] = block.split('/');
  special.addSubnet(network, Number(bits), 'ipv4');
}
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const block of '2001::/23 2001:db8::/32 2002::/16 3fff::/20'.split(' ')) {
  const [network = '', bits] = block.split('/');
  special.addSubnet(network, Number(bits), 'ipv6');
}

function isSpecial(address: string): boolean {
  return isIP(address) === 4
    ? special.check(address, 'ipv4')
    : special.check(address, 'ipv6') || !globalUnicast.check(address, 'ipv6');
}

describe('checkSourceUrl, by many spellings', () => {
  it('refuses every spelling of an address that is not public', () => {
    expect(new Set(spellings).size).toBeGreaterThan(1500);
    const urls = spellings.flatMap((host) => schemes.map((scheme) => `${scheme}${host}/list.txt`));
    const allowed = urls.filter((url) => checkSourceUrl(url).isAllowed);
    expect(allowed).toEqual([]);
  });

  it('generates spellings of which most are valid URLs', () => {
    const valid = spellings.filter((host) => URL.canParse(`http://${host}/`));
    expect(valid.length).toBeGreaterThan(spellings.length * 0.9);
  });

  const corpus = new URL('../../../../../shared/vectors/wpt-url/urltestdata.json', import.meta.url);
  it.skipIf(!existsSync(corpus))(
    'survives the URL tests of Web Platform Tests (skipped where they are not at hand)',
    () => {
      const counts = { inputs: 0, unparsable: 0, addresses: 0, allowed: 0 };
      const wronglyAllowed: string[] = [];
      for (const entry of JSON.parse(readFileSync(corpus, 'utf8'))) {
        if (typeof entry === 'string') continue;
        const input = String(entry.input);
        const base = typeof entry.base === 'string' ? entry.base : undefined;
        for (const text of [input, ...(URL.canParse(input, base) ? [new URL(input, base).href] : [])]) {
          counts.inputs++;
          const decision = checkSourceUrl(text);
          if (decision.isAllowed) counts.allowed++;
          if (!URL.canParse(text)) {
            counts.unparsable++;
            if (decision.isAllowed) wronglyAllowed.push(text);
            continue;
          }
          const { hostname, protocol } = new URL(text);
          const address = hostname.replace(/^\[|\]$/g, '');
          if (isIP(address) > 0) counts.addresses++;
          const isForbidden = (isIP(address) > 0 && isSpecial(address)) || !/^https?:$/.test(protocol);
          if (decision.isAllowed && isForbidden) wronglyAllowed.push(text);
        }
      }
      expect(wronglyAllowed).toEqual([]);
      expect(counts.addresses).toBeGreaterThan(50);
      expect(counts.allowed).toBeGreaterThan(100);
    },
  );
});
