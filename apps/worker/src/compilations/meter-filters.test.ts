import { type Configuration, compile, createSourceReader } from '@bloqr/compiler';
import { compileLimits } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { getSourceLimits } from '../sources/source-limits.ts';
import { estimateFilterCost } from './filter-cost.ts';
import { FilterLimitError } from './filter-limit-error.ts';
import { meterFilters } from './meter-filters.ts';

const manyRules = '||a-rule.example.org^\n'.repeat(10_000);

async function compileMetered(
  configuration: Configuration,
  files: Record<string, string> = {},
): Promise<unknown> {
  const reader = createSourceReader({
    ports: { now: () => 0, timeout: () => ({ aborted: false }) },
    limits: getSourceLimits('anonymous'),
    preFetchedContent: new Map(Object.entries({ rules: manyRules, ...files })),
  });
  try {
    const { statistics } = await compile(configuration, { reader: meterFilters(reader, configuration) });
    return statistics.removed.excluded;
  } catch (error) {
    return error instanceof FilterLimitError ? error.pointer : error;
  }
}

const sources = [{ source: 'rules' }];
/** Costly by its looks; in truth the engine sees at once that it cannot match, which keeps the tests short. */
const costly = (index: number) => `/^q(x|y|z){1,200}${index}$/`;

describe('the meter of filters', () => {
  it.each([
    { name: 'no filters', configuration: { name: 'x', sources } },
    {
      name: 'a thousand plain ones',
      configuration: { name: 'x', sources, exclusions: makeMany(1000, String) },
    },
  ])('lets pass: $name', async ({ configuration }) => {
    expect(await compileMetered(configuration)).toBe(0);
  });

  it.each([
    {
      name: 'costly expressions for much input, at the top',
      configuration: { name: 'x', sources, inclusions: makeMany(60, costly) },
      pointer: '/sources/0/source',
    },
    {
      name: 'costly expressions at the second source alone',
      configuration: {
        name: 'x',
        sources: [{ source: 'few' }, { source: 'rules', exclusions: makeMany(60, costly) }],
      },
      pointer: '/sources/1/source',
    },
    {
      name: 'costly expressions from a file',
      configuration: { name: 'x', sources, exclusions_sources: ['costly'] },
      pointer: '/sources/0/source',
    },
    {
      name: 'more expressions than are worth compiling',
      configuration: { name: 'x', sources: [{ source: 'few' }], exclusions: makeMany(200, costly) },
      pointer: '',
    },
    {
      name: 'more expressions in a file than are worth compiling',
      configuration: { name: 'x', sources: [{ source: 'few', inclusions_sources: ['very costly'] }] },
      pointer: '/sources/0/inclusions_sources/0',
    },
    {
      name: 'too many lines in a file',
      configuration: { name: 'x', sources: [{ source: 'few' }], exclusions_sources: ['long'] },
      pointer: '/exclusions_sources/0',
    },
    {
      name: 'too long a line in a file',
      configuration: { name: 'x', sources: [{ source: 'few' }], exclusions_sources: ['wide'] },
      pointer: '/exclusions_sources/0',
    },
  ] satisfies { name: string; configuration: Configuration; pointer: string }[])(
    'refuses: $name',
    async ({ configuration, pointer }) => {
      const files = {
        few: '||few.example.org^',
        costly: makeMany(60, costly).join('\n'),
        'very costly': makeMany(200, costly).join('\n'),
        long: makeMany(compileLimits.filterLinesMax + 1, String).join('\n'),
        wide: 'x'.repeat(compileLimits.filterLengthMax + 1),
      };
      expect(await compileMetered(configuration, files)).toBe(pointer);
    },
  );
});

describe('the cost of a filter', () => {
  it.each([
    { cheaper: 'ads', dearer: '*ads*' },
    { cheaper: '||*.example.org^*', dearer: '/ads/' },
    { cheaper: '/ad{2}s/', dearer: '/ad{200}s/' },
    { cheaper: '/a{30}b{30}/', dearer: '/(a{30}b){30}/' },
  ])('$cheaper costs less than $dearer', ({ cheaper, dearer }) => {
    expect(estimateFilterCost(cheaper)).toBeLessThan(estimateFilterCost(dearer));
  });
});

function makeMany(count: number, make: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
