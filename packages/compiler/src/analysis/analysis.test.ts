import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerOptions } from '../../test/source-reading.ts';
import { type Compilation, compile } from '../compile.ts';
import type { Configuration, SourceConfiguration } from '../configuration/configuration.ts';
import { createSourceReader } from '../source/create-source-reader.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import type { TransformationName } from '../transformations/order.ts';
import type { Analysis } from './analysis.ts';

/** Compiles texts as sources called `0`, `1`, …. */
function compileTexts(
  texts: readonly string[],
  level: Partial<Configuration>,
  analyse: boolean,
): Promise<Compilation> {
  const content = new Map(texts.map((text, index) => [String(index), text]));
  const reader = createSourceReader(readerOptions({ preFetchedContent: content }));
  const sources = texts.map((_, index) => ({ source: String(index) }));
  return compile({ name: 'x', sources, ...level }, { reader, analyse });
}

async function analyse(
  texts: readonly string[],
  level: Partial<Configuration>,
): Promise<Analysis & Pick<Compilation, 'diagnostics'>> {
  const { analysis, diagnostics } = await compileTexts(texts, level, true);
  if (analysis === undefined) throw new Error('there is no analysis');
  return { ...analysis, diagnostics };
}

function rulesOf(compilation: Compilation): string {
  return Array.from(compilation.rules(), (chunk) => decodeUtf8(chunk)).join('');
}

const nothing = {
  rules: 0,
  kept: 0,
  duplicate: 0,
  redundant: 0,
  invalid: 0,
  excluded: 0,
  notIncluded: 0,
  comments: 0,
  blank: 0,
  unique: 0,
};
const reasons = [
  'duplicate',
  'redundant',
  'invalid',
  'excluded',
  'notIncluded',
  'comments',
  'blank',
] as const;
const clean: TransformationName[] = ['RemoveComments', 'Compress', 'Validate', 'Deduplicate'];

