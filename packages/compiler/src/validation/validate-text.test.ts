import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetName } from '../targets/target.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { type ValidateOptions, validateChunks, validateText } from './validate-text.ts';

const none = {
  network: 0,
  cosmetic: 0,
  hosts: 0,
  domain: 0,
  foreign: 0,
  directive: 0,
  comment: 0,
  blank: 0,
  invalid: 0,
};

/** The findings about a text, in one line each. */
function findingsIn(text: string, options: ValidateOptions = {}): readonly string[] {
  return validateText(text, options).diagnostics.map(({ code, line, column }) => `${line}:${column} ${code}`);
}

describe('validating a text', () => {
  it('counts each line once, by its kind', () => {
    const lines = [
      '! Title: x',
      '||ads.example^',
      '@@||ok.example^$important',
      'example.com##.ad',
      '0.0.0.0 a.example b.example',
      'plain.example',
      '!#if (adguard)',
      '  ',
      '||bad_name.example^',
      '!#endif',
      '# c',
      'address=/dns.example/0.0.0.0',
      'address=/nas.example/192.168.1.5',
      'local-zone: "zone.example" always_nxdomain',
    ];
    expect(validateText(lines.join('\n'))).toMatchObject({
      lineCount: 14,
      ruleCount: 9,
      counts: {
        network: 2,
        cosmetic: 1,
        hosts: 1,
        domain: 1,
        foreign: 2,
        directive: 2,
        comment: 2,
        blank: 1,
        invalid: 2,
      },
    });
  });

  it.each([
    { text: '||x.example^$script', findings: ['1:14 unsupported-modifier'] },
    { text: '  ||x_y.example^', findings: ['1:4 pattern-character'] },
    { text: 'a.example\n\t||x_y.example^', findings: ['2:5 pattern-character'] },
    { text: '||com^', findings: ['1:0 public-suffix'] },
    { text: 'com', findings: ['1:0 pattern-too-short'] },
    { text: 'co.uk', findings: ['1:0 public-suffix'] },
    { text: '1.2.3.4', findings: ['1:0 address-not-allowed'] },
    { text: '||a.example^path', findings: ['1:13 pattern-separator'] },
    { text: '127.0.0.1  # router', findings: ['1:0 hosts-rule-without-name'] },
    { text: '0.0.0.0 -bad-.example', findings: ['1:0 host-malformed'] },
    { text: 'ok.example\n!#if a', findings: ['2:0 directive-invalid'] },
    { text: '!#endif', findings: ['1:0 directive-invalid'] },
    { text: '!#if (a\n!#endif', findings: ['1:0 directive-invalid', '2:0 directive-invalid'] },
    { text: '', findings: [] },
  ])('finds $findings in $text', ({ text, findings }) => {
    expect(findingsIn(text)).toEqual(findings);
  });

  it('judges as the validator that is asked for', () => {
    expect(findingsIn('1.2.3.4\n||com^', { validator: 'ValidateAllowIpAndPublicSuffix' })).toEqual([]);
    expect(findingsIn('0.0.0.0 a_b.example')).toEqual([]);
    expect(findingsIn('0.0.0.0 a_b.example', { isStrict: true })).toEqual(['1:0 host-malformed']);
  });

  it('judges as the software that is to read the text, where one is named', () => {
    const text = '! c\n||ok.example^\n||a.example^$script\n##.ad\n1.2.3.4\n$TTL 60\n';
    expect(findingsIn(text, { target: 'pihole' })).toEqual([
      '3:0 rule-syntax',
      '4:0 rule-syntax',
      '5:0 last-label',
    ]);
    expect(
      findingsIn(text, { target: 'ublock-origin' }).filter((finding) => /^[234]:/.test(finding)),
    ).toEqual([]);
    expect(validateText(text, { target: 'ublock-origin' }).counts).toMatchObject({
      comment: 1,
      cosmetic: 1,
      foreign: 1,
    });
  });

  it.each<{ target: TargetName; text: readonly string[]; findings?: readonly string[] }>([
    {
      target: 'dnsmasq',
      text: [
        '# c',
        'address=/a.example/b.example/0.0.0.0',
        'local=/c.example/',
        'server=/nas.lan/192.168.1.1',
        '||x^',
      ],
      findings: ['5:0 rule-syntax'],
    },
    {
      target: 'unbound',
      text: [
        'server:',
        '  local-zone: "a.example" always_null # c',
        'local-data: "b.example A 0.0.0.0"',
        'a.example',
      ],
      findings: ['4:0 rule-syntax'],
    },
    {
      target: 'bind',
      text: [
        '@ SOA localhost. root.localhost. (',
        '1 2 3 4 5 )',
        'a.example IN CNAME *.',
        '; c',
        '*.b.example A 0.0.0.0',
        'c',
      ],
      findings: ['6:0 rule-syntax'],
    },
    {
      target: 'blocky',
      text: ['0.0.0.0 a.example b.example # c', 'C.example', '*.d.example', '/^ads/', '||e.example^'],
      findings: ['5:0 rule-syntax'],
    },
    {
      target: 'pihole',
      text: ['0.0.0.0 a.example # c', 'B.example', '||c.example^', '0.0.0.0 d.example e.example'],
      findings: ['4:0 rule-syntax'],
    },
    { target: 'pihole-5', text: ['127.0.0.1 a.example', '||c.example^'], findings: ['2:0 rule-syntax'] },
    {
      target: 'technitium',
      text: ['||A.example^', '0.0.0.0 a.example', 'b.example', '||*.c.example^'],
      findings: ['2:0 exact-name', '3:0 exact-name', '4:0 rule-syntax'],
    },
  ])('takes for $target what that reads, in whatever form', ({ target, text, findings = [] }) => {
    expect(findingsIn(text.join('\n'), { target })).toEqual(findings);
  });

  it('looks at both branches of a condition', () => {
    const text = '!#if false\n||a_.example^\n!#else\n||b_.example^\n!#endif';
    expect(findingsIn(text)).toEqual(['2:4 pattern-character', '4:4 pattern-character']);
  });

  it('keeps so many diagnostics, and counts the others', () => {
    const { diagnostics, diagnosticsDropped, counts } = validateText('||a_^\n||b_^\n||c_^', {
      diagnosticsMax: 2,
    });
    expect([diagnostics.length, diagnosticsDropped, counts.invalid]).toEqual([2, 1, 3]);
  });

  it('never throws, counts every line, and does not mind how the text is cut', async () => {
    const piece = fc.constantFrom(
      '||a^',
      '\n',
      '\r',
      '!#if ',
      '$',
      '##',
      '0.0.0.0 ',
      'x.org',
      ' ',
      'é',
      '\0',
      '#',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, size) => {
          const bytes = encodeUtf8(pieces.join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.slice(index * size, (index + 1) * size),
          );
          const whole = validateText(pieces.join(''));
          expect(await validateChunks(chunks)).toEqual(whole);
          expect(Object.values(whole.counts).reduce((sum, count) => sum + count)).toBe(whole.lineCount);
          expect(Object.keys(whole.counts)).toEqual(Object.keys(none));
        },
      ),
    );
  });
});
