import { describe, expect, it } from 'vitest';
import { foldNames } from './fold-names.ts';
import { invertAllow } from './invert-allow.ts';
import { normalizeIp } from './normalize-ip.ts';
import { removeModifiers } from './remove-modifiers.ts';
import { trimLine } from './trim-lines.ts';

interface Case {
  readonly name: string;
  readonly input: string;
  readonly expected: string;
}

/** Each case, and that doing it again changes nothing. */
function describeTable(title: string, transform: (line: string) => string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)('$name: $input', ({ input, expected }) => {
      expect(transform(input)).toBe(expected);
    });

    it.each(cases)('changes nothing the second time: $name', ({ expected }) => {
      expect(transform(expected)).toBe(expected);
    });
  });
}

describeTable('trimLine', trimLine, [
  { name: 'takes spaces and tabs from both ends', input: ' \t a b\t ', expected: 'a b' },
  { name: 'leaves a no-break space', input: ' \u00a0a\u00a0', expected: '\u00a0a\u00a0' },
  { name: 'leaves a byte order mark', input: '\ufeffa ', expected: '\ufeffa' },
  { name: 'leaves vertical tab and form feed', input: '\va\f', expected: '\va\f' },
  { name: 'empties a line of spaces', input: ' \t ', expected: '' },
  { name: 'leaves an empty line', input: '', expected: '' },
]);

describeTable('removeModifiers', removeModifiers, [
  { name: 'third-party', input: '||a.org^$third-party', expected: '||a.org^' },
  { name: '3p', input: '||a.org^$3p', expected: '||a.org^' },
  { name: 'document', input: '||a.org^$document', expected: '||a.org^' },
  { name: 'doc', input: '||a.org^$doc', expected: '||a.org^' },
  { name: 'all', input: '||a.org^$all', expected: '||a.org^' },
  { name: 'popup', input: '||a.org^$popup', expected: '||a.org^' },
  { name: 'network', input: '||a.org^$network', expected: '||a.org^' },
  { name: 'several', input: '||a.org^$all,popup,3p', expected: '||a.org^' },
  {
    name: 'one between others',
    input: '||a.org^$important,all,ctag=x',
    expected: '||a.org^$important,ctag=x',
  },
  { name: 'one with a value', input: '||a.org^$all=x', expected: '||a.org^' },
  { name: 'keeps its opposite', input: '||a.org^$~third-party', expected: '||a.org^$~third-party' },
  { name: 'keeps other case', input: '||a.org^$ALL', expected: '||a.org^$ALL' },
  { name: 'keeps what only begins so', input: '||a.org^$document-x', expected: '||a.org^$document-x' },
  { name: 'keeps a prototype name', input: '||a.org^$constructor', expected: '||a.org^$constructor' },
  { name: 'of exceptions', input: '@@||a.org^$document', expected: '@@||a.org^' },
  {
    name: 'keeps a second equals sign',
    input: '||a.org^$dnsrewrite=NOERROR;TXT;k=v,all',
    expected: '||a.org^$dnsrewrite=NOERROR;TXT;k=v',
  },
  { name: 'keeps an escaped comma', input: '||a.org^$ctag=a\\,b,all', expected: '||a.org^$ctag=a\\,b' },
  { name: 'keeps a dollar without options', input: '||a.org^$', expected: '||a.org^$' },
  { name: 'keeps empty options where nothing goes', input: '||a.org^$,a,', expected: '||a.org^$,a,' },
  { name: 'keeps a lone exception mark', input: '@@', expected: '@@' },
  { name: 'keeps a regular expression', input: '/a$all/', expected: '/a$all/' },
  { name: 'of a regular expression', input: '/ads/$all', expected: '/ads/' },
  { name: 'keeps an escaped dollar', input: 'a\\$all', expected: 'a\\$all' },
  { name: 'keeps a cosmetic rule', input: 'a.org##div[x$="all"]', expected: 'a.org##div[x$="all"]' },
  {
    name: 'keeps what looks like one in a cosmetic rule',
    input: 'a.org##.b$popup',
    expected: 'a.org##.b$popup',
  },
  { name: 'keeps an HTML filtering rule', input: 'a.org$$script[all]', expected: 'a.org$$script[all]' },
  { name: 'keeps a scriptlet rule', input: "a.org#%#a('$all')", expected: "a.org#%#a('$all')" },
  { name: 'trims a rule of all white space', input: '\u00a0 ||a.org^\t', expected: '||a.org^' },
  { name: 'keeps a comment', input: '! a$all', expected: '! a$all' },
  { name: 'keeps a hosts rule', input: '0.0.0.0 a.org', expected: '0.0.0.0 a.org' },
  { name: 'keeps an empty line', input: '', expected: '' },
]);

