import { describe, expect, it } from 'vitest';
import { ForeignLines } from './foreign-lines.ts';

interface Case {
  readonly line: string;
  readonly rules?: readonly string[];
  /** The code of what is complained about. */
  readonly complaint?: string;
}

function describeSyntax(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)('$line: $rules $complaint', ({ line, rules = [], complaint }) => {
      const lines = new ForeignLines();
      const translated = lines.translate(line);
      expect(translated?.complaint?.code).toBe(complaint);
      expect([...(translated?.rules ?? ['not recognised']), ...lines.end()]).toEqual(rules);
    });
  });
}

describeSyntax('dnsmasq', [
  { line: 'address=/a.example/', rules: ['||a.example^'] },
  { line: 'address=/a.example/#', rules: ['||a.example^'] },
  { line: 'address=/a.example/0.0.0.0', rules: ['||a.example^'] },
  { line: 'address=/a.example/127.0.0.1', rules: ['||a.example^'] },
  { line: 'address=/a.example/::', rules: ['||a.example^'] },
  { line: '  address = /A.Example./ # why', rules: ['||a.example^'] },
  { line: 'local=/a.example/', rules: ['||a.example^'] },
  { line: 'server=/a.example/', rules: ['||a.example^'] },
  { line: 'server=/a.example/b.example/c.example/', rules: ['||a.example^', '||b.example^', '||c.example^'] },
  { line: 'server=/a.example/#', rules: ['@@||a.example^'] },
  { line: 'local=/.a.example/', rules: ['||a.example^'] },
  { line: 'local=/*.a.example/', rules: ['||*.a.example^'] },
  { line: 'address=/реклама.рф/', rules: ['||xn--80aanufhx.xn--p1ai^'] },
  { line: 'host-record=a.example,b.example,0.0.0.0,::', rules: ['a.example', 'b.example'] },
  { line: 'host-record=a.example,0.0.0.0,60', rules: ['a.example'] },
  { line: 'host-record=nas.lan,192.168.1.5', complaint: 'dnsmasq-line-not-blocking' },
  { line: 'host-record=nas.lan,0.0.0.0,fd00::5', complaint: 'dnsmasq-line-not-blocking' },
  { line: 'address=/nas.lan/192.168.1.5', complaint: 'dnsmasq-line-not-blocking' },
  { line: 'server=/corp.example/10.0.0.1', complaint: 'dnsmasq-line-not-blocking' },
  { line: 'ipset=/a.example/vpn', complaint: 'dnsmasq-line-not-blocking' },
  { line: 'address=/#/', complaint: 'dnsmasq-domain-unknown' },
  { line: 'local=//', complaint: 'dnsmasq-domain-unknown' },
  { line: 'local=/*ads.example/', complaint: 'dnsmasq-domain-unknown' },
  { line: 'local=/a.example/*x/', rules: ['||a.example^'], complaint: 'dnsmasq-domain-unknown' },
]);

describeSyntax('unbound', [
  { line: 'server:' },
  { line: '  forward-zone: # x' },
  ...['static', 'deny', 'refuse', 'always_nxdomain', 'always_null', 'always_refuse', 'always_deny'].map(
    (type) => ({ line: `local-zone: "a.example." ${type}`, rules: ['||a.example^'] }),
  ),
  { line: '\tlocal-zone: a.example static', rules: ['||a.example^'] },
  { line: 'local-zone:"a.example" "static"', rules: ['||a.example^'] },
  { line: "local-zone: 'a.example' static # why", rules: ['||a.example^'] },
  { line: 'local-zone: "a.example" redirect', rules: ['||a.example^'] },
  { line: 'local-zone: "a.example" always_transparent', rules: ['@@||a.example^'] },
  { line: 'local-zone: "a.example" transparent', complaint: 'unbound-line-not-blocking' },
  { line: 'local-zone: "a b" static', complaint: 'unbound-line-not-blocking' },
  { line: 'local-zone: "." static', complaint: 'unbound-zone-unknown' },
  { line: 'local-data: "a.example A 0.0.0.0"', rules: ['a.example'] },
  { line: "local-data: 'a.example. 300 IN AAAA ::'", rules: ['a.example'] },
  { line: 'local-data: "nas.lan A 192.168.1.5"', complaint: 'unbound-line-not-blocking' },
  { line: 'local-data: "a.example TXT 0.0.0.0"', complaint: 'unbound-line-not-blocking' },
  { line: 'local-data-ptr: "192.168.1.5 nas.lan"', complaint: 'unbound-line-not-blocking' },
]);

