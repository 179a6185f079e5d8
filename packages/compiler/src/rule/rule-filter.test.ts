import { describe, expect, it } from 'vitest';
import { CompilerError } from '../errors.ts';
import { compileRuleFilter } from './rule-filter.ts';

async function compileFilter(...texts: readonly string[]) {
  return compileRuleFilter(texts.map((text, index) => ({ text, pointer: `/exclusions/${index}` })));
}

async function refusalOf(text: string): Promise<CompilerError> {
  try {
    await compileFilter('fine', text);
  } catch (error) {
    if (error instanceof CompilerError) return error;
    throw error;
  }
  throw new Error(`${text} is not refused`);
}

interface Case {
  readonly name: string;
  readonly pattern: string;
  readonly matched: readonly string[];
  readonly passed: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a plain pattern is a substring in its own case',
    pattern: 'ads.org',
    matched: ['ads.org', '||ads.org^', 'xads.orgx', '! ads.org'],
    passed: ['ADS.org', 'adsXorg', ''],
  },
  { name: 'a plain pattern keeps its white space', pattern: ' a', matched: ['x a'], passed: ['xa', 'a'] },
  { name: 'one slash is plain text', pattern: '/', matched: ['a/b'], passed: ['ab'] },
  { name: 'two slashes are plain text', pattern: '//', matched: ['a//b'], passed: ['a/b', ''] },
  {
    name: 'a wildcard pattern covers the whole line, whatever its case',
    pattern: '||*.org^',
    matched: ['||a.org^', '||A.ORG^', '||.org^'],
    passed: ['||a.org^$x', ' ||a.org^', '||a.com^'],
  },
  {
    name: 'a wildcard pattern takes the other characters literally',
    pattern: '*a.b+(c)*',
    matched: ['a.b+(c)', 'xA.B+(C)x'],
    passed: ['aXb+(c)', 'a.bb(c)'],
  },
  { name: 'stars beside each other are one', pattern: 'a***b', matched: ['ab', 'axb'], passed: ['a', 'b'] },
  { name: 'a star alone matches everything', pattern: '*', matched: ['', 'a'], passed: [] },
  {
    name: 'the ends of a wildcard pattern do not overlap',
    pattern: 'aba*ba',
    matched: ['ababa', 'abaxba'],
    passed: ['aba', 'abba'],
  },
  {
    name: 'the parts of a wildcard pattern come in order and not twice',
    pattern: '*ab*bc*',
    matched: ['abbc', 'xabxbcx'],
    passed: ['abc', 'bcab'],
  },
  {
    name: 'the last part of a wildcard pattern comes behind the others',
    pattern: 'a*b*ab',
    matched: ['abab', 'axbxab'],
    passed: ['aab', 'axab'],
  },
  {
    name: 'case is folded beyond ASCII, one character for one',
    pattern: '*Ä*Я*',
    matched: ['äя', 'ÄЯ'],
    passed: ['ay', 'ЯÄ'],
  },
  {
    name: 'nothing beyond ASCII is folded into ASCII',
    pattern: '*kis*',
    matched: ['KIS', 'kIs'],
    passed: ['\u212ais', 'ki\u017f', 'k\u0131s'],
  },
  { name: 'a sharp s is not two letters', pattern: '*ß', matched: ['aß'], passed: ['ass', 'aSS'] },
  {
    name: 'a regular expression searches, whatever the case',
    pattern: '/ads[0-9]+\\.org/',
    matched: ['||ADS12.ORG^', 'xads1.orgx'],
    passed: ['ads.org', 'ads1xorg'],
  },
  {
    name: 'a regular expression has anchors',
    pattern: '/^\\|\\|a\\.org\\^$/',
    matched: ['||a.org^', '||A.org^'],
    passed: ['||a.org^$x', 'x||a.org^'],
  },
  {
    name: 'a regular expression with a star is one',
    pattern: '/^a.*b$/',
    matched: ['ab', 'axb'],
    passed: ['/^a.*b$/', 'abc'],
  },
  {
    name: 'a regular expression has the white space of JavaScript',
    pattern: '/^a\\sb[\\s]c\\Sd$/',
    matched: ['a b\tcxd', 'a\u00a0b\ufeffcxd', 'a\vb\u2028cxd'],
    passed: ['axb cxd', 'a b c d', 'a b c\u00a0d'],
  },
  {
    name: 'a regular expression has alternatives, groups and repetition',
    pattern: '/^(?:a|b){2,3}(c)?$/',
    matched: ['ab', 'abac', 'BBA'],
    passed: ['a', 'abab', 'abcc'],
  },
  { name: 'slashes need no escape', pattern: '/a/b/', matched: ['a/b'], passed: ['a|b'] },
  { name: 'escaped slashes are slashes', pattern: '/a\\/b/', matched: ['a/b'], passed: ['a\\/b'] },
  {
    name: 'characters beyond ASCII have an escape',
    pattern: '/\\u0451\\x41/',
    matched: ['ёa', 'ЁA'],
    passed: ['еa'],
  },
];

