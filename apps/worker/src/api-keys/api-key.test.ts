import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generateApiKey, parseApiKey } from './api-key.ts';
import { hashKey } from './hash-key.ts';

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** Bytes that repeat. */
const bytesOf = (...values: number[]) => {
  let next = 0;
  return (length: number) => Uint8Array.from({ length }, () => values[next++ % values.length] ?? 0);
};

const zeros = `blq_${'0'.repeat(43)}`;

describe('a key', () => {
  it('is blq_, 43 characters of secret and 6 of checksum', () => {
    const { text, prefix } = generateApiKey(randomBytes);
    expect(text).toMatch(/^blq_[0-9A-Za-z]{49}$/);
    expect(prefix).toBe(text.slice(0, 10));
    expect(43 * Math.log2(62)).toBeGreaterThan(256);
  });

  it('ends in the CRC-32 of what is before, in base 62 with leading zeros', () => {
    // The trailer of gzip has the same CRC-32 (RFC 1952, section 2.3.1): another implementation of it.
    const crc = gzipSync(zeros).readUInt32LE(gzipSync(zeros).length - 8);
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const { text } = generateApiKey(bytesOf(0));
    expect(text.slice(0, -6)).toBe(zeros);
    const value = [...text.slice(-6)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0);
    expect(value).toBe(crc);
    expect(crc32('123456789')).toBe(0xcbf43926);
  });

  it('has leading zeros where its checksum is small', () => {
    let small = 0;
    for (let count = 0; count < 2000; count++) {
      const key = generateApiKey(randomBytes);
      expect(parseApiKey(key.text)).toEqual(key);
      if (key.text.at(-6) === '0') small++;
    }
    expect(small).toBeGreaterThan(0);
  });

  it('leaves out the bytes that would make some characters likelier', () => {
    expect(generateApiKey(bytesOf(248, 255, 61)).text).toContain(`blq_${'z'.repeat(43)}`);
  });

  it('draws each character as often as the others', () => {
    const counts = new Map<string, number>();
    for (let count = 0; count < 2000; count++) {
      for (const character of generateApiKey(randomBytes).text.slice(4, 47)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (2000 * 43) / 62;
    const chiSquare = [...counts.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: above 145 in one of a hundred million runs. Without the redrawing it would be in the hundreds.
    expect(chiSquare).toBeLessThan(145);
  });

  it('is never drawn twice', () => {
    const texts = Array.from({ length: 2000 }, () => generateApiKey(randomBytes).text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('what is no key', () => {
  const { text } = generateApiKey(bytesOf(7, 100, 33, 61, 200));
  const last = text.at(-1) === 'a' ? 'b' : 'a';

  it.each([
    { name: 'nothing', presented: '' },
    { name: 'the mark alone', presented: 'blq_' },
    { name: 'cut off', presented: text.slice(0, -1) },
    { name: 'longer', presented: `${text}0` },
    { name: 'with a line break behind it', presented: `${text}\n` },
    { name: 'with a blank before it', presented: ` ${text}` },
    { name: 'in capitals', presented: text.toUpperCase() },
    { name: 'with another mark', presented: text.replace('blq_', 'ghp_') },
    { name: 'with a wrong checksum', presented: text.slice(0, -1) + last },
    { name: 'with two characters exchanged', presented: text.replace(/^(blq_)(.)(.)/, '$1$3$2') },
    { name: 'with a character of another alphabet', presented: text.replace(/.$/, 'а') },
    { name: 'with 4,000 characters', presented: `blq_${'0'.repeat(4000)}` },
  ])('is seen without a look anywhere: $name', ({ presented }) => {
    expect(parseApiKey(presented)).toBeUndefined();
  });

  it('is every key with one character changed', () => {
    for (let place = 0; place < text.length; place++) {
      for (const character of ['0', '9', 'A', 'z', '_', '-']) {
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        if (changed !== text) expect(parseApiKey(changed)).toBeUndefined();
      }
    }
  });
});

describe('the hash of a key', () => {
  it('is SHA-256 in hexadecimal', async () => {
    const key = generateApiKey(randomBytes);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key.text));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hashKey(key)).toBe(hex);
  });
});
