import { describe, expect, it } from 'vitest';
import { compileText, joinChunks } from '../../test/compile-text.ts';
import { CompilerError } from '../errors.ts';
import { type FormatName, formatNames } from './format.ts';
import { formatList, type ListOutput } from './format-list.ts';

const date = new Date('2026-01-31T12:00:00.000Z');

async function write(lines: readonly string[], output: ListOutput) {
  const list = formatList(await compileText(lines.join('\n')), output);
  const rules = joinChunks(list.rules());
  const refused = Object.fromEntries(list.refused.map(({ code, count }) => [code, count]));
  return { ...list, lines: rules.split('\n').filter((line) => line !== ''), refused, text: rules };
}

/** One rule of each scope, an exception below the first, and what no format of names can say. */
const sample = [
  '||a.example^',
  'b.example',
  '||*.c.example^',
  '@@||x.a.example^',
  '||d.example^$third-party',
];

it('leaves out comments at which AdGuard Home would give up the list, those of the header too', async () => {
  const long = 'x'.repeat(1100);
  const configuration = { description: long };
  const compiled = await compileText(`! ${long}\n! short\n||a.example^`, configuration);
  const list = formatList(compiled, { target: 'adguard-home' });
  const lines = joinChunks(list.text(date)).split('\n');
  expect(lines.filter((line) => line.length > 1024)).toEqual([]);
  expect(lines).toContain('! short');
  expect(lines).toContain('! Title: Test');
  expect([list.ruleCount, list.refused]).toEqual([1, []]);
});

describe('each format', () => {
  it.each<{ format: FormatName; lines: readonly string[]; refused: Record<string, number> }>([
    {
      format: 'hosts',
      lines: ['0.0.0.0 a.example', '0.0.0.0 b.example'],
      refused: { modifier: 1, 'below-only': 1, 'narrowed-to-name': 1, 'narrowed-exception': 1 },
    },
    {
      format: 'domains',
      lines: ['a.example', 'b.example'],
      refused: { modifier: 1, 'below-only': 1, 'narrowed-to-name': 1, 'narrowed-exception': 1 },
    },
    {
      format: 'wildcard-domains',
      lines: ['*.a.example', 'b.example'],
      refused: { modifier: 1, 'below-only': 1, 'exception-without-effect': 1 },
    },
    {
      format: 'dnsmasq',
      lines: [
        'local=/a.example/',
        'host-record=b.example,0.0.0.0,::',
        'local=/*.c.example/',
        'server=/x.a.example/#',
      ],
      refused: { modifier: 1 },
    },
    {
      format: 'unbound',
      lines: [
        'local-zone: "a.example." always_nxdomain',
        'local-data: "b.example. A 0.0.0.0"',
        'local-data: "b.example. AAAA ::"',
        'local-zone: "x.a.example." always_transparent',
      ],
      refused: { modifier: 1, 'below-only': 1 },
    },
    {
      format: 'rpz',
      lines: [
        'a.example CNAME .',
        '*.a.example CNAME .',
        'b.example CNAME .',
        '*.c.example CNAME .',
        'x.a.example CNAME rpz-passthru.',
        '*.x.a.example CNAME rpz-passthru.',
      ],
      refused: { modifier: 1 },
    },
  ])('$format', async ({ format, lines, refused }) => {
    const written = await write(sample, { format });
    expect(written.lines).toEqual(lines);
    expect(written.refused).toEqual(refused);
    expect(written.text.endsWith('\n')).toBe(true);
  });

  it.each(formatNames)(
    '%s has the header in its own comments, and ends it in a lone mark',
    async (format) => {
      const compilation = await compileText('||a.example^', {
        description: 'All\nof it',
        homepage: 'https://x.example',
      });
      const text = joinChunks(formatList(compilation, { format }).text(date));
      const [mark = ''] = text;
      expect(text).toContain(`${mark} Title: Test\n${mark} Description: All of it\n`);
      expect(text).toContain(`\n${mark} Last modified: 2026-01-31T12:00:00.000Z\n`);
      const header = text.slice(0, text.lastIndexOf(`\n${mark}\n`, text.indexOf('a.example')));
      expect(header).toContain(`\n${mark} Compiled by test`);
      expect(mark).toBe({ adblock: '!', rpz: ';' }[format as string] ?? '#');
    },
  );

  it('adblock is what the compilation has', async () => {
    const compilation = await compileText(sample.join('\n'), { transformations: ['InsertFinalNewLine'] });
    const list = formatList(compilation, { format: 'adblock' });
    expect(joinChunks(list.text(date))).toBe(joinChunks(compilation.text(date)));
    expect(joinChunks(list.rules())).toBe(joinChunks(compilation.rules()));
    expect(list).toMatchObject({ refused: [], ruleCount: compilation.statistics.ruleCount });
  });
});

describe('a response policy zone', () => {
  it('begins with a time to live, one SOA whose serial is the date, and one NS', async () => {
    const text = joinChunks(formatList(await compileText('||a.example^'), { format: 'rpz' }).text(date));
    const records = text.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
    expect(records.slice(0, 3)).toEqual([
      '$TTL 300',
      `@ SOA localhost. root.localhost. ${date.getTime() / 1000} 43200 3600 1209600 300`,
      '@ NS localhost.',
    ]);
    // A serial is a number of 32 bits (RFC 1035, 3.3.13).
    expect(date.getTime() / 1000).toBeLessThan(2 ** 32);
  });

  it('has one record for each owner', async () => {
    const list = [
      '||a.example^',
      'a.example',
      '@@|a.example^$important',
      '||b.example^',
      'B.example',
      '||a.example^$important',
    ];
    const { lines } = await write(list, { format: 'rpz' });
    expect(lines).toEqual([
      '*.a.example CNAME .',
      'b.example CNAME .',
      '*.b.example CNAME .',
      'a.example CNAME rpz-passthru.',
    ]);
  });

  it('leaves out what becomes too long below the name of the zone, or triggers otherwise', async () => {
    const label = 'a'.repeat(63);
    const name = `${label}.${label}.${label}.${'b'.repeat(47)}`;
    const { refused, ruleCount } = await write([`|${name}^`, `||${name}^`, '||x.rpz-ip^'], { format: 'rpz' });
    expect({ refused, ruleCount }).toEqual({
      refused: { 'name-too-long': 1, 'invalid-name': 1 },
      ruleCount: 1,
    });
  });
});

