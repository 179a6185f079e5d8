import { describe, expect, it } from 'vitest';
import { readerOptions } from '../../test/source-reading.ts';
import type { Configuration, SourceConfiguration } from '../configuration/configuration.ts';
import { createSourceReader } from '../source/create-source-reader.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';

type Texts = Readonly<Record<string, string>>;

async function ask(
  query: string,
  texts: Texts,
  level: Partial<Configuration> = {},
  sources: readonly Partial<SourceConfiguration>[] = [],
): Promise<Explanation> {
  const reader = createSourceReader(readerOptions({ preFetchedContent: new Map(Object.entries(texts)) }));
  const configuration: Configuration = {
    name: 'x',
    transformations: ['RemoveComments', 'Compress', 'Validate', 'Deduplicate'],
    ...level,
    sources: Object.keys(texts).map((source, index) => ({ ...sources[index], source })),
  };
  return (await explain(configuration, { reader }, query)).explanation;
}

/** What became of each line, in one line each. */
function outcomesOf({ lines }: Explanation): readonly string[] {
  return lines.map(({ file, line, outcomes }) =>
    [
      `${file}:${line}`,
      ...outcomes.map((one) => [one.kind, 'by' in one ? one.by : ''].join(' ').trim()),
    ].join(' '),
  );
}

