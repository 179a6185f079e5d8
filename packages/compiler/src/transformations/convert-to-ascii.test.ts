import { describe, expect, it } from 'vitest';
import { convertToAscii } from './convert-to-ascii.ts';

describe('convertToAscii', () => {
  it.each([
    { name: 'a name', input: 'пример.рф', expected: 'xn--e1afmkfd.xn--p1ai' },
    { name: 'a rule', input: '||bücher.example^', expected: '||xn--bcher-kva.example^' },
    { name: 'an exception', input: '@@||bücher.example^', expected: '@@||xn--bcher-kva.example^' },
    { name: 'upper case', input: '||BÜCHER.example^', expected: '||xn--bcher-kva.example^' },
    { name: 'a hosts rule', input: '0.0.0.0 bücher.example', expected: '0.0.0.0 xn--bcher-kva.example' },
    {
      name: 'each name of a hosts rule',
      input: '0.0.0.0 ä.org a.org ö.org',
      expected: '0.0.0.0 xn--4ca.org a.org xn--nda.org',
    },
    { name: 'a name below a wildcard', input: '||*.bücher.example^', expected: '||*.xn--bcher-kva.example^' },
    {
      name: 'a name and options',
      input: '||bücher.example^$important',
      expected: '||xn--bcher-kva.example^$important',
    },
    {
      name: 'names in options',
      input: '||a.org^$denyallow=ä.org|b.org|ö.org',
      expected: '||a.org^$denyallow=xn--4ca.org|b.org|xn--nda.org',
    },
    { name: 'a name before a path', input: '||ä.org/ä.ö', expected: '||xn--4ca.org/ä.ö' },
    { name: 'a name behind a scheme', input: '|https://ä.org/ä.ö', expected: '|https://xn--4ca.org/ä.ö' },
    {
      name: 'the names of a cosmetic rule',
      input: 'ä.org,~ö.org##.ä.ö',
      expected: 'xn--4ca.org,~xn--nda.org##.ä.ö',
    },
  ])('writes $name in ASCII', ({ input, expected }) => {
    expect(convertToAscii(input)).toBe(expected);
    expect(convertToAscii(expected)).toBe(expected);
  });

  it.each([
    { name: 'ASCII', input: '||A.org^' },
    { name: 'a comment', input: '! ä.org' },
    { name: 'a hash comment', input: '# ä.org' },
    { name: 'a name without a dot', input: '||ä^' },
    { name: 'a name that ends in its only dot', input: 'ä.' },
    { name: 'a path', input: '||a.org/ä.ö' },
    { name: 'the body of a cosmetic rule', input: 'a.org#?#div:contains(Реклама.ё)' },
    { name: 'a regular expression', input: '/ä.org/' },
    { name: 'a label with a wildcard in it', input: '||ä*.org^' },
    { name: 'a label behind a wildcard', input: '||*ä.org^' },
    { name: 'a name with no ASCII form', input: '||xn--ä.org^' },
    { name: 'a replacement character', input: '||\ufffd.org^' },
    { name: 'a lone surrogate', input: '||\ud800.org^' },
    { name: 'nothing', input: '' },
  ])('leaves $name as it is', ({ input }) => {
    expect(convertToAscii(input)).toBe(input);
  });
});
