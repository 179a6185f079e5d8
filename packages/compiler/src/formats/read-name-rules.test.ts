import { describe, expect, it } from 'vitest';
import { formatNameRule } from '../rule/name-rule.ts';
import { type NameReading, readNameRules } from './read-name-rules.ts';

/** A reading in one word or two: the rule, or the code of its refusal. */
function describeReading(reading: NameReading): string {
  if (reading.kind === 'refused') return reading.code;
  if (reading.kind === 'disabled') return `disables ${reading.rule}`;
  const { rule, narrowed } = reading;
  return [formatNameRule(rule), ...(rule.isImportant ? ['important'] : []), narrowed]
    .filter(Boolean)
    .join(' ');
}

const label63 = 'a'.repeat(63);

describe('what a rule says about names', () => {
  it.each([
    { line: '||a.example^', expected: ['||a.example^'] },
    { line: '||a.example^|', expected: ['||a.example^'] },
    { line: '||a.example^$', expected: ['||a.example^'] },
    { line: '||A.Example.^', expected: ['||a.example^'] },
    { line: '||a_b.example^', expected: ['||a_b.example^'] },
    { line: '||com^', expected: ['||com^'] },
    { line: '||пример.рф^', expected: ['||xn--e1afmkfd.xn--p1ai^'] },
    { line: '@@||a.example^|', expected: ['@@||a.example^'] },
    { line: '||a.example^$important', expected: ['||a.example^ important'] },
    { line: '@@||a.example^$important', expected: ['@@||a.example^ important'] },
    { line: 'a.example', expected: ['a.example'] },
    { line: 'a.example.', expected: ['a.example'] },
    { line: ' _a.example\t', expected: ['|_a.example^'] },
    { line: '|a.example^', expected: ['a.example'] },
    { line: '|a.example|', expected: ['a.example'] },
    { line: '@@|a.example^', expected: ['@@|a.example^'] },
    { line: '||*.a.example^', expected: ['||*.a.example^'] },
    { line: '*.a.example^', expected: ['||*.a.example^'] },
    { line: '.a.example^', expected: ['||*.a.example^'] },
    { line: '*.a.example', expected: ['||a.example^'] },
    { line: '||a.example', expected: ['||a.example^ narrowed-open-end'] },
    { line: '@@a.example', expected: ['@@||a.example^ narrowed-open-end'] },
    { line: '0.0.0.0 a.example b.example # c.example', expected: ['a.example', 'b.example'] },
    { line: '127.0.0.1\ta.example', expected: ['a.example'] },
    { line: '::1 a.example', expected: ['a.example'] },
    { line: ':: a.example', expected: ['a.example'] },
    { line: '0 a.example', expected: ['a.example'] },
    { line: '||a.example^$badfilter', expected: ['disables ||a.example^'] },
    { line: '@@||a.example^$important,badfilter', expected: ['disables @@||a.example^$important'] },
  ])('$line: $expected', ({ line, expected }) => {
    expect(readNameRules(line).map(describeReading)).toEqual(expected);
  });

  it.each([
    { line: 'a.example##.ad', code: 'cosmetic-rule' },
    { line: '##.ad', code: 'cosmetic-rule' },
    { line: '/ads[0-9]/', code: 'regular-expression' },
    { line: '@@/ads/$important', code: 'regular-expression' },
    { line: '||a*.example^', code: 'pattern' },
    { line: '||a.*.example^', code: 'pattern' },
    { line: '||a.example^b', code: 'pattern' },
    { line: '|a.example', code: 'pattern' },
    { line: 'a.example^', code: 'pattern' },
    { line: 'ads', code: 'pattern' },
    { line: '||*^', code: 'pattern' },
    { line: '||^', code: 'pattern' },
    { line: '*', code: 'pattern' },
    { line: '||a.example/x', code: 'path' },
    { line: '||a.example:8080^', code: 'path' },
    { line: 'http://a.example', code: 'path' },
    { line: '||1.2.3.4^', code: 'ip-address' },
    { line: '1.2.3.4', code: 'ip-address' },
    { line: '||1.2.3.', code: 'ip-address' },
    { line: '||192.168.^', code: 'ip-address' },
    { line: '::1', code: 'ip-address' },
    { line: '0.0.0.0 1.2.3.4', code: 'ip-address' },
    { line: '127.0.0.1  # router', code: 'ip-address' },
    { line: '||a.example^$third-party', code: 'modifier' },
    { line: '||a.example^$important,dnstype=A', code: 'modifier' },
    { line: '||a.example^$denyallow=b.a.example', code: 'modifier' },
    { line: '192.168.1.5 nas.lan', code: 'hosts-address' },
    { line: 'FE80::1 a.example', code: 'hosts-address' },
    { line: 'bad cafe.example', code: 'hosts-address' },
    { line: '127.0.0.1 localhost', code: 'local-name' },
    { line: '255.255.255.255 broadcasthost', code: 'local-name' },
    { line: '||localhost^', code: 'local-name' },
    { line: '||a..example^', code: 'invalid-name' },
    { line: '||.a.example^', code: 'invalid-name' },
    { line: '||a\u0007.example^', code: 'invalid-name' },
    { line: `||a${label63}.example^`, code: 'invalid-name' },
    { line: `||${`${label63}.`.repeat(4)}example^`, code: 'invalid-name' },
    { line: '||a.example.1^', code: 'invalid-name' },
    { line: '||xn--\u00e9.example^', code: 'invalid-name' },
  ])('$line cannot be said: $code', ({ line, code }) => {
    expect(readNameRules(line).map(describeReading)).toEqual([code]);
  });
});