describe('compileRuleFilter', () => {
  it.each(cases)('$name', async ({ pattern, matched, passed }) => {
    const matches = await compileFilter(pattern);
    expect(matched.filter((line) => matches?.(line) !== true)).toEqual([]);
    expect(passed.filter((line) => matches?.(line) !== false)).toEqual([]);
  });

  it('matches where any pattern does', async () => {
    const matches = await compileFilter('plain', '', '*wild', '/^re/', 'plain');
    expect(['a plain one', 'is WILD', 'Regular', 'other'].map((line) => matches?.(line))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('is no filter without patterns, empty ones not counted', async () => {
    expect(await compileFilter()).toBeUndefined();
    expect(await compileFilter('', '')).toBeUndefined();
  });

  it('takes no time that explodes with the text', async () => {
    const matches = await compileFilter('/^(a+)+$/', '*a*a*a*a*a*a*a*a*b', '/(x+x+)+y/');
    const start = performance.now();
    expect(matches?.(`${'a'.repeat(50_000)}!`)).toBe(false);
    expect(matches?.('x'.repeat(5000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('a refused regular expression', () => {
  it.each([
    { name: 'look-ahead', pattern: '/a(?=b)/', construct: '(?=', place: 2 },
    { name: 'negative look-ahead', pattern: '/^(?!b)a/', construct: '(?!', place: 2 },
    { name: 'look-behind', pattern: '/(?<=a)b/', construct: '(?<=', place: 1 },
    { name: 'negative look-behind', pattern: '/(?<!a)b/', construct: '(?<!', place: 1 },
    { name: 'a back-reference', pattern: '/(a)\\1/', construct: '\\1', place: 4 },
    { name: 'a named back-reference', pattern: '/(?<x>a)\\k<x>/', construct: '\\k<', place: 8 },
  ])('with $name names the construct, its place and the way out', async ({ pattern, construct, place }) => {
    const { code, message, place: where, problems } = await refusalOf(pattern);
    expect({ code, where }).toEqual({ code: 'invalid-configuration', where: { pointer: '/exclusions/1' } });
    expect(message).toContain(construct);
    expect(message).toContain(`at character ${place}.`);
    expect(problems).toEqual([
      { pointer: '/exclusions/1', detail: message, fix: expect.stringContaining('linear time') },
    ]);
  });

  it.each([
    { name: 'an open group', pattern: '/a(b/' },
    { name: 'an open class', pattern: '/a[b/' },
    { name: 'a repetition of nothing', pattern: '/*a/' },
    { name: 'a backslash at the end', pattern: '/a\\/' },
    { name: 'a class upside down', pattern: '/[z-a]/' },
    { name: 'a repetition too large', pattern: '/a{100000}/' },
  ])('with $name asks for a correction', async ({ pattern }) => {
    const { code, message, problems } = await refusalOf(pattern);
    expect(code).toBe('invalid-configuration');
    expect(message).toContain(`The regular expression ${pattern} cannot be used: `);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toContain('Correct the expression');
  });
});