describeTable('invertAllow', invertAllow, [
  { name: 'a rule', input: '||a.org^', expected: '@@||a.org^' },
  { name: 'a name', input: 'a.org', expected: '@@a.org' },
  { name: 'a rule with white space in front', input: ' a.org', expected: '@@ a.org' },
  { name: 'no exception', input: '@@||a.org^', expected: '@@||a.org^' },
  { name: 'no comment', input: '! x', expected: '! x' },
  { name: 'no hash comment', input: '####', expected: '####' },
  { name: 'a cosmetic rule', input: '##.ad', expected: '@@##.ad' },
  { name: 'no hosts rule', input: '0.0.0.0 a.org', expected: '0.0.0.0 a.org' },
  { name: 'no empty line', input: '', expected: '' },
]);

describeTable('normalizeIp', normalizeIp, [
  { name: 'an address', input: '1.2.3.4', expected: '||1.2.3.4^' },
  { name: 'an anchored address', input: '|1.2.3.4^|', expected: '||1.2.3.4^' },
  { name: 'white space around an address', input: ' 1.2.3.4 ', expected: '||1.2.3.4^' },
  { name: 'an exception', input: '@@1.2.3.4', expected: '@@||1.2.3.4^' },
  { name: 'options', input: '1.2.3.4$important', expected: '||1.2.3.4^$important' },
  { name: 'a class C net', input: '1.2.3.', expected: '||1.2.3.' },
  { name: 'a class C net with a star', input: '|1.2.3.*$important', expected: '||1.2.3.*$important' },
  { name: 'not an impossible address', input: '1.2.3.400', expected: '1.2.3.400' },
  { name: 'not a shorter net', input: '1.2.', expected: '1.2.' },
  { name: 'not a name', input: '||a.org^', expected: '||a.org^' },
  { name: 'not a hosts rule', input: '0.0.0.0 1.2.3.4', expected: '0.0.0.0 1.2.3.4' },
  { name: 'not a comment', input: '! 1.2.3.4', expected: '! 1.2.3.4' },
  { name: 'not an empty line', input: '', expected: '' },
]);

describeTable('foldNames', foldNames, [
  { name: 'a bare name', input: 'A.Org.', expected: 'a.org' },
  { name: 'a rule', input: '||A.Org.^', expected: '||a.org^' },
  { name: 'an exception', input: '@@||A.Org^', expected: '@@||a.org^' },
  { name: 'a rule, options as written', input: '||A.Org^$client=X', expected: '||a.org^$client=X' },
  { name: 'a hosts rule', input: '0.0.0.0\tA.Org  B.org. # C', expected: '0.0.0.0\ta.org  b.org # C' },
  { name: 'not a hosts rule without a name', input: '127.0.0.1  # X', expected: '127.0.0.1  # X' },
  { name: 'not a pattern', input: '||A.Org/X', expected: '||A.Org/X' },
  { name: 'not a wildcard', input: '||*.A.Org^', expected: '||*.A.Org^' },
  { name: 'not a regular expression', input: '/A.Org/', expected: '/A.Org/' },
]);
