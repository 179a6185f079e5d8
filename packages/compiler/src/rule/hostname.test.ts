import { describe, expect, it } from 'vitest';
import { findHostFault } from './host-check.ts';
import { parseHostname } from './hostname.ts';
import { validators } from './validation-mode.ts';

describe('parseHostname', () => {
  it.each([
    {
      input: 'a.org',
      expected: { hostname: 'a.org', isIp: false, publicSuffix: 'org', isKnownSuffix: true },
    },
    { input: 'WWW.A.Co.Uk', expected: { hostname: 'www.a.co.uk', publicSuffix: 'co.uk' } },
    { input: 'a_b.org', expected: { hostname: 'a_b.org' } },
    { input: 'a.lan', expected: { publicSuffix: 'lan', isKnownSuffix: false } },
    { input: '1.2.3.4', expected: { hostname: '1.2.3.4', isIp: true, publicSuffix: null } },
    { input: '300.1.1.1', expected: { isIp: true } },
    { input: '300.1.1', expected: { isIp: false } },
    { input: 'a.2.3.4', expected: { isIp: false } },
    { input: '-a.org', expected: { hostname: null } },
    { input: 'a-.org', expected: { hostname: null } },
    { input: 'a..org', expected: { hostname: null } },
    { input: `${'a'.repeat(64)}.org`, expected: { hostname: null } },
    { input: `${'a'.repeat(63)}.org`, expected: { publicSuffix: 'org' } },
    { input: `${'a.'.repeat(127)}ab`, expected: { hostname: null } },
    { input: '', expected: { publicSuffix: null } },
  ])('reads $input', ({ input, expected }) => {
    expect(parseHostname(input)).toMatchObject(expected);
  });
});

describe('findHostFault', () => {
  const modes = Object.values(validators).map((mode) => ({ ...mode, isStrict: false }));

  /** In the order plain, addresses, suffixes, both; 1 accepts. */
  it.each([
    { name: 'a name', input: 'a.org', isLimited: false, expected: '1111' },
    { name: 'a name with an underscore', input: '_dmarc.a.org', isLimited: false, expected: '1111' },
    { name: 'an unknown top-level domain below', input: 'a.lan', isLimited: false, expected: '1111' },
    { name: 'an address', input: '1.2.3.4', isLimited: false, expected: '0101' },
    { name: 'an address in a limited rule', input: '1.2.3.4', isLimited: true, expected: '0101' },
    { name: 'a public suffix', input: 'co.uk', isLimited: false, expected: '0011' },
    { name: 'a public suffix in upper case', input: 'CO.UK', isLimited: false, expected: '0011' },
    { name: 'a public suffix in a limited rule', input: 'co.uk', isLimited: true, expected: '1111' },
    { name: 'an unknown label alone', input: 'lan', isLimited: false, expected: '0000' },
    { name: 'an unknown label in a limited rule', input: 'lan', isLimited: true, expected: '1111' },
    { name: 'no host', input: 'a..org', isLimited: true, expected: '0000' },
    { name: 'nothing', input: '', isLimited: true, expected: '0000' },
    { name: 'no letter and no digit', input: '_', isLimited: true, expected: '0000' },
  ])('$name: $expected', ({ input, isLimited, expected }) => {
    expect(
      modes.map((mode) => (findHostFault(input, mode, isLimited) === undefined ? '1' : '0')).join(''),
    ).toBe(expected);
  });
});
