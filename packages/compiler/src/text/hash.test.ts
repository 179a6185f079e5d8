import { describe, expect, it } from 'vitest';
import { hashFromRight, hashStart, mixHash } from './hash.ts';
import { encodeUtf8 } from './utf8.ts';

function hashOf(text: string): number {
  const bytes = encodeUtf8(`<${text}>`);
  return hashFromRight(bytes, 1, bytes.length - 1);
}

describe('hashFromRight', () => {
  it.each([
    { input: '', expected: 0x811c9dc5 },
    { input: 'a', expected: 0xe40c292c },
    { input: 'raboof', expected: 0xbf9cf968 },
  ])('is FNV-1a of "$input" read backwards', ({ input, expected }) => {
    expect(hashOf(input) >>> 0).toBe(expected);
  });

  it('starts from the hash of nothing', () => {
    expect(hashOf('')).toBe(hashStart);
  });

  it('has collisions, which those who use it must bear', () => {
    expect(hashOf('gnirratsoc')).toBe(hashOf('diuqil'));
  });
});

describe('mixHash', () => {
  it('gives different hashes different numbers', () => {
    const mixed = new Set<number>();
    for (let hash = 0; hash < 100_000; hash++) mixed.add(mixHash(Math.imul(hash, 40_503)));
    expect(mixed.size).toBe(100_000);
  });

  it('spreads neighbours over the low bits', () => {
    const slots = new Set<number>();
    for (let hash = 0; hash < 256; hash++) slots.add(mixHash(hash << 16) & 0xff);
    expect(slots.size).toBeGreaterThan(100);
  });
});
