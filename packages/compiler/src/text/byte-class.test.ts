import { describe, expect, it } from 'vitest';
import { ByteClass, classOfByte } from './byte-class.ts';
import { classesOf } from './line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

describe('classOfByte', () => {
  it('gives each byte exactly one class', () => {
    const known: readonly number[] = Object.values(ByteClass);
    expect([...classOfByte].filter((byteClass) => !known.includes(byteClass))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it.each([
    { name: 'lower', pattern: /[a-z]/ },
    { name: 'upper', pattern: /[A-Z]/ },
    { name: 'digit', pattern: /[0-9]/ },
    { name: 'dot', pattern: /\./ },
    { name: 'hyphen', pattern: /-/ },
    { name: 'underscore', pattern: /_/ },
    { name: 'blank', pattern: /[ \t]/ },
    { name: 'otherSpace', pattern: /[\v\f]/ },
    { name: 'nonAscii', pattern: /[\x80-\xff]/ },
    { name: 'dollar', pattern: /\$/ },
    { name: 'star', pattern: /\*/ },
    { name: 'caret', pattern: /\^/ },
    { name: 'pipe', pattern: /\|/ },
    { name: 'hash', pattern: /#/ },
    { name: 'slash', pattern: /\// },
    { name: 'at', pattern: /@/ },
    { name: 'colon', pattern: /:/ },
    { name: 'lineEnd', pattern: /[\r\n]/ },
  ] as const)('has the class $name for $pattern alone', ({ name, pattern }) => {
    for (let byte = 0; byte < 256; byte++) {
      expect(classOfByte[byte] === ByteClass[name]).toBe(pattern.test(String.fromCharCode(byte)));
    }
  });
});

describe('classesOf', () => {
  it('joins the classes of a range', () => {
    const bytes = encodeUtf8('$aB1é*');
    expect(classesOf(bytes, 1, bytes.length - 1)).toBe(
      ByteClass.lower | ByteClass.upper | ByteClass.digit | ByteClass.nonAscii,
    );
    expect(classesOf(bytes, 1, 1)).toBe(0);
  });
});

describe('UTF-8', () => {
  it('keeps a byte order mark', () => {
    expect(decodeUtf8(encodeUtf8('\ufeffa'))).toBe('\ufeffa');
  });

  it.each([
    { name: 'a stray byte', bytes: [0x61, 0xff, 0x62], expected: 'a\ufffdb' },
    { name: 'a cut sequence', bytes: [0xe2, 0x82], expected: '\ufffd' },
    { name: 'a surrogate', bytes: [0xed, 0xa0, 0x80], expected: '\ufffd\ufffd\ufffd' },
    { name: 'an overlong form', bytes: [0xc0, 0xaf], expected: '\ufffd\ufffd' },
  ])('replaces $name', ({ bytes, expected }) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(expected);
  });

  it('decodes a range alone', () => {
    const bytes = encodeUtf8('aéb');
    expect(decodeUtf8(bytes, 1, 3)).toBe('é');
  });
});
