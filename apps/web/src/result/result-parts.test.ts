import { describe, expect, it } from 'vitest';
import type { CompileCounts, SourceRules } from '../compilation/compile-events.ts';
import { compareLists } from './compare-lists.ts';
import { cutExcerpt, findPlace } from './finding-place.ts';
import { makeListText, makeListTextOfBytes } from './list-text.ts';
import { listOverlap } from './overlap-matrix.ts';
import { barOf, listSourceRows } from './source-rows.ts';

const rules = (counts: Partial<SourceRules>): SourceRules => ({
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
  ...counts,
});

const counts = (analysis: CompileCounts['analysis']): CompileCounts => ({
  ruleCount: 0,
  diagnosticsDropped: 0,
  linesRead: 0,
  analysis,
  sources: ['a', 'b'].map((source) => ({ source, status: 'read', lineCount: 1, byteCount: 1 })),
  removed: { excluded: 0, notIncluded: 0, comments: 0, blank: 0, duplicate: 0, redundant: 0, invalid: 0 },
  refused: [],
});

describe('the rows of sources', () => {
  const analysis = {
    sources: [
      rules({ rules: 10, kept: 5, duplicate: 3, excluded: 1, notIncluded: 1, unique: 2 }),
      rules({ rules: 5, kept: 5 }),
    ],
    overlap: [
      [8, 2],
      [2, 4],
    ],
  };

  it('take what an exclusion matched and what no inclusion did as one', () => {
    expect(listSourceRows(counts(analysis))[0]?.rules).toEqual({
      all: 10,
      kept: 5,
      duplicate: 3,
      redundant: 0,
      invalid: 0,
      left: 2,
      unique: 2,
    });
  });

  it('become bars whose parts are what the rules are, the longest source the longest', () => {
    const [first, second] = listSourceRows(counts(analysis));
    expect(first && barOf(first, 10)).toEqual([
      { fate: 'kept', share: 0.5 },
      { fate: 'duplicate', share: 0.3 },
      { fate: 'left', share: 0.2 },
    ]);
    expect(second && barOf(second, 10)).toEqual([{ fate: 'kept', share: 0.5 }]);
  });

  it('are only sizes where the service told no more', () => {
    expect(listSourceRows(counts(undefined)).map((row) => row.rules)).toEqual([undefined, undefined]);
    expect(listOverlap(counts(undefined))).toEqual([]);
  });

  it('have in the matrix which share of the row’s rules the column has', () => {
    expect(listOverlap(counts(analysis))).toEqual([
      {
        source: 'a',
        ruleCount: 8,
        cells: [
          { count: 8, share: 1, isItself: true },
          { count: 2, share: 0.25, isItself: false },
        ],
      },
      {
        source: 'b',
        ruleCount: 4,
        cells: [
          { count: 2, share: 0.5, isItself: false },
          { count: 4, share: 1, isItself: true },
        ],
      },
    ]);
  });

  it('have no matrix with one source, or with too many to be read', () => {
    const square = (size: number) => ({
      sources: Array.from({ length: size }, () => rules({})),
      overlap: Array.from({ length: size }, () => Array.from({ length: size }, () => 1)),
    });
    expect(listOverlap(counts(square(1)))).toEqual([]);
    expect(listOverlap(counts(square(21)))).toEqual([]);
    expect(listOverlap(counts(square(20)))).toHaveLength(20);
  });
});

describe('two lists compared', () => {
  it('differ in rules, whatever their order and their headers', () => {
    const before = '!\n! Last modified: 1\n!\n||a^\n||b^\n##.banner\n';
    const after = '!\n! Last modified: 2\n!\n||c^\n||b^\n\n';
    expect(compareLists(before, after)).toEqual({
      added: { count: 1, examples: ['||c^'] },
      removed: { count: 2, examples: ['||a^', '##.banner'] },
    });
  });

  it.each([
    '# comment',
    '#',
    '! comment',
    '; comment',
    '@ IN SOA localhost. root.localhost. 5 1 1 1 1',
    '$TTL 60',
  ])('do not differ by %j, which blocks nothing', (line) => {
    expect(compareLists(`${line}\n`, '').removed.count).toBe(0);
  });

  it('give at most 200 examples of each kind, and count all', () => {
    const after = Array.from({ length: 1000 }, (_, index) => `||${index}^`).join('\n');
    const { added } = compareLists('', after);
    expect([added.count, added.examples.length]).toEqual([1000, 200]);
  });
});