describe('an explanation', () => {
  it('names the rules that decide, the lines behind them and what became of each', async () => {
    const explanation = await ask('ads.example.org', {
      a: '! ads.example.org\nother.org\n0.0.0.0 ads.example.org x.org # c',
      b: '||example.org^\n@@||ads.example.org^\n||ads.example.org^$third-party\nnotexample.org',
    });
    expect(explanation).toMatchObject({ query: 'ads.example.org', kind: 'domain', linesDropped: 0 });
    expect(explanation.rules).toEqual([
      { rule: '||example.org^', effect: 'blocks' },
      { rule: '@@||ads.example.org^', effect: 'allows' },
    ]);
    expect(outcomesOf(explanation)).toEqual([
      'a:1 comment',
      'a:3 redundant ||example.org^',
      'b:1 kept',
      'b:2 kept',
      'b:3 invalid',
    ]);
    expect(explanation.lines[1]).toEqual({
      source: 0,
      file: 'a',
      line: 3,
      text: '0.0.0.0 ads.example.org x.org # c',
      steps: [
        {
          level: 'list',
          transformation: 'Compress',
          before: '0.0.0.0 ads.example.org x.org # c',
          after: ['||ads.example.org^', '||x.org^'],
        },
      ],
      outcomes: [{ kind: 'redundant', rule: '||ads.example.org^', by: '||example.org^' }],
    });
  });

  it('follows a line through the level of its source and that of the list', async () => {
    const explanation = await ask(
      'ads.org',
      { a: 'x.org\n  ||ads.org^$third-party' },
      { transformations: ['Compress', 'InvertAllow'] },
      [{ transformations: ['TrimLines', 'RemoveModifiers'] }],
    );
    expect(
      explanation.lines[0]?.steps.map(({ level, transformation, after }) => [level, transformation, after]),
    ).toEqual([
      ['source', 'TrimLines', ['||ads.org^$third-party']],
      ['source', 'RemoveModifiers', ['||ads.org^']],
      ['list', 'InvertAllow', ['@@||ads.org^']],
    ]);
    expect(explanation.rules).toEqual([{ rule: '@@||ads.org^', effect: 'allows' }]);
    expect(outcomesOf(explanation)).toEqual(['a:2 kept']);
  });

  it.each([
    { name: 'a domain', query: 'ads.org' },
    { name: 'a domain in capitals with its last dot', query: ' ADS.org. ' },
    { name: 'a URL', query: 'https://ads.org:8080/x?y' },
    { name: 'a domain with a port', query: 'ads.org:8080' },
  ])('takes $name', async ({ query }) => {
    expect((await ask(query, { a: 'ads.org' })).query).toBe('ads.org');
  });

  it('takes names beyond ASCII in either spelling', async () => {
    const texts = { a: 'реклама.рф\n||xn--80aanufhx.xn--p1ai^' };
    const level = { transformations: ['ConvertToAscii', 'Compress'] } as const;
    const answers = [];
    for (const query of ['реклама.рф', 'XN--80AANUFHX.xn--p1ai']) {
      answers.push(await ask(query, texts, { transformations: [...level.transformations] }));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers.map(outcomesOf)[0]).toHaveLength(2);
  });

  it('takes a rule as it stands', async () => {
    const explanation = await ask('||ads.org^', { a: 'ads.org\n||sub.ads.org^\nads.org' });
    expect(explanation).toMatchObject({ kind: 'rule', rules: [{ rule: '||ads.org^', effect: 'blocks' }] });
    expect(outcomesOf(explanation)).toEqual(['a:1 kept', 'a:3 duplicate']);
  });

  it('says which filter kept a line out', async () => {
    const explanation = await ask(
      'ads.org',
      { a: 'ads.org', b: 'ads.org', c: 'ads.org' },
      { exclusions: ['/^ads/'], transformations: [] },
      [{ exclusions: ['ads.org'] }, { inclusions: ['other'] }],
    );
    expect(explanation.rules).toEqual([]);
    expect(explanation.lines.map(({ outcomes }) => outcomes)).toEqual([
      [{ kind: 'excluded', level: 'source' }],
      [{ kind: 'not-included', level: 'source' }],
      [{ kind: 'excluded', level: 'list' }],
    ]);
  });

  it('follows lines in the syntax of other software', async () => {
    const explanation = await ask('ads.org', {
      a: 'address=/ads.org/x.org/0.0.0.0\naddress=/ads.org/10.0.0.1',
    });
    expect(explanation.lines[0]?.steps[0]).toMatchObject({
      transformation: 'recognition',
      after: ['||ads.org^', '||x.org^'],
    });
    expect(outcomesOf(explanation)).toEqual(['a:1 kept', 'a:2 not-blocking']);
  });

  it('follows records of a zone that are one rule together, and names below its origin', async () => {
    const explanation = await ask('ads.org', {
      a: '$ORIGIN rpz.local.\n@ SOA localhost. root.localhost. 1 2 3 4 5\nads.org.rpz.local. CNAME .\n*.ads.org.rpz.local. CNAME .\nx.org CNAME .',
    });
    expect(explanation.rules).toEqual([{ rule: '||ads.org^', effect: 'blocks' }]);
    expect(outcomesOf(explanation)).toEqual(['a:3 kept', 'a:4 duplicate']);
    expect(explanation.lines[0]?.steps).toEqual([
      {
        level: 'list',
        transformation: 'recognition',
        before: 'ads.org.rpz.local. CNAME .',
        after: ['||ads.org^'],
      },
    ]);
  });

  it.each([
    { data: '0.0.0.0', rules: ['||ads.org^'], outcomes: ['a:1 kept', 'a:2 duplicate', 'a:3 duplicate'] },
    {
      data: '192.168.1.5',
      rules: [],
      outcomes: ['a:1 not-blocking', 'a:2 not-blocking', 'a:3 not-blocking'],
    },
  ])(
    'follows a zone of unbound to the data that decide about it: $data',
    async ({ data, rules, outcomes }) => {
      const explanation = await ask('ads.org', {
        a: `local-zone: "ads.org" redirect\nlocal-data: "ads.org A ${data}"\nlocal-data: "ads.org A ${data}"`,
      });
      expect(explanation.rules.map(({ rule }) => rule)).toEqual(rules);
      expect(outcomesOf(explanation)).toEqual(outcomes);
    },
  );

  it('asks the filters of the list about the line as it stands where its source does nothing', async () => {
    const texts = { a: 'address=/ads.org/0.0.0.0' };
    const level = { transformations: [], exclusions: ['||ads.org^'] };
    expect(outcomesOf(await ask('ads.org', texts, level))).toEqual(['a:1 kept']);
    expect(outcomesOf(await ask('ads.org', texts, { ...level, exclusions: ['address='] }))).toEqual([
      'a:1 excluded',
    ]);
  });

  it.each<{ transformation: 'Compress' | 'Deduplicate'; outcomes: readonly string[] }>([
    {
      transformation: 'Compress',
      outcomes: ['a:1 redundant ||ads.org^', 'a:2 kept', 'a:3 duplicate', 'b:1 kept'],
    },
    { transformation: 'Deduplicate', outcomes: ['a:1 kept', 'a:2 duplicate', 'a:3 kept', 'b:1 kept'] },
  ])('tells what $transformation of one source merged there', async ({ transformation, outcomes }) => {
    const texts = { a: '||x.ads.org^\n||ads.org^\n||ads.org^', b: '||ads.org^' };
    const explanation = await ask('x.ads.org', texts, { transformations: [] }, [
      { transformations: [transformation] },
    ]);
    expect(outcomesOf(explanation)).toEqual(outcomes);
  });

  it('finds a rule for a whole top-level domain, and the words that only look like one', async () => {
    const texts = { a: '||zip^\nads.zip\n! zip\nexample.org##.zip\n||unzip^\n||zip.example^' };
    const level = { transformations: ['Compress'] } as const;
    const explanation = await ask('ads.zip', texts, { transformations: [...level.transformations] });
    expect(explanation.rules).toEqual([{ rule: '||zip^', effect: 'blocks' }]);
    expect(outcomesOf(explanation)).toEqual(['a:1 kept', 'a:2 redundant ||zip^']);
  });

  it.each([
    { list: ['|ads.org^'], effects: ['blocks'] },
    { list: ['||ads.org^|'], effects: ['blocks'] },
    { list: ['||*.ads.org^'], effects: ['names'] },
    { list: ['*.ads.org'], effects: ['blocks'] },
    { list: ['1.2.3.4 ads.org'], effects: ['names'] },
    { list: ['127.0.0.1 other.org ads.org'], effects: ['blocks'] },
    { list: ['@@ads.org'], effects: ['allows'] },
    { list: ['||ads.org^$client=kid'], effects: ['names'] },
    { list: ['||ads.org^', '||ads.org^$badfilter'], effects: ['names', 'names'] },
    { list: ['@@||ads.org^', '||ads.org^$important'], effects: ['names', 'blocks'] },
    { list: ['@@||org^$important', '||ads.org^$important'], effects: ['allows', 'blocks'] },
    { list: ['! ads.org'], effects: [] },
  ])('says what each rule does: $list', async ({ list, effects }) => {
    const { rules } = await ask('ads.org', { a: list.join('\n') }, { transformations: [] });
    expect(rules.map(({ effect }) => effect)).toEqual(effects);
  });

  it('says of what lies below a name what a rule for that alone does', async () => {
    const { rules } = await ask('x.ads.org', { a: '||*.ads.org^\nads.org' }, { transformations: [] });
    expect(rules.map(({ effect }) => effect)).toEqual(['blocks', 'names']);
  });

  it('credits the occurrence that Deduplicate leaves', async () => {
    const explanation = await ask(
      'ads.org',
      { a: '||ads.org^\nb.org\n||ads.org^' },
      { transformations: ['Deduplicate'] },
    );
    expect(outcomesOf(explanation)).toEqual(['a:1 duplicate', 'a:3 kept']);
  });

  it('says nothing about names that only look alike', async () => {
    const texts = { a: 'myads.org\nads.org.example\nads.organic\nx-ads.org' };
    expect(await ask('ads.org', texts)).toMatchObject({ rules: [], lines: [] });
  });

  it('lists no more lines than it may, and counts the others', async () => {
    const { lines, linesDropped } = await ask('ads.org', { a: 'ads.org\n'.repeat(250) });
    expect([lines.length, linesDropped]).toEqual([200, 50]);
  });
});
