import { describe, expect, it } from 'vitest';
import type { ValidationMode } from './validation-mode.ts';
import { validators } from './validation-mode.ts';
import { findLineFault } from './validity.ts';

const compatible: readonly ValidationMode[] = Object.values(validators).map((mode) => ({
  ...mode,
  isStrict: false,
}));
const strict: readonly ValidationMode[] = compatible.map((mode) => ({ ...mode, isStrict: true }));

/** 1 or 0 for Validate, ValidateAllowIp, ValidateAllowPublicSuffix and ValidateAllowIpAndPublicSuffix, in this order. */
function verdicts(line: string, modes = compatible): string {
  return modes.map((mode) => (findLineFault(line, mode) === undefined ? '1' : '0')).join('');
}

interface Case {
  readonly name: string;
  readonly input: string;
  readonly expected: string;
}

function describeTable(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)('$name: $expected ($input)', ({ input, expected }) => {
      expect(verdicts(input)).toBe(expected);
    });
  });
}

describeTable('lines without a rule', [
  { name: 'a comment', input: '! a_b', expected: '1111' },
  { name: 'a hash comment', input: '# x', expected: '1111' },
  { name: 'an empty line', input: '', expected: '1111' },
  { name: 'white space', input: ' \t\u00a0', expected: '1111' },
  { name: 'an indented comment, which is a rule', input: ' ! x', expected: '0000' },
  { name: 'a cosmetic rule', input: 'a.org##.ad', expected: '0000' },
]);

describeTable('hosts rules', [
  { name: 'a name', input: '0.0.0.0 a.org', expected: '1111' },
  { name: 'a name with an underscore', input: '0.0.0.0 a_b.org', expected: '1111' },
  { name: 'an upper-case name', input: '0.0.0.0 A.ORG', expected: '1111' },
  { name: 'several names', input: '0.0.0.0 a.org b.org # c', expected: '1111' },
  { name: 'one bad name among good ones', input: '0.0.0.0 a.org -b.org', expected: '0000' },
  { name: 'an unknown name of one label', input: '127.0.0.1 localhost', expected: '0000' },
  { name: 'a public suffix', input: '0.0.0.0 co.uk', expected: '0011' },
  { name: 'an address as name', input: '0.0.0.0 0.0.0.0', expected: '0101' },
  { name: 'no name', input: '127.0.0.1  # router', expected: '0000' },
]);

describeTable('options', [
  { name: 'important', input: '||a.org^$important', expected: '1111' },
  { name: 'not important', input: '||a.org^$~important', expected: '1111' },
  { name: 'dnstype', input: '||a.org^$dnstype=A', expected: '1111' },
  { name: 'dnsrewrite', input: '||a.org^$dnsrewrite=1.1.1.1', expected: '1111' },
  { name: 'ctag', input: '||a.org^$ctag=a', expected: '1111' },
  { name: 'denyallow', input: '||a.org^$denyallow=b.a.org', expected: '1111' },
  { name: 'badfilter', input: '||a.org^$badfilter', expected: '1111' },
  { name: 'client', input: '||a.org^$client=1.1.1.1', expected: '1111' },
  { name: 'several', input: '||a.org^$important,client=a', expected: '1111' },
  { name: 'one that is unknown', input: '||a.org^$important,third-party', expected: '0000' },
  { name: 'one in upper case', input: '||a.org^$IMPORTANT', expected: '0000' },
  { name: 'one with white space', input: '||a.org^$important, client=a', expected: '0000' },
  { name: 'a prototype name', input: '||a.org^$constructor', expected: '0000' },
  { name: 'none behind a dollar', input: '||a.org^$', expected: '1111' },
  { name: 'an exception', input: '@@||a.org^$important', expected: '1111' },
  { name: 'a regular expression with a bad one', input: '/ads/$third-party', expected: '0000' },
]);

describeTable('short patterns and regular expressions', [
  { name: 'an exact domain of four characters', input: 'a.b^', expected: '1111' },
  { name: 'a pattern of four characters', input: 'a.bc', expected: '0000' },
  { name: 'a pattern of five characters', input: 'a.bcd', expected: '1111' },
  { name: 'an exception of four characters', input: '@@a.bc', expected: '0000' },
  { name: 'nothing but an exception mark', input: '@@', expected: '0000' },
  { name: 'options only', input: '$important', expected: '0000' },
  { name: 'a regular expression', input: '/^ads_[0-9]/', expected: '1111' },
  { name: 'a broken regular expression', input: '/(((/', expected: '1111' },
  { name: 'a short regular expression', input: '/a/', expected: '0000' },
]);

describeTable('characters of patterns', [
  { name: 'letters, digits, hyphens, dots, stars', input: 'aZ09-.*x', expected: '1111' },
  { name: 'an underscore', input: '||a_b.org^', expected: '0000' },
  { name: 'a slash', input: '||a.org/ads', expected: '0000' },
  { name: 'a leading slash', input: '/banner', expected: '0000' },
  { name: 'a colon', input: '||a.org:80^', expected: '0000' },
  { name: 'a scheme separator in front', input: '://a.org^', expected: '1111' },
  { name: 'a longer run of slashes in front', input: ':////a.org^', expected: '1111' },
  { name: 'slashes in another order in front', input: '/:/a.org^', expected: '0000' },
  { name: 'a scheme', input: 'https://a.org^', expected: '0000' },
  { name: 'a space', input: '||a b.org^', expected: '0000' },
  { name: 'letters beyond ASCII', input: '||ä.org^', expected: '0000' },
  { name: 'white space around', input: '\u00a0||a.org^ ', expected: '1111' },
  { name: 'a dollar in the pattern', input: '||a.org$x$important', expected: '0000' },
]);

