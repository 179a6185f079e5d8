import { describe, expect, it } from 'vitest';
import { NameScan } from '../text/name-scan.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { findPublicSuffix, publicSuffixRules } from './public-suffix.ts';
import { suffixHashes } from './suffix-hashes.ts';

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
    expect(publicSuffixRules()).toContain('*.ck');
    expect(publicSuffixRules()).toContain('!www.ck');
    expect(findPublicSuffix('www.ck')).toEqual({ suffix: 'ck', isKnown: true });
    expect(findPublicSuffix('a.www.ck')).toEqual({ suffix: 'ck', isKnown: true });
  });
});

describe('publicSuffixRules', () => {
  it('is the ICANN section alone', () => {
    expect(publicSuffixRules().size).toBeGreaterThan(6000);
    for (const rule of ['com', 'co.uk', '*.ck', '*.kawasaki.jp', '!city.kawasaki.jp', '!www.ck']) {
      expect(publicSuffixRules()).toContain(rule);
    }
    for (const rule of ['github.io', 'blogspot.com', '']) expect(publicSuffixRules()).not.toContain(rule);
  });
});

describe('suffixHashes', () => {
  const mayBeSuffix = (name: string) => {
    const scan = new NameScan();
    const bytes = encodeUtf8(name);
    scan.scan(bytes, 0, bytes.length);
    return suffixHashes().mayBeSuffix(scan);
  };

  it('never denies a public suffix', () => {
    const denied = [...publicSuffixRules()]
      .filter((rule) => rule.includes('.') && !rule.startsWith('!'))
      .map((rule) => rule.replace('*', 'anything'))
      .filter((name) => !mayBeSuffix(name));
    expect(denied).toEqual([]);
  });

  it('denies ordinary names', () => {
    for (const name of ['example.org', 'www.example.co.uk', 'a.b.c.kawasaki.jp', 'constructor.org']) {
      expect(mayBeSuffix(name)).toBe(false);
    }
  });
});
