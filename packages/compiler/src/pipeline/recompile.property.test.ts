import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerOptions } from '../../test/source-reading.ts';
import { compile } from '../compile.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createSourceReader } from '../source/create-source-reader.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { type TransformationName, transformationOrder } from '../transformations/order.ts';

async function compileTexts(configuration: Configuration, texts: readonly string[]) {
  const content = new Map(texts.map((text, index) => [String(index), text]));
  const reader = createSourceReader(readerOptions({ preFetchedContent: content }));
  const { statistics, rules } = await compile(configuration, { reader });
  return { statistics, text: Array.from(rules(), (chunk) => decodeUtf8(chunk)).join('') };
}

/** What the command does where no configuration is given, and what lists for browsers are compiled with. */
const sets: readonly { readonly name: string; readonly transformations: readonly TransformationName[] }[] = [
  {
    name: 'hosts lists',
    transformations: [
      'RemoveComments',
      'Deduplicate',
      'Compress',
      'Validate',
      'TrimLines',
      'InsertFinalNewLine',
    ],
  },
  {
    name: 'browser lists',
    transformations: [
      'TrimLines',
      'RemoveComments',
      'RemoveModifiers',
      'Validate',
      'Deduplicate',
      'RemoveEmptyLines',
      'InsertFinalNewLine',
    ],
  },
];

const label = fc.constantFrom(
  'a',
  'b',
  'ads',
  'X',
  'org',
  'com',
  'co',
  'uk',
  'local',
  'a_b',
  'a-',
  '1',
  '300',
  '*',
);
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const options = fc
  .array(fc.constantFrom('important', 'third-party', 'all', 'script', 'client=a', 'dnsrewrite=a;b;k=v'), {
    maxLength: 2,
  })
  .map((list) => (list.length === 0 ? '' : `$${list.join(',')}`));
const rule = fc.oneof(
  name,
  fc
    .tuple(fc.constantFrom('||', '@@||', '|', ''), name, fc.constantFrom('^', '^|', ''), options)
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('0.0.0.0 ', '::1\t', 'bad '), name, fc.constantFrom('', ' ', ' b.org', ' # c'))
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '! comment',
    '# comment',
    '#',
    '####',
    'a.org##.banner',
    '/ads[0-9]/',
    '/ads/$all',
    '@@',
    ' ||a.org^ ',
  ),
);
const list = fc.array(rule, { minLength: 1, maxLength: 25 });

describe('a list that was compiled', () => {
  it.each(sets)(
    'is changed no more by compiling it again: $name',
    async ({ transformations }) => {
      await fc.assert(
        fc.asyncProperty(list, list, async (first, second) => {
          const sources = [{ source: '0' }, { source: '1' }];
          const once = await compileTexts({ name: 'x', sources, transformations }, [
            first.join('\n'),
            second.join('\n'),
          ]);
          const configuration: Configuration = { name: 'x', sources: [{ source: '0' }], transformations };
          const again = await compileTexts(configuration, [once.text]);
          expect(again.text).toBe(once.text);
          expect(again.statistics.ruleCount).toBe(once.statistics.ruleCount);
          expect(again.statistics.lineCount).toBe(once.statistics.lineCount);
        }),
        { numRuns: 600, seed: 21 },
      );
    },
    60_000,
  );
});

describe('statistics', () => {
  it('account for every line', async () => {
    const chosen = fc.subarray(transformationOrder.filter((name) => !name.startsWith('Validate')));
    // Compress may make several rules of one line, so it is left out.
    const plain = chosen.map((names) => names.filter((name) => name !== 'Compress'));
    await fc.assert(
      fc.asyncProperty(list, plain, fc.boolean(), async (lines, names, validates) => {
        const transformations: TransformationName[] = validates ? [...names, 'Validate'] : names;
        const configuration: Configuration = {
          name: 'x',
          sources: [{ source: '0', exclusions: ['ads'] }],
          inclusions: ['/[^b]/'],
          transformations,
        };
        const { statistics, text } = await compileTexts(configuration, [lines.join('\n')]);
        const { removed, lineCount, linesRead, ruleCount } = statistics;
        const gone = Object.values(removed).reduce((sum, count) => sum + count, 0);
        const isLineAdded =
          transformations.includes('InsertFinalNewLine') && (text === '' || text.endsWith('\n'));
        // The header of the source is not counted when it goes.
        const headerLines = text.startsWith('!\n! Source: 0\n!') ? 3 : 0;
        expect(linesRead + headerLines).toBe(gone + lineCount - (isLineAdded ? 1 : 0));
        if (lineCount > 0) expect(text.split('\n')).toHaveLength(lineCount);
        expect(ruleCount).toBeLessThanOrEqual(lineCount);
      }),
      { numRuns: 400, seed: 22 },
    );
  }, 60_000);
});

describe('text of any kind', () => {
  const pieces = fc.constantFrom(
    ...'|^$,.*/#!@:-_ \t\\=~%+\n\r\v\f\u00a0\u2028\ufeff\ufffd'.split(''),
    '||',
    '@@',
    '##',
    '#@#',
    '://',
    'a.org',
    '0.0.0.0 ',
    '127.0.0.1  #',
    '1.2.3.4',
    'ä.org',
    '\u{1f600}.la',
    'replace=',
    'constructor',
    '__proto__',
    '\ud800',
    'x'.repeat(300),
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => decodeUtf8(bytes)),
  );
  /** Directives and what is no list at all are refused when sources are read. */
  const harmless = text.map((value) => value.replaceAll('!#', '!').replaceAll('\0', '').replaceAll('<', ''));
  const validator = fc.constantFrom<TransformationName | undefined>(
    undefined,
    'Validate',
    'ValidateAllowIp',
    'ValidateAllowPublicSuffix',
    'ValidateAllowIpAndPublicSuffix',
  );
  const others = fc.subarray(transformationOrder.filter((name) => !name.startsWith('Validate')));

  it('never makes a compile fail, and its result never has a line break too many', async () => {
    await fc.assert(
      fc.asyncProperty(
        harmless,
        harmless,
        others,
        others,
        validator,
        fc.constantFrom<'strict' | 'compatible'>('strict', 'compatible'),
        async (first, second, atSource, atTop, chosen, mode) => {
          const content = new Map([
            ['0', first],
            ['1', second],
          ]);
          const reader = createSourceReader(readerOptions({ preFetchedContent: content }));
          const configuration: Configuration = {
            name: 'x',
            sources: [{ source: '0', transformations: atSource }, { source: '1' }],
            transformations: chosen === undefined ? atTop : [...atTop, chosen],
          };
          const { rules, statistics } = await compile(configuration, { reader, mode });
          const result = Array.from(rules(), (chunk) => decodeUtf8(chunk)).join('');
          expect(result).not.toContain('\r');
          if (statistics.lineCount > 0) expect(result.split('\n')).toHaveLength(statistics.lineCount);
          else expect(result).toBe('');
          expect(encodeUtf8(result).length).toBeGreaterThanOrEqual(statistics.lineCount - 1);
        },
      ),
      { numRuns: 1500, seed: 23 },
    );
  }, 60_000);
});
