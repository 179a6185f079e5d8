import { describe, expect, it } from 'vitest';
import { readerOptions } from '../../test/source-reading.ts';
import { compile } from '../compile.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createSourceReader } from '../source/create-source-reader.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { validateText } from '../validation/validate-text.ts';

async function compileTexts(
  texts: Readonly<Record<string, string>>,
  transformations: Configuration['transformations'] & {},
  level: 'source' | 'top' = 'top',
) {
  const reader = createSourceReader(readerOptions({ preFetchedContent: new Map(Object.entries(texts)) }));
  const own = level === 'source' ? { transformations } : {};
  const configuration: Configuration = {
    name: 'Foreign',
    sources: Object.keys(texts).map((source) => ({ source, ...own })),
    ...(level === 'top' && { transformations }),
  };
  const compilation = await compile(configuration, { reader, analyse: level === 'top' });
  const text = Array.from(compilation.rules(), (chunk) => decodeUtf8(chunk)).join('');
  const lines = text.split('\n').filter((line) => !line.startsWith('!'));
  return { ...compilation, lines };
}

const mixed = [
  '# dnsmasq',
  'address=/a.example.org/b.example.org/',
  'address=/nas.lan/192.168.1.5',
  'server:',
  '  local-zone: "c.example.org" always_nxdomain # x',
  '$TTL 300',
  '@ SOA localhost. root.localhost. (',
  '  1',
  '  3600 )',
  'd.example.org CNAME .',
  '*.d.example.org CNAME .',
  '; the end',
  '||e.example.org^',
  '0.0.0.0 f.example.org',
].join('\n');

describe('a list in several syntaxes', () => {
  it.each(['source', 'top'] as const)('becomes rules: transformations of the %s', async (level) => {
    const { lines, diagnostics, statistics } = await compileTexts(
      { list: mixed },
      ['RemoveComments', 'Compress', 'Validate', 'Deduplicate', 'TrimLines'],
      level,
    );
    expect(lines.filter((line) => line !== '')).toEqual([
      '||a.example.org^',
      '||b.example.org^',
      '||c.example.org^',
      '||d.example.org^',
      '||e.example.org^',
      '||f.example.org^',
    ]);
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'dnsmasq-line-not-blocking', source: 'list', line: 3 }),
    ]);
    expect(statistics.removed.invalid).toBe(1);
  });

  it('becomes rules without any transformation, in the same order', async () => {
    const { lines, statistics } = await compileTexts({ list: mixed }, []);
    expect(lines).toEqual([
      '# dnsmasq',
      '||a.example.org^',
      '||b.example.org^',
      '||c.example.org^',
      '||d.example.org^',
      '||e.example.org^',
      '0.0.0.0 f.example.org',
    ]);
    expect(statistics.removed).toMatchObject({ invalid: 1, comments: 6 });
  });

  it('goes through InvertAllow and Validate as rules do', async () => {
    const text = 'address=/a.example.org/\naddress=/co.uk/\nb.example.org CNAME rpz-passthru.';
    const { lines, diagnostics } = await compileTexts({ list: text }, ['InvertAllow', 'Validate']);
    expect(lines).toEqual(['@@||a.example.org^', '@@|b.example.org^']);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'public-suffix', line: 2 })]);
  });

  it('leaves nothing open for the next source', async () => {
    const { lines } = await compileTexts(
      { a: '@ SOA a. b. (\n1', b: '12345\nlocal-zone: "c.example.org" redirect', c: '$ORIGIN x.' },
      [],
    );
    expect(lines).toEqual(['12345', '||c.example.org^']);
  });
});

/** Every kind of line, as the quick path meets it: behind white space, with a comment, in any case. */
const blocking = [
  'address=/a.example.org/',
  'address = /a.example.org/',
  'server=/a.example.org/',
  'local=/a.example.org/ #c',
  'host-record=a.example.org,0.0.0.0',
  'host-record=a.example.org,::',
  'local-zone: "a.example.org" static',
  'local-zone: a.example.org deny # c#',
  'local-data: "a.example.org A 0.0.0.0"',
  'a.example.org CNAME .',
  'A.EXAMPLE.ORG CNAME . ; c',
  'a.example.org CNAME . ;# c',
  'a.example.org AAAA ::',
  'bad.cafe CNAME .',
  '0a.bad.cafe IN CNAME .',
];

describe('the quick path', () => {
  it.each(blocking.flatMap((line) => [line, ` ${line}`, `${line} `, `\t${line}\t`]))(
    'leaves a foreign line to the text path: %j',
    async (line) => {
      for (const transformations of [
        ['Validate'],
        ['Validate', 'TrimLines'],
        ['Compress', 'Validate'],
        [],
      ] as const) {
        const { lines } = await compileTexts({ list: line }, transformations);
        expect(lines.join(' ')).toMatch(/^(?:\|\|)?(?:a\.example\.org|(?:0a\.)?bad\.cafe)\^?$/);
      }
    },
  );
});

describe('validateText', () => {
  it('judges lines by the rules that they stand for', () => {
    const { counts, diagnostics } = validateText(`${mixed}\naddress=/co.uk/`);
    expect(counts).toMatchObject({ network: 1, hosts: 1, foreign: 10, comment: 1, invalid: 2 });
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['dnsmasq-line-not-blocking', 3],
      ['public-suffix', 15],
    ]);
  });
});
