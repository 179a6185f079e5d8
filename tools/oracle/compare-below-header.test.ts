import { describe, expect, it } from 'vitest';
import { belowHeader, compareBelowHeader } from './compare-below-header.ts';

const header = '!\n! Title: x\n! Last modified: 2026-01-01T00:00:00.000Z\n!\n! Compiled by y 1\n!';

describe('compareBelowHeader', () => {
  it('ignores everything up to the lone mark behind "Compiled by"', () => {
    expect(compareBelowHeader(`${header}\n||a.org^\n`, `!\n! Compiled by z\n!\n||a.org^\n`)).toEqual({
      isEqual: true,
    });
  });

  it.each([
    { name: 'an empty list', list: header, expected: '' },
    { name: 'a list of one empty line', list: `${header}\n`, expected: '\n' },
    { name: 'a list that has no header', list: '||a.org^', expected: '||a.org^' },
    { name: 'a header without its end', list: '!\n! Compiled by y', expected: '!\n! Compiled by y' },
  ])('gives what is below the header of $name', ({ list, expected }) => {
    expect(belowHeader(list)).toBe(expected);
  });

  it.each([
    { name: 'a missing line', second: 'a\nc', onlyFirst: ['b'], onlySecond: [], at: 2 },
    { name: 'another order', second: 'b\na\nc', onlyFirst: [], onlySecond: [], at: 1 },
    { name: 'a line too many times', second: 'a\nb\nc\na', onlyFirst: [], onlySecond: ['a'], at: 4 },
    { name: 'a missing line end', second: 'a\nb\nc\n', onlyFirst: [], onlySecond: [''], at: 4 },
  ])('finds $name', ({ second, onlyFirst, onlySecond, at }) => {
    expect(compareBelowHeader(`${header}\na\nb\nc`, `${header}\n${second}`)).toMatchObject({
      isEqual: false,
      onlyFirst,
      onlySecond,
      firstDifferentLine: at,
    });
  });
});
