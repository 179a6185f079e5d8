import { describe, expect, it } from 'vitest';
import { parseHostname } from '../rule/hostname.ts';
import { ByteClass } from './byte-class.ts';
import { hashFromRight } from './hash.ts';
import { NameScan } from './name-scan.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const scan = new NameScan();

/** Scans a name within other bytes. */
function scanned(name: string): { bytes: Uint8Array; start: number; end: number } {
  const bytes = encodeUtf8(`||${name}^.x`);
  const start = 2;
  const end = bytes.length - 3;
  scan.scan(bytes, start, end);
  return { bytes, start, end };
}

describe('a scan of a name', () => {
  it.each([
    { name: 'www.a-b.example.org', parents: ['org', 'example.org', 'a-b.example.org'] },
    { name: 'org', parents: [] },
    { name: '', parents: [] },
    { name: 'a.', parents: [''] },
    { name: '.a', parents: ['a'] },
    { name: '..', parents: ['', '.'] },
  ])('knows the hash of "$name" and of its parents', ({ name, parents }) => {
    const { bytes, start, end } = scanned(name);
    expect(scan.hash).toBe(hashFromRight(bytes, start, end));
    expect(scan.dots).toBe(parents.length);
    parents.forEach((parent, index) => {
      const parentStart = scan.parentStarts[index] ?? -1;
      expect(decodeUtf8(bytes, parentStart, end)).toBe(parent);
      expect(scan.parentHashes[index]).toBe(hashFromRight(bytes, parentStart, end));
    });
  });

  it('forgets the name before', () => {
    scanned('A_B.c.d.e');
    scanned('a.b');
    expect(scan.dots).toBe(1);
    expect(scan.classes).toBe(ByteClass.lower | ByteClass.dot);
  });

  it('looks at thousands of dots and no more', () => {
    const { bytes, start, end } = scanned('a.'.repeat(10_000));
    expect(scan.dots).toBeLessThan(10_000);
    expect(scan.hash).toBe(hashFromRight(bytes, start, end));
  });
});

describe('isPlainHostname', () => {
  const label63 = 'a'.repeat(63);
  it.each([
    { input: 'a.org', expected: true },
    { input: 'x1.a-b.org', expected: true },
    { input: '1.2.3.a', expected: true },
    { input: `${label63}.org`, expected: true },
    { input: `a${label63}.org`, expected: false },
    { input: `${label63}.${label63}.${label63}.${'b'.repeat(58)}`, expected: true },
    { input: `${label63}.${label63}.${label63}.${'b'.repeat(59)}`, expected: false },
    { input: 'org', expected: false },
    { input: '1.2.3.4', expected: false },
    { input: 'A.org', expected: false },
    { input: 'a_b.org', expected: false },
    { input: '-a.org', expected: false },
    { input: 'a-.org', expected: false },
    { input: 'a.-org', expected: false },
    { input: 'a.org-', expected: false },
    { input: 'a..org', expected: false },
    { input: '.a.org', expected: false },
    { input: 'a.org.', expected: false },
    { input: 'ä.org', expected: false },
    { input: 'a b.org', expected: false },
    { input: '*.org', expected: false },
    { input: '', expected: false },
  ])('$input: $expected', ({ input, expected }) => {
    const { bytes, start, end } = scanned(input);
    expect(scan.isPlainHostname(bytes, start, end)).toBe(expected);
    if (expected) expect(parseHostname(input)).toMatchObject({ hostname: input, isIp: false });
  });
});
