import { describe, expect, it } from 'vitest';
import { compileText, joinChunks } from '../../test/compile-text.ts';
import { formatList } from '../formats/format-list.ts';
import { formats } from '../formats/formats.ts';
import { type TargetName, targetNames } from './target.ts';
import { targets } from './targets.ts';

/** What is written of one rule, and why it is not. */
async function writeRule(rule: string, target: TargetName): Promise<string> {
  const list = formatList(await compileText(rule), { target });
  const text = joinChunks(list.rules());
  const written = text.split('\n').filter((line) => line !== '' && !line.startsWith('!'));
  const codes = list.refused.map(({ code }) => code).filter((code) => !code.startsWith('narrowed-'));
  return [...written, ...codes.map((code) => `refused: ${code}`)].join(', ');
}

function describeTarget(
  target: TargetName,
  cases: readonly { readonly rule: string; readonly written: string }[],
): void {
  describe(targets[target].software, () => {
    it.each(cases)(`$rule: $written (${target})`, async ({ rule, written }) => {
      expect(await writeRule(rule, target)).toBe(written);
    });
  });
}

const label63 = 'a'.repeat(63);
const longName = `${label63}.${label63}.${label63}.${label63}.example`;

// https://github.com/AdguardTeam/AdGuardHome/issues/6003 and /6017, https://github.com/olbat/ut1-blacklists/issues/40
describeTarget('adguard-home', [
  { rule: '||a.example^', written: '||a.example^' },
  { rule: '@@||a.example^$important', written: '@@||a.example^$important' },
  { rule: '||a.example^$dnsrewrite=1.2.3.4', written: '||a.example^$dnsrewrite=1.2.3.4' },
  { rule: '||a.example^$denyallow=b.a.example', written: '||a.example^$denyallow=b.a.example' },
  { rule: '0.0.0.0 a.example\tb.example', written: '0.0.0.0 a.example\tb.example' },
  { rule: '192.168.1.5 nas.lan', written: '192.168.1.5 nas.lan' },
  { rule: '/^ads[0-9]/', written: '/^ads[0-9]/' },
  { rule: '||пример.рф^', written: '||xn--e1afmkfd.xn--p1ai^' },
  { rule: '||1.2.3.4^', written: '||1.2.3.4^' },
  { rule: `/${'a'.repeat(1022)}/`, written: `/${'a'.repeat(1022)}/` },
  { rule: `/${'a'.repeat(1023)}/`, written: 'refused: line-too-long' },
  { rule: `/${'й'.repeat(512)}/`, written: 'refused: line-too-long' },
  { rule: '185.199.108.153', written: 'refused: ip-address' },
  { rule: '2001:db8::1', written: 'refused: ip-address' },
  { rule: '0.0.0.0 185.199.108.153', written: 'refused: ip-address' },
  { rule: '||a\u0007.example^', written: 'refused: control-character' },
  { rule: '/a\u200bb/', written: 'refused: control-character' },
  { rule: '/a\u2028b/', written: 'refused: control-character' },
  { rule: '/a\ufeffb/', written: 'refused: control-character' },
  { rule: 'a.example##.ad', written: 'refused: cosmetic-rule' },
  { rule: '||a.example^$third-party', written: 'refused: unknown-modifier' },
  { rule: '||a.example/x', written: 'refused: path' },
  { rule: 'bad cafe.example', written: 'refused: rule-syntax' },
  { rule: '#a.example', written: 'refused: rule-syntax' },
  { rule: '0.0.0.0 a.example ## b', written: 'refused: cosmetic-rule' },
  { rule: 'FE80::1%lo0 a.example', written: 'FE80::1%lo0 a.example' },
  { rule: `||${longName}^`, written: 'refused: invalid-name' },
  { rule: `||a${label63}.example^`, written: 'refused: invalid-name' },
  { rule: `0.0.0.0 ${longName}`, written: 'refused: invalid-name' },
]);

// https://github.com/pi-hole/FTL/pull/1579, https://github.com/StevenBlack/hosts/issues/2208
describeTarget('pihole', [
  { rule: '||a.example^', written: '||a.example^' },
  { rule: '||A.Example^|', written: '||a.example^' },
  { rule: '||com^', written: '||com^' },
  { rule: 'a.example', written: 'a.example' },
  { rule: '0.0.0.0 a.example', written: 'a.example' },
  { rule: '||пример.рф^', written: '||xn--e1afmkfd.xn--p1ai^' },
  { rule: '@@||a.example^', written: '@@||a.example^' },
  { rule: '127.0.0.1 localhost', written: 'refused: local-name' },
  { rule: '||a.example^$important,dnstype=A', written: 'refused: modifier' },
  { rule: '||1.2.3.4^', written: 'refused: ip-address' },
  { rule: '|ads^', written: 'refused: single-label' },
  { rule: '||x.a^', written: 'refused: last-label' },
  { rule: '||*.a.example^', written: 'refused: below-only' },
  { rule: '/ads/', written: 'refused: regular-expression' },
]);