describe('the place of a finding', () => {
  const list = {
    order: {
      body: {
        configuration: { name: 'x', sources: [], transformations: [] },
        target: 'x',
        analysis: true as const,
        preFetchedContent: { 'rules from line 3': 'x\n', 'a.txt': 'y\n' },
      },
      firstLines: new Map([['rules from line 3', 3]]),
    },
    sourceTexts: new Map([['https://example.org/b.txt', new Blob(['z'])]]),
  };
  const finding = (source: string, line: number) => ({
    code: 'x',
    severity: 'error' as const,
    message: '',
    source,
    line,
  });
  const place = (source: string, line: number) =>
    findPlace(finding(source, line), {
      ...list,
      counts: counts(undefined),
      diagnostics: [],
      list: makeListText([]),
      tookMs: 0,
    });

  it.each([
    { source: 'rules from line 3', line: 2, words: 'Line 4 of what you typed', isShown: true },
    { source: 'a.txt', line: 2, words: 'a.txt, line 2', isShown: true },
    {
      source: 'https://example.org/b.txt',
      line: 2,
      words: 'https://example.org/b.txt, line 2',
      isShown: true,
    },
    {
      source: 'https://example.org/c.txt',
      line: 2,
      words: 'https://example.org/c.txt, line 2',
      isShown: false,
    },
    { source: 'a.txt', line: 0, words: 'a.txt', isShown: false },
  ])('$words', ({ source, line, words, isShown }) => {
    expect(place(source, line)).toEqual({ words, shown: isShown ? { source, line } : undefined });
  });

  it.each([
    { name: 'in the middle', line: 500, firstLine: 300, first: '300', last: '700' },
    { name: 'at the beginning', line: 1, firstLine: 1, first: '1', last: '401' },
    { name: 'at the end', line: 1000, firstLine: 800, first: '800', last: '1000' },
    { name: 'beyond the end', line: 5000, firstLine: 1000, first: '1000', last: '1000' },
  ])('is cut out with its neighbours: $name', ({ line, firstLine, first, last }) => {
    const text = Array.from({ length: 1000 }, (_, index) => `${index + 1}`).join('\n');
    const excerpt = cutExcerpt(text, line);
    const lines = excerpt.text.split('\n');
    expect([excerpt.firstLine, lines[0], lines.at(-1)]).toEqual([firstLine, first, last]);
  });
});

describe('the text of a list', () => {
  it('is whole in its blob, and begins with its first lines', async () => {
    const bytes = new TextEncoder().encode('||ä.example^\n'.repeat(20_000));
    const chunks = [bytes.subarray(0, 3), bytes.subarray(3, 70_000), bytes.subarray(70_000)];
    const { blob, beginning } = makeListTextOfBytes(chunks);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
    expect(beginning).toEqual({ text: '||ä.example^\n'.repeat(200), isWhole: false });
  });

  it('is all shown where it is short, and is not taken for whole where a line is very long', () => {
    expect(makeListTextOfBytes([new TextEncoder().encode('||a^')]).beginning).toEqual({
      text: '||a^',
      isWhole: true,
    });
    const long = makeListTextOfBytes([new Uint8Array(150_000).fill(97)]).beginning;
    expect([long.text.length, long.isWhole]).toEqual([100_000, false]);
  });

  it('does not keep chunks, which are only lent', async () => {
    const lent = new TextEncoder().encode('a\n');
    const { blob } = makeListTextOfBytes(
      (function* () {
        yield lent;
        lent.fill(98);
        yield lent;
      })(),
    );
    expect(await blob.text()).toBe('a\nbb');
  });
});