describe('an analysis', () => {
  it('accounts for each rule of each source', async () => {
    const { sources, overlap } = await analyse(
      [
        '! list\nads.example.org\n||example.com^\nbad_name\n||x.example.net^\n||skip.org^',
        '0.0.0.0 ads.example.org\n||sub.example.com^\n||own.org^$important\n||example.net^',
      ],
      { transformations: clean, exclusions: ['skip'] },
    );
    expect(sources).toEqual([
      { ...nothing, rules: 5, kept: 2, redundant: 1, invalid: 1, excluded: 1, comments: 1, unique: 1 },
      { ...nothing, rules: 4, kept: 2, duplicate: 1, redundant: 1, unique: 2 },
    ]);
    expect(overlap).toEqual([
      [3, 1],
      [1, 4],
    ]);
  });

  it('counts what the level of a source removes for that source', async () => {
    const content = new Map([
      ['a', 'ads.org\nads.org\n! c'],
      ['b', 'ads.org'],
    ]);
    const { analysis } = await compile(
      {
        name: 'x',
        sources: [{ source: 'a', transformations: ['RemoveComments', 'Deduplicate'] }, { source: 'b' }],
        transformations: ['Compress'],
      },
      { reader: createSourceReader(readerOptions({ preFetchedContent: content })), analyse: true },
    );
    expect(analysis?.sources).toEqual([
      { ...nothing, rules: 2, kept: 1, duplicate: 1, comments: 1 },
      { ...nothing, rules: 1, duplicate: 1 },
    ]);
  });

  it('says of each refused line what is wrong with it, and where', async () => {
    const lines = [
      '||a.example^$third-party',
      'example.org##.ad',
      '||b_c.example^',
      '||com^',
      '1.2.3.4',
      '||ok.example^',
      '||a b^',
    ];
    const { diagnostics } = await analyse([lines.join('\n')], { transformations: clean });
    expect(diagnostics.map(({ code, line, column, fix }) => ({ code, line, column, fix }))).toEqual([
      {
        code: 'unsupported-modifier',
        line: 1,
        column: 14,
        fix: 'RemoveModifiers takes third-party away and keeps the rule.',
      },
      { code: 'cosmetic-rule', line: 2, column: 12, fix: undefined },
      { code: 'pattern-character', line: 3, column: 4, fix: undefined },
      {
        code: 'public-suffix',
        line: 4,
        column: 0,
        fix: 'ValidateAllowPublicSuffix keeps it, if it is meant.',
      },
      { code: 'address-not-allowed', line: 5, column: 0, fix: 'ValidateAllowIp keeps it.' },
      { code: 'pattern-character', line: 7, column: 4, fix: undefined },
    ]);
  });

  it.each<{ name: string; source: Partial<SourceConfiguration>; columns: readonly number[] }>([
    { name: 'that may be skipped', source: { onError: 'skip' }, columns: [14, 14, 0] },
    { name: 'with filters', source: { exclusions: ['skip'] }, columns: [14, 14, 0] },
    {
      name: 'with transformations',
      source: { transformations: ['TrimLines', 'Deduplicate'] },
      columns: [0, 0, 0],
    },
    { name: 'that is compressed', source: { transformations: ['Compress'] }, columns: [0, 0, 0] },
  ])('says where the lines of a source $name stand that the list refuses', async ({ source, columns }) => {
    const text = '||ok.example^\n||a.example^$script\n! c\nb.example\n||c.example^$popup\n||com^';
    const reader = createSourceReader(readerOptions({ preFetchedContent: new Map([['a', text]]) }));
    const configuration: Configuration = {
      name: 'x',
      sources: [{ ...source, source: 'a' }],
      transformations: ['Validate'],
    };
    const { diagnostics } = await compile(configuration, { reader, analyse: true });
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['unsupported-modifier', 2],
      ['unsupported-modifier', 5],
      ['public-suffix', 6],
    ]);
    expect(diagnostics.map(({ column }) => column)).toEqual(columns);
  });

  it('says which record of a zone is refused, though its rule comes later', async () => {
    const zone = 'co.uk CNAME .\nads.example CNAME .\ncom.au CNAME .';
    for (const onError of ['fail', 'skip'] as const) {
      const reader = createSourceReader(readerOptions({ preFetchedContent: new Map([['a', zone]]) }));
      const { diagnostics } = await compile(
        { name: 'x', sources: [{ source: 'a', onError }], transformations: ['Compress', 'Validate'] },
        { reader, analyse: true },
      );
      expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
        ['public-suffix', 1],
        ['public-suffix', 3],
      ]);
    }
  });

  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('a.org', 'b.a.org', 'c.b.a.org', 'd.org', '||a.org^', '||e.d.org^'),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('0.0.0.0 a.org d.org', '@@||a.org^', '||x.org^$important', '1.2.3.4'),
    },
    { weight: 2, arbitrary: fc.constantFrom('! c', '', '||bad_^', 'skip.org', '##.ad', '||com^') },
  );
  const texts = fc.array(fc.array(line, { maxLength: 9 }), { minLength: 1, maxLength: 4 });
  const transformations = fc.subarray<TransformationName>([
    'RemoveComments',
    'Compress',
    'RemoveModifiers',
    'Validate',
    'Deduplicate',
    'RemoveEmptyLines',
    'InsertFinalNewLine',
  ]);

  it('changes nothing, and its sums are the counts of the whole', () =>
    fc.assert(
      fc.asyncProperty(texts, transformations, async (lists, chosen) => {
        const level = { transformations: chosen, exclusions: ['skip'] };
        const joined = lists.map((lines) => lines.join('\n'));
        const plain = await compileTexts(joined, level, false);
        const analysed = await compileTexts(joined, level, true);
        expect(rulesOf(analysed)).toBe(rulesOf(plain));
        expect(analysed.statistics).toEqual(plain.statistics);
        const sources = analysed.analysis?.sources ?? [];
        const sum = (name: keyof (typeof sources)[number]) =>
          sources.reduce((total, source) => total + source[name], 0);
        const { removed, ruleCount } = plain.statistics;
        expect(sum('kept')).toBe(ruleCount);
        for (const reason of reasons) {
          expect({ reason, count: sum(reason) }).toEqual({ reason, count: removed[reason] });
        }
      }),
      { numRuns: 300 },
    ));

  it('counts shared and unique rules as sets do', () =>
    fc.assert(
      fc.asyncProperty(texts, async (lists) => {
        const level = { transformations: ['RemoveComments', 'Deduplicate', 'RemoveEmptyLines'] } as const;
        const { overlap, sources } = await analyse(
          lists.map((lines) => lines.join('\n')),
          { transformations: [...level.transformations] },
        );
        const sets = lists.map((lines) => new Set(lines.filter((text) => text !== '' && text !== '! c')));
        expect(overlap).toEqual(sets.map((one) => sets.map((other) => one.intersection(other).size)));
        const others = (index: number) =>
          sets.reduce((all, set, at) => (at === index ? all : all.union(set)), new Set<string>());
        expect(sources.map(({ unique }) => unique)).toEqual(
          sets.map((set, index) => set.difference(others(index)).size),
        );
      }),
      { numRuns: 200 },
    ));
});
