import { describe, expect, it } from 'vitest';
import { NameScan } from '../text/name-scan.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { findPublicSuffix, publicSuffixRules } from './public-suffix.ts';
import { listPublicSuffixRules } from './public-suffix-rules.ts';
import { SuffixHashes } from './suffix-hashes.ts';

describe('findPublicSuffix', () => {
  it.each([
    { name: 'a suffix of one label', input: 'a.org', expected: ['org', true] },
    { name: 'the longest rule', input: 'www.a.co.uk', expected: ['co.uk', true] },
    { name: 'a suffix by itself', input: 'co.uk', expected: ['co.uk', true] },
    { name: 'a top-level domain by itself', input: 'org', expected: ['org', true] },
    { name: 'what a wildcard stands for', input: 'a.b.foo.ck', expected: ['foo.ck', true] },
    { name: 'a wildcard two levels down', input: 'a.b.c.kawasaki.jp', expected: ['c.kawasaki.jp', true] },
    { name: 'the parent of a wildcard', input: 'kawasaki.jp', expected: ['jp', true] },
    { name: 'an exception', input: 'a.city.kawasaki.jp', expected: ['kawasaki.jp', true] },
    { name: 'an exception by itself', input: 'city.kawasaki.jp', expected: ['kawasaki.jp', true] },
    { name: 'an unknown label', input: 'a.b.lan', expected: ['lan', false] },
    { name: 'an unknown name of one label', input: 'localhost', expected: ['localhost', false] },
    { name: 'a private suffix, which does not count', input: 'a.github.io', expected: ['io', true] },
    { name: 'punycode', input: 'a.xn--p1ai', expected: ['xn--p1ai', true] },
    { name: 'names of prototypes', input: 'constructor.__proto__', expected: ['__proto__', false] },
    { name: 'an empty name', input: '', expected: ['', false] },
  ])('finds $name: $expected', ({ input, expected: [suffix, isKnown] }) => {
    expect(findPublicSuffix(input)).toEqual({ suffix, isKnown });
  });

  it('takes an exception over the wildcard beside it', () => {
    expect(publicSuffixRules('ck')).toEqual(new Set(['*.ck', '!www.ck']));
    expect(findPublicSuffix('www.ck')).toEqual({ suffix: 'ck', isKnown: true });
    expect(findPublicSuffix('a.www.ck')).toEqual({ suffix: 'ck', isKnown: true });
  });
});

/** All rules of the list, in its notation. */
const allRules = Object.values(listPublicSuffixRules())
  .flatMap((lines) => lines.split('\n'))
  .flatMap((line) => line.split(' ').slice(1));

describe('publicSuffixRules', () => {
  it('gives the rules below one last label', () => {
    expect(publicSuffixRules('com')).toContain('com');
    expect(publicSuffixRules('uk')).toContain('co.uk');
    expect(publicSuffixRules('jp')).toContain('*.kawasaki.jp');
    expect(publicSuffixRules('jp')).toContain('!city.kawasaki.jp');
  });

  it('gives all rules of the list, each below its last label', () => {
    expect(allRules.length).toBeGreaterThan(6000);
    for (const rule of allRules) {
      expect(publicSuffixRules(rule.slice(rule.lastIndexOf('.') + 1).replace('!', '')).has(rule)).toBe(true);
    }
  });

  it('gives the ICANN section alone', () => {
    expect(publicSuffixRules('io')).not.toContain('github.io');
    expect(publicSuffixRules('com')).not.toContain('blogspot.com');
  });

  it.each(['lan', 'constructor', '__proto__', 'toString', '', 'COM', 'co.uk', 'c', 'rg'])(
    'gives nothing for "%s", which is no last label of the list',
    (label) => {
      expect([...publicSuffixRules(label)]).toEqual([]);
    },
  );
});

describe('SuffixHashes', () => {
  const hashes = new SuffixHashes();
  const mayBeSuffix = (name: string) => {
    const scan = new NameScan();
    const bytes = encodeUtf8(`||${name}^`);
    scan.scan(bytes, 2, bytes.length - 1);
    return hashes.mayBeSuffix(scan, bytes, bytes.length - 1);
  };

  it('never denies a public suffix', () => {
    const denied = allRules
      .filter((rule) => rule.includes('.') && !rule.startsWith('!'))
      .map((rule) => rule.replace('*', 'anything'))
      .filter((name) => !mayBeSuffix(name));
    expect(denied).toEqual([]);
  });

  it.each([
    'example.org',
    'www.example.co.uk',
    'a.b.c.kawasaki.jp',
    'constructor.org',
    'a.constructor',
    'a.b.lan',
  ])('denies %s', (name) => {
    expect(mayBeSuffix(name)).toBe(false);
  });

  it('denies no public suffix after very many last labels', () => {
    for (let index = 0; index < 20_000; index++) mayBeSuffix(`a.b${index}`);
    for (const name of ['co.uk', 'anything.ck', 'xn--p1ai.b1', 'gov.zw']) {
      expect(mayBeSuffix(name)).toBe(name !== 'xn--p1ai.b1');
    }
  });
});
