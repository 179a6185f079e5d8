import { describe, expect, it } from 'vitest';
import { parseNetworkRule, parseOptions } from './network-rule.ts';

describe('parseNetworkRule', () => {
  it.each([
    { name: 'has no options', input: '||a.org^', expected: ['||a.org^', undefined] },
    { name: 'has options', input: '||a.org^$important', expected: ['||a.org^', 'important'] },
    { name: 'ends in a dollar', input: '||a.org^$', expected: ['||a.org^', ''] },
    { name: 'is options only', input: '$important', expected: ['', 'important'] },
    { name: 'has two dollars', input: 'a$b$c', expected: ['a$b', 'c'] },
    { name: 'has an escaped dollar', input: 'a\\$b', expected: ['a\\$b', undefined] },
    { name: 'has an escaped dollar behind', input: 'a$b\\$c', expected: ['a', 'b\\$c'] },
    { name: 'is a regular expression', input: '/ads$/', expected: ['/ads$/', undefined] },
    {
      name: 'is a regular expression with options',
      input: '/ads/$important',
      expected: ['/ads/', 'important'],
    },
    { name: 'is a lone slash', input: '/', expected: ['/', undefined] },
    { name: 'replaces text', input: '/ads$replace=/a/b/', expected: ['/ads', 'replace=/a/b/'] },
    { name: 'is empty', input: '', expected: ['', undefined] },
  ])('takes a rule apart that $name', ({ input, expected: [pattern, options] }) => {
    expect(parseNetworkRule(input)).toEqual({ isException: false, pattern, options });
    expect(parseNetworkRule(`@@${input}`)).toEqual({ isException: true, pattern, options });
  });

  it('takes an exception without a pattern apart', () => {
    expect(parseNetworkRule('@@')).toEqual({ isException: true, pattern: '', options: undefined });
  });

  it('takes a backslash before the exception mark ends for no escape', () => {
    expect(parseNetworkRule('@@$a')).toEqual({ isException: true, pattern: '', options: 'a' });
  });
});

describe('parseOptions', () => {
  it.each([
    { name: 'none', input: '', expected: [] },
    { name: 'one', input: 'important', expected: [['important', 'important']] },
    {
      name: 'several',
      input: 'important,dnstype=A',
      expected: [
        ['important', 'important'],
        ['dnstype', 'dnstype=A'],
      ],
    },
    { name: 'empty ones', input: ',,a,,', expected: [['a', 'a']] },
    { name: 'a second equals sign', input: 'dnsrewrite=k=v', expected: [['dnsrewrite', 'dnsrewrite=k=v']] },
    {
      name: 'an escaped comma',
      input: 'client=a\\,b,c',
      expected: [
        ['client', 'client=a\\,b'],
        ['c', 'c'],
      ],
    },
    { name: 'a negation', input: '~important', expected: [['~important', '~important']] },
    { name: 'a value without a name', input: '=x', expected: [['', '=x']] },
    {
      name: 'white space as written',
      input: 'a, b',
      expected: [
        ['a', 'a'],
        [' b', ' b'],
      ],
    },
  ])('splits options with $name', ({ input, expected }) => {
    expect(parseOptions(input)).toEqual(expected.map(([name, text]) => ({ name, text })));
  });
});
