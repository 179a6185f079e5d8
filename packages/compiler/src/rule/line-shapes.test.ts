import { describe, expect, it } from 'vitest';
import { isBareDomain } from './bare-domain.ts';
import { isComment } from './comment.ts';
import { findCosmeticBody } from './cosmetic-rule.ts';
import { hostsRuleNames, isHostsRule } from './hosts-rule.ts';

const label63 = 'a'.repeat(63);
const label64 = 'a'.repeat(64);
/** 255 characters in labels of 63. */
const longestName = [label63, label63, label63, 'b'.repeat(63)].join('.');

describe('isComment', () => {
  it.each([
    { name: 'an exclamation mark alone', input: '!', expected: true },
    { name: 'an exclamation mark and text', input: '!#safari_cb_affinity', expected: true },
    { name: 'a hash and a space', input: '# hosts', expected: true },
    { name: 'a hash alone', input: '#', expected: true },
    { name: 'four hashes', input: '####', expected: true },
    { name: 'five hashes and text', input: '##### x', expected: true },
    { name: 'a hash and text', input: '#hosts', expected: false },
    { name: 'a hash and a tab', input: '#\thosts', expected: false },
    { name: 'two hashes', input: '##.banner', expected: false },
    { name: 'two hashes and nothing', input: '##', expected: false },
    { name: 'three hashes', input: '###id', expected: false },
    { name: 'a cosmetic exception', input: '#@#.banner', expected: false },
    { name: 'an indented comment', input: ' ! x', expected: false },
    { name: 'an empty line', input: '', expected: false },
    { name: 'a rule', input: '||a.org^', expected: false },
  ])('$name: $expected', ({ input, expected }) => {
    expect(isComment(input)).toBe(expected);
  });
});

describe('isHostsRule and hostsRuleNames', () => {
  it.each([
    { name: 'one name', input: '0.0.0.0 a.org', expected: ['a.org'] },
    { name: 'several names', input: '127.0.0.1\ta.org  b.org', expected: ['a.org', 'b.org'] },
    { name: 'a comment behind', input: '0.0.0.0 a.org # tracker.org', expected: ['a.org'] },
    { name: 'a comment right behind', input: '0.0.0.0 a.org#tracker.org', expected: ['a.org'] },
    { name: 'IPv6', input: '::1 a.org', expected: ['a.org'] },
    { name: 'IPv6 in brackets', input: '[::1] a.org', expected: ['a.org'] },
    { name: 'IPv6 with a scope', input: 'fe80::1%lo0 a.org', expected: ['a.org'] },
    { name: 'something that only looks like an address', input: 'bad cafe.org', expected: ['cafe.org'] },
    { name: 'an impossible address', input: '999.1 a.org', expected: ['a.org'] },
    { name: 'an address as name', input: '0.0.0.0 0.0.0.0', expected: ['0.0.0.0'] },
    { name: 'names as written', input: '0.0.0.0 A.Org a_b.org.', expected: ['A.Org', 'a_b.org.'] },
    {
      name: 'names of prototypes',
      input: '0.0.0.0 constructor __proto__',
      expected: ['constructor', '__proto__'],
    },
    { name: 'spaces behind', input: '0.0.0.0 a.org  ', expected: ['a.org'] },
    { name: 'a no-break space between', input: '0.0.0.0\u00a0a.org', expected: ['a.org'] },
    { name: 'two spaces and a comment, no name', input: '127.0.0.1  # router', expected: [] },
    { name: 'spaces and nothing else', input: '127.0.0.1  ', expected: [] },
    { name: 'one space and a comment', input: '127.0.0.1 # router', expected: undefined },
    { name: 'upper-case IPv6', input: 'FE80::1 a.org', expected: undefined },
    { name: 'an upper-case scope', input: 'fe80::1%EN0 a.org', expected: undefined },
    { name: 'an empty scope', input: '::1% a.org', expected: undefined },
    { name: 'an address alone', input: '127.0.0.1', expected: undefined },
    { name: 'an indented line', input: ' 0.0.0.0 a.org', expected: undefined },
    { name: 'no address', input: 'x.org a.org', expected: undefined },
    { name: 'an empty line', input: '', expected: undefined },
  ])('$name: $expected', ({ input, expected }) => {
    expect(isHostsRule(input)).toBe(expected !== undefined);
    if (expected !== undefined) expect(hostsRuleNames(input)).toEqual(expected);
  });
});

describe('isBareDomain', () => {
  it.each([
    { name: 'two labels', input: 'a.org', expected: true },
    { name: 'a dot at the end', input: 'a.org.', expected: true },
    { name: 'one label and a dot', input: 'localhost.', expected: true },
    { name: 'upper case and digits', input: '1.A9.ORG', expected: true },
    { name: 'hyphens inside', input: 'a--b.x-y.org', expected: true },
    { name: 'an IPv4 address', input: '127.0.0.1', expected: true },
    { name: 'a label of 63', input: `${label63}.org`, expected: true },
    { name: '255 characters', input: longestName, expected: true },
    { name: '256 characters', input: `${longestName}.`, expected: false },
    { name: 'a label of 64', input: `${label64}.org`, expected: false },
    { name: 'no dot', input: 'localhost', expected: false },
    { name: 'an underscore', input: 'a_b.org', expected: false },
    { name: 'a hyphen before a dot', input: 'a-.org', expected: false },
    { name: 'a hyphen behind a dot', input: 'a.-org', expected: false },
    { name: 'a hyphen at the start', input: '-a.org', expected: false },
    { name: 'two dots', input: 'a..org', expected: false },
    { name: 'a dot at the start', input: '.a.org', expected: false },
    { name: 'two dots at the end', input: 'a.org..', expected: false },
    { name: 'a space behind', input: 'a.org ', expected: false },
    { name: 'a line end behind', input: 'a.org\n', expected: false },
    { name: 'letters beyond ASCII', input: 'ä.org', expected: false },
    { name: 'a dot alone', input: '.', expected: false },
    { name: 'an empty line', input: '', expected: false },
  ])('$name: $expected', ({ input, expected }) => {
    expect(isBareDomain(input)).toBe(expected);
  });

  it('decides about a long line of dots and hyphens in no time', () => {
    const start = performance.now();
    expect(isBareDomain(`${'a-'.repeat(125)}a.${'-'.repeat(3)}`)).toBe(false);
    expect(isBareDomain('a.'.repeat(1_000_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('findCosmeticBody', () => {
  it.each([
    { input: 'a.org##.ad', expected: 5 },
    { input: '##.ad', expected: 0 },
    { input: 'a.org#@#.ad', expected: 5 },
    { input: 'a.org#?#.ad', expected: 5 },
    { input: 'a.org#@?#.ad', expected: 5 },
    { input: 'a.org#$#.ad { }', expected: 5 },
    { input: 'a.org#@$#.ad { }', expected: 5 },
    { input: 'a.org#$?#.ad { }', expected: 5 },
    { input: 'a.org#@$?#.ad { }', expected: 5 },
    { input: 'a.org#%#//scriptlet()', expected: 5 },
    { input: 'a.org#@%#//scriptlet()', expected: 5 },
    { input: 'a.org$$script', expected: 5 },
    { input: 'a.org$@$script', expected: 5 },
    { input: '||a.org^$third-party', expected: -1 },
    { input: '||a.org/#x', expected: -1 },
    { input: 'a.org#', expected: -1 },
  ])('finds the body of $input at $expected', ({ input, expected }) => {
    expect(findCosmeticBody(input)).toBe(expected);
  });
});