// https://github.com/pi-hole/pi-hole/issues/5258
describeTarget('pihole-5', [
  { rule: '||a.example^', written: 'a.example' },
  { rule: '||a_b.example^', written: 'a_b.example' },
  { rule: '||_udp.a.example^', written: 'refused: underscore' },
  { rule: '||-a.example^', written: 'refused: hyphen' },
  { rule: '||com^', written: 'refused: single-label' },
  { rule: '||x.a^', written: 'refused: last-label' },
  { rule: '||a.ex_ample^', written: 'refused: last-label' },
]);

for (const target of ['ublock-origin', 'adguard'] as const) {
  describeTarget(target, [
    { rule: '||a.example^$third-party', written: '||a.example^$third-party' },
    { rule: '||пример.рф^', written: '||пример.рф^' },
    { rule: 'a.example##.ad', written: 'a.example##.ad' },
    { rule: '||a.example/x', written: '||a.example/x' },
    {
      rule: '||a.example^$denyallow=b.example,domain=c.example',
      written: '||a.example^$denyallow=b.example,domain=c.example',
    },
    { rule: '||a.example^$denyallow=b.a.example', written: 'refused: modifier' },
    { rule: '||a.example^$dnsrewrite=1.2.3.4', written: 'refused: unknown-modifier' },
    { rule: '||a.example^$dnstype=A', written: 'refused: unknown-modifier' },
    { rule: '||a.example^$client=x', written: 'refused: unknown-modifier' },
    { rule: '||a.example^$important,ctag=x', written: 'refused: unknown-modifier' },
    { rule: 'a.example', written: 'refused: exact-name' },
    { rule: '0.0.0.0 a.example', written: 'refused: exact-name' },
    { rule: 'FE80::1 a.example', written: 'refused: exact-name' },
    { rule: '|a.example^', written: 'refused: exact-name' },
    { rule: '1.2.3.4', written: 'refused: ip-address' },
    { rule: '||a\u0007.example^', written: 'refused: control-character' },
    { rule: `||${longName}^`, written: 'refused: invalid-name' },
  ]);
}

describeTarget('blocky', [
  { rule: '||a.example^', written: '*.a.example' },
  { rule: 'a_b.example', written: 'a_b.example' },
  { rule: '*.a.example', written: '*.a.example' },
  { rule: '||1.2.3.4^', written: 'refused: ip-address' },
]);

describeTarget('technitium', [
  { rule: '||a.example^', written: '||a.example^' },
  { rule: '@@||a.example^', written: '@@||a.example^' },
  { rule: 'a.example', written: 'refused: exact-name' },
  { rule: '||-a.example^', written: 'refused: hyphen' },
  { rule: '||a.example^$doc', written: 'refused: modifier' },
]);

describeTarget('dnsmasq', [
  { rule: '||a.example^', written: 'local=/a.example/' },
  { rule: '||_a.example^', written: 'local=/_a.example/' },
  { rule: `||${longName}^`, written: 'refused: invalid-name' },
]);

describeTarget('unbound', [{ rule: '||a.example^', written: 'local-zone: "a.example." always_nxdomain' }]);
describeTarget('bind', [{ rule: '||a.example^', written: 'a.example CNAME ., *.a.example CNAME .' }]);

describe('a list of exceptions alone', () => {
  it('is an allow list for Pi-hole', async () => {
    expect(await writeRule('@@||a.example^\n@@||b.example^', 'pihole')).toBe(
      '@@||a.example^, @@||b.example^',
    );
  });

  it('is none once something is blocked', async () => {
    expect(await writeRule('@@||a.b.example^\n||b.example^', 'pihole')).toBe(
      '||b.example^, refused: exception-without-effect',
    );
  });
});

it('important rules below an exception, which Technitium would not block, are told', async () => {
  const list = '@@||a.example^\n||b.a.example^$important\n||c.example^$important';
  expect(await writeRule(list, 'technitium')).toBe('||c.example^, @@||a.example^, refused: important-name');
});

describe('every target', () => {
  it.each(targetNames)('%s has a format, instructions and sources', (name) => {
    const target = targets[name];
    expect(target.name).toBe(name);
    expect(formats[target.format].name).toBe(target.format);
    expect(target.instructions).toMatch(/<address>|<file>/);
    for (const source of target.sources) expect(new URL(source).protocol).toBe('https:');
    expect(target.sources.length).toBeGreaterThan(0);
  });

  it.each(targetNames)(
    '%s keeps the comments of an adblock list, and nothing of a rule that it refuses',
    async (name) => {
      const list = formatList(await compileText('! a comment\n/regex\u0007/'), { target: name });
      expect(list.ruleCount).toBe(0);
      expect(joinChunks(list.rules())).not.toContain('regex');
    },
  );
});
