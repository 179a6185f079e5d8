import { describe, expect, it } from 'vitest';
import { formatHeader, formatSourceHeader, lastModifiedLabel } from './header.ts';

const date = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
const sources = [{ source: 'a' }];

describe('formatHeader', () => {
  it('states what there is to say, in this order', () => {
    const configuration = {
      name: 'My list',
      license: 'MIT',
      homepage: 'https://example.org/',
      version: '1.2',
      description: 'All of it',
      sources,
    };
    expect(formatHeader(configuration, 'tool v1', date).split('\n')).toEqual([
      '!',
      '! Title: My list',
      '! Description: All of it',
      '! Version: 1.2',
      '! Homepage: https://example.org/',
      '! License: MIT',
      '! Last modified: 2024-02-29T12:34:56.789Z',
      '!',
      '! Compiled by tool v1',
      '!',
    ]);
  });

  it('leaves out what is missing or empty', () => {
    expect(formatHeader({ name: 'x', description: '', version: '', sources }, 't', date).split('\n')).toEqual(
      ['!', '! Title: x', `!${lastModifiedLabel}2024-02-29T12:34:56.789Z`, '!', '! Compiled by t', '!'],
    );
  });
});

const breaks = [
  { name: 'LF', value: '\n' },
  { name: 'CR', value: '\r' },
  { name: 'CRLF', value: '\r\n' },
  { name: 'several LF', value: '\n\n\n' },
  { name: 'vertical tab', value: '\v' },
  { name: 'form feed', value: '\f' },
  { name: 'next line', value: '\u0085' },
  { name: 'line separator', value: '\u2028' },
  { name: 'paragraph separator', value: '\u2029' },
];

describe('a line break in a value', () => {
  it.each(breaks)('puts no rule into the header of the list: $name', ({ value }) => {
    const evil = `a${value}||evil.org^`;
    const configuration = {
      name: evil,
      description: evil,
      homepage: evil,
      license: evil,
      version: evil,
      sources,
    };
    const lines = formatHeader(configuration, 't', date).split(/[\n\r\v\f\u0085\u2028\u2029]/);
    expect(lines).toHaveLength(10);
    expect(lines.filter((line) => !line.startsWith('!'))).toEqual([]);
    expect(lines[1]).toBe('! Title: a ||evil.org^');
  });

  it.each(breaks)('puts no rule into the header of a source: $name', ({ value }) => {
    expect(formatSourceHeader(`s${value}||evil.org^`, `n${value}||evil.org^`)).toEqual([
      '!',
      '! Source name: n ||evil.org^',
      '! Source: s ||evil.org^',
      '!',
    ]);
  });
});

describe('formatSourceHeader', () => {
  it('names the source alone where it has no name', () => {
    expect(formatSourceHeader('a.txt', undefined)).toEqual(['!', '! Source: a.txt', '!']);
  });
});
