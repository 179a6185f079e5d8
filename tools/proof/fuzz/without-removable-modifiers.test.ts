import { describe, expect, it } from 'vitest';
import { withoutRemovableModifiers } from './without-removable-modifiers.ts';

describe('withoutRemovableModifiers', () => {
  it.each([
    { rule: '||a.org^$third-party', expected: '||a.org^' },
    { rule: '@@||a.org^$important,popup,doc', expected: '@@||a.org^$important' },
    { rule: ' ||a.org^$dnsrewrite=NOERROR;TXT;k=v,all ', expected: '||a.org^$dnsrewrite=NOERROR;TXT;k=v' },
    { rule: '||a.org^$client=a\\,all,all', expected: '||a.org^$client=a\\,all' },
    { rule: 'a\\$popup', expected: 'a\\$popup' },
    { rule: '||a.org^$,popup,,important', expected: '||a.org^$important' },
    { rule: '||a.org^$,important,', expected: '||a.org^$,important,' },
    { rule: 'a.org#$#body$popup', expected: 'a.org#$#body$popup' },
    { rule: 'rule$', expected: 'rule$' },
    { rule: '/a$popup/', expected: '/a$popup/' },
    { rule: '/a/$popup,replace=/x/', expected: '/a/$replace=/x/' },
    { rule: '! a$popup', expected: '! a$popup' },
  ])('leaves $expected of $rule', ({ rule, expected }) => {
    expect(withoutRemovableModifiers(rule)).toBe(expected);
  });
});
