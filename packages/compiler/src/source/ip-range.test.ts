import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './ip-range.ts';

/**
 * Every block of IANA's "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry", plus
 * multicast and what of IPv6 is not global unicast; written from the registries, not from the library.
 */
const specialBlocks4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
];
const specialBlocks6 = [
  '::/128',
  '::1/128',
  '::/96',
  '::ffff:0:0/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '::/3',
  '2001::/23',
  '2001::/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:1::3/128',
  '2001:2::/48',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:10::/28',
  '2001:20::/28',
  '2001:30::/28',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
  '4000::/2',
  '5f00::/16',
  '8000::/1',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

const blocks4 = specialBlocks4.map((block) => parseBlock(block, parse4, 32));
const blocks6 = specialBlocks6.map((block) => parseBlock(block, parse6, 128));

function parseBlock(block: string, parse: (address: string) => bigint, bits: number): Block {
  const [address = '', length] = block.split('/');
  const first = parse(address);
  return { first, last: first + (1n << BigInt(bits - Number(length))) - 1n };
}

function parse4(address: string): bigint {
  return address.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parse6(address: string): bigint {
  const [left = [], right = []] = address
    .split('::')
    .map((side) => side.split(':').filter((part) => part !== ''));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((value, part) => value * 65536n + BigInt(`0x${part}`), 0n);
}

const format4 = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
const format6 = (value: bigint) =>
  [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n]
    .map((shift) => ((value >> shift) & 0xffffn).toString(16))
    .join(':');

/** First, last, and their neighbours outside. */
function edges(blocks: readonly Block[], bits: bigint): bigint[] {
  return blocks
    .flatMap(({ first, last }) => [first - 1n, first, (first + last) / 2n, last, last + 1n])
    .filter((value) => value >= 0n && value < 1n << bits);
}

const isIn = (blocks: readonly Block[], value: bigint) =>
  blocks.some(({ first, last }) => first <= value && value <= last);

describe('isPublicAddress', () => {
  it('agrees with the IPv4 registry at the edges of every block', () => {
    const values = edges(blocks4, 32n);
    expect(
      values.filter((value) => isPublicAddress(format4(value)) === isIn(blocks4, value)).map(format4),
    ).toEqual([]);
    expect(values.some((value) => isPublicAddress(format4(value)))).toBe(true);
  });

  it('agrees with the IPv6 registry at the edges of every block', () => {
    const values = edges(blocks6, 128n);
    expect(
      values.filter((value) => isPublicAddress(format6(value)) === isIn(blocks6, value)).map(format6),
    ).toEqual([]);
    expect(values.some((value) => isPublicAddress(format6(value)))).toBe(true);
  });

  it('refuses IPv6 addresses that carry an IPv4 address, even a public one', () => {
    const carried = ['::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::808:808', '2002:808:808::1', '2001::f7f7:f7f7'];
    expect(carried.filter(isPublicAddress)).toEqual([]);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2001:4860:4860::8888', '2A00::1'])(
    'accepts %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '',
    'example.org',
    '8.8.8',
    '8.8.8.8.',
    '08.8.8.8',
    '0x8.8.8.8',
    '134744072',
    '[2a00::1]',
    '2a00::1%eth0',
    '8.8.8.8/32',
  ])('calls %j not public, for it is no plain address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
