import { describe, expect, it } from 'vitest';
import { classesOf, LineSplitter } from './line-splitter.ts';

function split(text: string | Uint8Array, chunkBytes: number): { lines: string[]; numbers: number[] } {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const splitter = new LineSplitter();
  const lines: string[] = [];
  const numbers: number[] = [];
  const drain = () => {
    while (splitter.next()) {
      lines.push(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(
          splitter.bytes.subarray(splitter.start, splitter.end),
        ),
      );
      numbers.push(splitter.lineNumber);
      expect(splitter.classes).toBe(classesOf(splitter.bytes, splitter.start, splitter.end));
    }
  };
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    splitter.feed(bytes.slice(at, at + chunkBytes));
    drain();
  }
  splitter.finish();
  drain();
  return { lines, numbers };
}

describe('LineSplitter', () => {
  const pieces = [
    'a',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\u00a0',
    '\ufeff',
    'é',
    '\u2028',
    'bc',
    '\v',
    '\u3000',
  ];

  it('splits like trim and split at runs of line ends, whatever the chunks', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return (seed >>> 8) % below;
    };
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('');
      const expected = text.trim().split(/[\r\n]+/);
      for (const chunkBytes of [1, 2, 3, 1000]) expect(split(text, chunkBytes).lines).toEqual(expected);
    }
  });

  it('counts LF, CR and CRLF as one line end each', () => {
    expect(split('\n\na\r\nb\rc\n\rd', 1000).numbers).toEqual([3, 4, 5, 7]);
    expect(split('\n\na\r\nb\rc\n\rd', 1).numbers).toEqual([3, 4, 5, 7]);
  });
});