describeSyntax('response policy zones', [
  { line: 'a.example CNAME .', rules: ['a.example'] },
  { line: 'bad.cafe CNAME .', rules: ['bad.cafe'] },
  { line: '*.a.example CNAME .', rules: ['||*.a.example^'] },
  { line: 'a.example 60 IN CNAME *.', rules: ['a.example'] },
  { line: 'a.example\tIN\t2h\tCNAME\trpz-drop. ; why', rules: ['a.example'] },
  { line: 'a.example CNAME rpz-passthru.', rules: ['@@|a.example^'] },
  { line: '*.a.example cname rpz-passthru.', rules: ['@@||*.a.example^'] },
  { line: 'com CNAME .', rules: ['|com^'] },
  { line: '_dmarc.a.example CNAME .', rules: ['|_dmarc.a.example^'] },
  { line: 'a.example A 0.0.0.0', rules: ['a.example'] },
  { line: '$TTL 2h' },
  { line: '$ORIGIN rpz.example.' },
  { line: '@ IN SOA ns.example. host.example. 1 2 3 4 5' },
  { line: '  IN NS localhost.' },
  { line: '; comment' },
  { line: ';comment' },
  { line: '$INCLUDE other.zone', complaint: 'rpz-line-not-blocking' },
  { line: 'a.example CNAME garden.example.', complaint: 'rpz-line-not-blocking' },
  { line: 'a.example CNAME rpz-tcp-only.', complaint: 'rpz-line-not-blocking' },
  { line: 'a.example A 192.0.2.1', complaint: 'rpz-line-not-blocking' },
  { line: '32.1.2.0.192.rpz-ip CNAME .', complaint: 'rpz-line-not-blocking' },
  { line: 'ns.example.rpz-nsdname CNAME .', complaint: 'rpz-line-not-blocking' },
  { line: 'a.example. CNAME .', complaint: 'rpz-owner-absolute' },
]);

describeSyntax(
  'other lines are not recognised',
  [
    '||a.example^',
    'a.example',
    '0.0.0.0 a.example',
    '127.0.0.1 localhost localhost.localdomain',
    'fe80::1%lo0 localhost',
    'a.example##.ad',
    'a.example##div > p:not(.a)',
    '/ads[0-9]+/',
    'address=/a.example',
    'server=1.1.1.1',
    'http://a.example:',
    'a.example CNAME',
    '0.0.0.0 CNAME',
    '$popup',
    '&server=/x',
    '# a.example CNAME .',
    '',
    '   ',
    `local=/${'a.example/'.repeat(1000)}`,
  ].map((line) => ({ line, rules: ['not recognised'] })),
);

describe('what spans lines', () => {
  function translateAll(lines: readonly string[]) {
    const foreign = new ForeignLines();
    const found = lines.map((line) => foreign.translate(line));
    const rules = found.flatMap((line) => line?.rules ?? ['not recognised']);
    const complaints = found.flatMap((line) => line?.complaint?.code ?? []);
    return { rules: [...rules, ...foreign.end()], complaints };
  }

  it('an SOA record ends at its parenthesis', () => {
    const lines = [
      '@ SOA a. b. (',
      '2024010101 ; serial',
      '1h',
      '15m 3w',
      '2h )',
      '3600',
      'a.example CNAME .',
    ];
    expect(translateAll(lines).rules).toEqual(['not recognised', 'a.example']);
  });

  it('an SOA record that never ends swallows no rule', () => {
    expect(translateAll(['@ SOA a. b. ( 1', '||a.example^', 'b.example', '12']).rules).toEqual([
      'not recognised',
      'not recognised',
      'not recognised',
    ]);
  });

  it.each([
    {
      name: 'in this order',
      lines: ['a.example CNAME .', '*.a.example CNAME .'],
      expected: ['||a.example^'],
    },
    {
      name: 'in the other order',
      lines: ['*.a.example CNAME .', 'a.example CNAME .'],
      expected: ['||a.example^'],
    },
    {
      name: 'of an exception',
      lines: ['a.example CNAME rpz-passthru.', '*.a.example CNAME rpz-passthru.'],
      expected: ['@@||a.example^'],
    },
    {
      name: 'and others around',
      lines: ['b.example CNAME .', 'a.example CNAME .', '*.a.example CNAME .', '*.c.example CNAME .'],
      expected: ['b.example', '||a.example^', '||*.c.example^'],
    },
    {
      name: 'but not of another action',
      lines: ['a.example CNAME .', '*.a.example CNAME rpz-passthru.'],
      expected: ['a.example', '@@||*.a.example^'],
    },
  ])('records for a name and below it are one rule: $name', ({ lines, expected }) => {
    expect(translateAll(lines)).toEqual({ rules: expected, complaints: [] });
  });

  it('owners end at the origin', () => {
    expect(
      translateAll(['$ORIGIN RPZ.example.', 'a.example.rpz.example. CNAME .', 'b.example. CNAME .']),
    ).toEqual({
      rules: ['a.example'],
      complaints: ['rpz-owner-absolute'],
    });
  });

  it.each([
    {
      name: 'null addresses block',
      lines: ['local-data: "a.example A 0.0.0.0"', 'local-data: "a.example AAAA ::"'],
      expected: { rules: ['||a.example^'], complaints: [] },
    },
    {
      name: 'another address answers',
      lines: ['local-data: "a.example A 192.168.1.5"'],
      expected: { rules: [], complaints: ['unbound-line-not-blocking'] },
    },
    {
      name: 'without data it blocks',
      lines: ['local-zone: "b.example" static'],
      expected: { rules: ['||a.example^', '||b.example^'], complaints: [] },
    },
    {
      name: 'data of another name are for that alone',
      lines: ['local-data: "x.a.example A 0.0.0.0"'],
      expected: { rules: ['||a.example^', 'x.a.example'], complaints: [] },
    },
  ])('a redirect zone: $name', ({ lines, expected }) => {
    expect(translateAll(['local-zone: "a.example" redirect', ...lines])).toEqual(expected);
  });
});