describeTable('addresses', [
  { name: 'an address', input: '||1.2.3.4^', expected: '0101' },
  { name: 'an anchored address', input: '|1.2.3.4^', expected: '0101' },
  { name: 'an address without a caret', input: '1.2.3.4', expected: '0101' },
  { name: 'an address with a caret and no anchor', input: '1.2.3.4^', expected: '0000' },
  { name: 'an address with denyallow', input: '||1.2.3.4^$denyallow=a.org', expected: '0000' },
  { name: 'an address with an option', input: '||1.2.3.4^$important', expected: '0101' },
  { name: 'an octet above 255', input: '||300.1.1.1^', expected: '0101' },
  { name: 'three numbers and a caret', input: '||1.2.3^', expected: '0000' },
  { name: 'two numbers and a caret', input: '||1.2^', expected: '0000' },
  { name: 'two numbers', input: '||1.22', expected: '0000' },
  { name: 'three numbers', input: '||1.2.3', expected: '0000' },
  { name: 'an anchored class C net', input: '||1.2.3.', expected: '0101' },
  { name: 'an anchored class C net with a star', input: '||1.2.3.*', expected: '0101' },
  { name: 'a class C net with a caret', input: '||1.2.3.*^', expected: '0000' },
  { name: 'a class C net with one bar', input: '|1.2.3.*', expected: '0000' },
  { name: 'a class C net without an anchor', input: '1.2.3.*', expected: '0000' },
  { name: 'a class B net', input: '||1.2.*', expected: '0000' },
  { name: 'an address and a dot', input: '||1.2.3.4.', expected: '0000' },
  { name: 'an exception for an address', input: '@@||1.2.3.4^', expected: '0101' },
  { name: 'five numbers', input: '||1.2.3.4.5^', expected: '1111' },
]);

describeTable('exact domains', [
  { name: 'a name', input: '||a.org^', expected: '1111' },
  { name: 'a name without an anchor', input: 'a.org^', expected: '1111' },
  { name: 'a bar behind', input: '||a.org^|', expected: '1111' },
  { name: 'a dot in front', input: '||.a.org^', expected: '1111' },
  { name: 'a star in front', input: '||*.a.org^', expected: '1111' },
  { name: 'a dot behind', input: '||a.org.^', expected: '1111' },
  { name: 'a public suffix', input: '||co.uk^', expected: '0011' },
  { name: 'a public suffix and a dot', input: '||co.uk.^', expected: '0011' },
  { name: 'a public suffix with a star', input: '||*.co.uk^', expected: '0011' },
  { name: 'a public suffix by a wildcard of the list', input: '||foo.ck^', expected: '0011' },
  { name: 'an exception of the list', input: '||www.ck^', expected: '1111' },
  { name: 'a private suffix', input: '||github.io^', expected: '1111' },
  { name: 'a public suffix, limited by denyallow', input: '||co.uk^$denyallow=a.co.uk', expected: '1111' },
  { name: 'a public suffix, limited by client', input: '||co.uk^$client=a', expected: '1111' },
  { name: 'a public suffix, limited by badfilter', input: '||co.uk^$badfilter', expected: '1111' },
  { name: 'a public suffix, not limited', input: '||co.uk^$important', expected: '0011' },
  { name: 'an unknown label', input: '||lan^', expected: '0000' },
  { name: 'an unknown label, limited', input: '||lan^$client=a', expected: '1111' },
  { name: 'an empty label', input: '||a..org^', expected: '0000' },
  { name: 'a hyphen at the edge of a label', input: '||a-.org^', expected: '0000' },
  { name: 'a label of 64', input: `||${'a'.repeat(64)}.org^`, expected: '0000' },
]);

describeTable('other patterns', [
  { name: 'no anchor', input: 'com.example', expected: '1111' },
  { name: 'a public suffix without an anchor', input: 'co.uk', expected: '1111' },
  { name: 'no caret', input: '||com', expected: '1111' },
  { name: 'no caret but a dot', input: '||roblox.com.', expected: '1111' },
  { name: 'one bar', input: '|a.org', expected: '1111' },
  { name: 'a star behind the caret', input: '||a.org^*', expected: '0000' },
  { name: 'a star inside', input: '||ads*.a.org^', expected: '1111' },
  { name: 'a star at the end', input: '||ads.*^', expected: '1111' },
  { name: 'a star before what is no host', input: '||*-.org^', expected: '1111' },
  { name: 'text behind the caret', input: '||a.org^x', expected: '0000' },
  { name: 'a bar and text behind the caret', input: '||a.org^|x', expected: '1111' },
  { name: 'two carets', input: '||a.org^^', expected: '0000' },
  { name: 'a caret only', input: '||||^', expected: '0000' },
]);

describe('the strict mode', () => {
  it.each([
    { name: 'an underscore in a hosts rule', input: '0.0.0.0 a_b.org', expected: '0000' },
    { name: 'an address in a hosts rule', input: '0.0.0.0 1.2.3.4', expected: '0000' },
    { name: 'a name in a hosts rule', input: '0.0.0.0 a.org', expected: '1111' },
    { name: 'an octet above 255', input: '||300.1.1.1^', expected: '0000' },
    { name: 'an address', input: '||1.2.3.4^', expected: '0101' },
    { name: 'a public suffix', input: '||co.uk^', expected: '0011' },
    { name: 'a name', input: '||a.org^', expected: '1111' },
    { name: 'a comment', input: '! a_b', expected: '1111' },
  ])('$name: $expected ($input)', ({ input, expected }) => {
    expect(verdicts(input, strict)).toBe(expected);
  });
});
