import { describe, expect, it } from 'vitest';
import {
  canonicalIpPattern,
  type IpPattern,
  isClassCSubnet,
  isIpSubnet,
  isUnsafeIpPattern,
  parseIpPattern,
} from './ip-pattern.ts';

const plain: IpPattern = {
  prefix: '',
  octets: ['1', '2', '3', '4'],
  hasTrailingDot: false,
  hasTrailingWildcard: false,
  hasCaret: false,
  hasCaretPipe: false,
};

describe('parseIpPattern', () => {
  it.each<{ input: string; expected: IpPattern | undefined }>([
    { input: '1.2.3.4', expected: plain },
    { input: '|1.2.3.4', expected: { ...plain, prefix: '|' } },
    { input: '||1.2.3.4^', expected: { ...plain, prefix: '||', hasCaret: true } },
    { input: '1.2.3.4^|', expected: { ...plain, hasCaret: true, hasCaretPipe: true } },
    { input: '7', expected: { ...plain, octets: ['7'] } },
    { input: '1.2.', expected: { ...plain, octets: ['1', '2'], hasTrailingDot: true } },
    {
      input: '||1.2.3.*',
      expected: { ...plain, prefix: '||', octets: ['1', '2', '3'], hasTrailingWildcard: true },
    },
    {
      input: '1.2.3.*^',
      expected: { ...plain, octets: ['1', '2', '3'], hasTrailingWildcard: true, hasCaret: true },
    },
    { input: '001.2.3.4', expected: { ...plain, octets: ['001', '2', '3', '4'] } },
    { input: '0.0.0.255', expected: { ...plain, octets: ['0', '0', '0', '255'] } },
    { input: '0.0.0.256', expected: undefined },
    { input: '1.2.3.4.5', expected: undefined },
    { input: '1234.1', expected: undefined },
    { input: '|||1.2.3.4', expected: undefined },
    { input: '1.2.3.4|', expected: undefined },
    { input: '1..2', expected: undefined },
    { input: '1.2.3*', expected: undefined },
    { input: '.1.2', expected: undefined },
    { input: '1.2.3.4^^', expected: undefined },
    { input: '1.2.3.a', expected: undefined },
    { input: '', expected: undefined },
    { input: '||', expected: undefined },
  ])('takes $input apart', ({ input, expected }) => {
    expect(parseIpPattern(input)).toEqual(expected);
  });
});

/** u: unsafe, s: a subnet, c: a class C subnet. */
const verdicts: readonly { readonly input: string; readonly expected: string }[] = [
  { input: '1^', expected: '' },
  { input: '1.2^', expected: 'u' },
  { input: '1.2.3^', expected: 'u' },
  { input: '1.2.3.4^', expected: 'u' },
  { input: '1.2.3.4^|', expected: 'u' },
  { input: '1.2.3.*^', expected: 'u' },
  { input: '|1.2.3.4^', expected: '' },
  { input: '||1.2.3.4^', expected: '' },
  { input: '||1.2^', expected: 's' },
  { input: '||1^', expected: 's' },
  { input: '||1.2.3.4.^', expected: 's' },
  { input: '||1.2.3.*^', expected: 's' },
  { input: '1', expected: 'u' },
  { input: '||1', expected: 'us' },
  { input: '1.2', expected: 'u' },
  { input: '||1.2.', expected: 'us' },
  { input: '||1.2.*', expected: 'us' },
  { input: '1.2.3', expected: 'u' },
  { input: '||1.2.3', expected: 'us' },
  { input: '1.2.3.', expected: 'u' },
  { input: '1.2.3.*', expected: 'u' },
  { input: '|1.2.3.', expected: 's' },
  { input: '|1.2.3.*', expected: 's' },
  { input: '||1.2.3.', expected: 'sc' },
  { input: '||1.2.3.*', expected: 'sc' },
  { input: '1.2.3.4', expected: '' },
  { input: '1.2.3.4.', expected: 'u' },
  { input: '1.2.3.4.*', expected: 'u' },
  { input: '||1.2.3.4', expected: '' },
  { input: '||1.2.3.4.', expected: 's' },
  { input: '|1.2.3.4.*', expected: 's' },
];

describe('isUnsafeIpPattern, isIpSubnet and isClassCSubnet', () => {
  it.each(verdicts)('judge $input: "$expected"', ({ input, expected }) => {
    const ip = parseIpPattern(input);
    expect(ip).toBeDefined();
    if (ip === undefined) return;
    const found = [
      isUnsafeIpPattern(ip) ? 'u' : '',
      isIpSubnet(ip) ? 's' : '',
      isClassCSubnet(ip) ? 'c' : '',
    ];
    expect(found.join('')).toBe(expected);
  });
});

describe('canonicalIpPattern', () => {
  it.each([
    { input: '1.2.3.4', expected: '||1.2.3.4^' },
    { input: '|1.2.3.4', expected: '||1.2.3.4^' },
    { input: '||1.2.3.4', expected: '||1.2.3.4^' },
    { input: '1.2.3.4^', expected: '||1.2.3.4^' },
    { input: '|1.2.3.4^|', expected: '||1.2.3.4^' },
    { input: '||1.2.3.4^', expected: undefined },
    { input: '1.2.3.4.', expected: undefined },
    { input: '1.2.3.4.*', expected: undefined },
    { input: '1.2.3.', expected: '||1.2.3.' },
    { input: '|1.2.3.*', expected: '||1.2.3.*' },
    { input: '||1.2.3.', expected: undefined },
    { input: '||1.2.3.*', expected: undefined },
    { input: '1.2.3.*^', expected: undefined },
    { input: '1.2.3', expected: undefined },
    { input: '1.2.', expected: undefined },
    { input: '300.2.3.4', expected: undefined },
    { input: 'a.org', expected: undefined },
  ])('writes $input as $expected', ({ input, expected }) => {
    expect(canonicalIpPattern(input)).toBe(expected);
  });

  it('leaves what it wrote as it is', () => {
    for (const { input } of verdicts) {
      const canonical = canonicalIpPattern(input);
      if (canonical !== undefined) expect(canonicalIpPattern(canonical)).toBeUndefined();
    }
  });
});