describe('exceptions', () => {
  it.each([
    { name: 'of the name and below', exception: '@@||b.a.example^', left: ['c.a.example'] },
    { name: 'of a name above', exception: '@@||a.example^', left: [] },
    { name: 'of the name alone', exception: '@@|b.a.example^', left: ['x.b.a.example', 'c.a.example'] },
    {
      name: 'of what lies below alone',
      exception: '@@||*.b.a.example^',
      left: ['b.a.example', 'c.a.example'],
    },
  ])('take names out of the list: $name', async ({ exception, left }) => {
    const list = ['|b.a.example^', 'x.b.a.example', 'c.a.example', exception];
    const { lines } = await write(list, { format: 'domains' });
    expect(lines).toEqual(left);
  });

  it('do not hold for important rules, but where they are important themselves', async () => {
    const list = [
      '||a.example^$important',
      '@@||a.example^',
      '||b.example^$important',
      '@@||b.example^$important',
    ];
    const { lines } = await write(list, { format: 'dnsmasq' });
    expect(lines).toEqual(['local=/a.example/', 'server=/b.example/#']);
  });

  it('are told where a blocked name above keeps them without effect', async () => {
    const list = ['||a.example^', '@@||x.a.example^', '@@||y.example^'];
    const { refused } = await write(list, { format: 'wildcard-domains' });
    expect(refused).toEqual({ 'exception-without-effect': 1, 'narrowed-exception': 1 });
  });

  it('are told where the format cannot make them as narrow', async () => {
    const { refused, lines } = await write(['||a.example^', '@@|x.a.example^'], { format: 'unbound' });
    expect({ refused, lines }).toEqual({
      refused: { 'exception-scope': 1 },
      lines: ['local-zone: "a.example." always_nxdomain'],
    });
  });

  it('of which another one says the same are written once', async () => {
    const { lines } = await write(['@@||x.a.example^', '@@||a.example^'], { format: 'dnsmasq' });
    expect(lines).toEqual(['server=/a.example/#']);
  });

  it('leave an important name alone, where unbound would not look at it', async () => {
    const list = ['||a.example^', '@@||b.a.example^', '|x.b.a.example^$important', '|y.example^$important'];
    const { refused, lines } = await write(list, { format: 'unbound' });
    expect(refused).toEqual({ 'important-name': 1 });
    expect(lines).toContain('local-data: "y.example. A 0.0.0.0"');
  });
});

describe('badfilter', () => {
  it('switches a rule off, wherever it stands', async () => {
    const list = [
      '||a.example^$badfilter',
      '||a.example^',
      '@@||b.example^',
      '||b.example^',
      '@@||b.example^$badfilter',
    ];
    expect((await write(list, { format: 'wildcard-domains' })).lines).toEqual(['*.b.example']);
  });
});

describe('a formatted list', () => {
  it('says each name once', async () => {
    const list = ['||a.example^', 'a.example', '0.0.0.0 a.example A.example', '||A.EXAMPLE.^', '|a.example^'];
    const { lines, ruleCount, refused } = await write(list, { format: 'hosts' });
    expect({ lines, ruleCount, refused }).toEqual({
      lines: ['0.0.0.0 a.example'],
      ruleCount: 1,
      refused: { 'narrowed-to-name': 2 },
    });
  });

  it('gives the same bytes each time, in chunks of some 64 KiB', async () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `||host${index}.example^`);
    const list = formatList(await compileText(names.join('\n')), { format: 'rpz' });
    const chunks = Array.from(list.rules(), (chunk) => chunk.length);
    expect(Math.max(...chunks)).toBeLessThanOrEqual(65_536);
    expect(chunks.length).toBeGreaterThan(10);
    expect(joinChunks(list.rules())).toBe(joinChunks(list.rules()));
    expect(list.ruleCount).toBe(30_000);
  });

  it('keeps at most five examples of what is refused, cut where they are long', async () => {
    const list = Array.from({ length: 9 }, (_, index) => `||a*${index}${'x'.repeat(300)}^`);
    const { refused } = formatList(await compileText(list.join('\n')), { format: 'hosts' });
    expect(refused).toEqual([expect.objectContaining({ code: 'pattern', count: 9 })]);
    expect(refused[0]?.examples).toHaveLength(5);
    expect(refused[0]?.examples[0]).toHaveLength(201);
  });

  it.each([{ format: 'adblock' }, { format: 'hosts' }, { target: 'pihole' }] as const)(
    'has no more rules than allowed: %j',
    async (output) => {
      const compilation = await compileText('||a.example^\n||b.example^');
      expect(formatList(compilation, output, { maxRules: 2 }).ruleCount).toBe(2);
      expect(() => formatList(compilation, output, { maxRules: 1 })).toThrow(CompilerError);
      expect(() => formatList(compilation, output, { maxRules: 1 })).toThrow('has 2 rules; 1 is');
    },
  );

  it.each(formatNames)('can be empty: %s', async (format) => {
    const list = formatList(await compileText(''), { format });
    expect(list.ruleCount).toBe(0);
    expect(joinChunks(list.text(date))).toContain('Compiled by test');
  });
});
