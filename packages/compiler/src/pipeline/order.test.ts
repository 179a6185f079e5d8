import { describe, expect, it } from 'vitest';
import { classesOf } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { type TransformationName, transformationOrder } from '../transformations/order.ts';
import { Level } from './level.ts';
import { type LevelFilters, planLevel } from './level-plan.ts';

function run(
  transformations: readonly TransformationName[],
  lines: readonly string[],
  filters: LevelFilters = {},
): readonly string[] {
  const level = new Level(planLevel({ transformations }, filters, false, undefined), () => undefined);
  for (const line of lines) {
    const bytes = encodeUtf8(line);
    level.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
  }
  const delivered: string[] = [];
  level.deliver((bytes, start, end) => delivered.push(decodeUtf8(bytes, start, end)));
  return delivered;
}

interface Case {
  readonly name: string;
  readonly transformations: readonly TransformationName[];
  readonly input: readonly string[];
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'ConvertToAscii comes before Compress',
    transformations: ['Compress', 'ConvertToAscii'],
    input: ['0.0.0.0 ä.org', '||x.ä.org^'],
    expected: ['||xn--4ca.org^'],
  },
  {
    name: 'ConvertToAscii comes before Validate',
    transformations: ['Validate', 'ConvertToAscii'],
    input: ['||ä.org^'],
    expected: ['||xn--4ca.org^'],
  },
  {
    name: 'ConvertToAscii comes before TrimLines, which an indented comment shows',
    transformations: ['TrimLines', 'ConvertToAscii'],
    input: [' ! ä.org'],
    expected: ['! xn--4ca.org'],
  },
  {
    name: 'TrimLines comes before RemoveComments',
    transformations: ['RemoveComments', 'TrimLines'],
    input: [' ! a'],
    expected: [],
  },
  {
    name: 'TrimLines comes before Compress',
    transformations: ['Compress', 'TrimLines'],
    input: [' a.org\t', '\t0.0.0.0 b.org'],
    expected: ['||a.org^', '||b.org^'],
  },
  {
    name: 'Compress comes before RemoveModifiers',
    transformations: ['RemoveModifiers', 'Compress'],
    input: ['||a.org^$third-party', '||x.a.org^'],
    expected: ['||a.org^', '||x.a.org^'],
  },
  {
    name: 'Compress comes before InvertAllow',
    transformations: ['InvertAllow', 'Compress'],
    input: ['0.0.0.0 a.org', 'x.a.org', '@@||b.org^'],
    expected: ['@@||a.org^', '@@||b.org^'],
  },
  {
    name: 'Compress comes before Validate, which sees the rules that it writes',
    transformations: ['Validate', 'Compress'],
    input: ['0.0.0.0 a_b.org', '1.2.3.4', 'a.org'],
    expected: ['||a.org^'],
  },
  {
    name: 'RemoveModifiers comes before InvertAllow',
    transformations: ['InvertAllow', 'RemoveModifiers'],
    input: ['||a.org^$popup'],
    expected: ['@@||a.org^'],
  },
  {
    name: 'RemoveModifiers comes before Validate',
    transformations: ['Validate', 'RemoveModifiers'],
    input: ['||a.org^$third-party', '||b.org^$script'],
    expected: ['||a.org^'],
  },
  {
    name: 'RemoveModifiers comes before Deduplicate',
    transformations: ['Deduplicate', 'RemoveModifiers'],
    input: ['||a.org^', 'b.org', '||a.org^$all'],
    expected: ['b.org', '||a.org^'],
  },
  {
    name: 'InvertAllow comes before Deduplicate',
    transformations: ['Deduplicate', 'InvertAllow'],
    input: ['@@||a.org^', '||a.org^'],
    expected: ['@@||a.org^'],
  },
  {
    name: 'ValidateAllowIp rewrites addresses before Deduplicate',
    transformations: ['Deduplicate', 'ValidateAllowIp'],
    input: ['||1.2.3.4^', '|1.2.3.4', '1.2.3.'],
    expected: ['||1.2.3.4^', '||1.2.3.'],
  },
  {
    name: 'Validate comes before Deduplicate, so that comments above a refused rule are gone',
    transformations: ['Deduplicate', 'Validate'],
    input: ['! a', '||bad_^', '! b', 'a.org', 'a.org'],
    expected: ['a.org'],
  },
  {
    name: 'RemoveEmptyLines comes after Validate, which lets white space keep comments',
    transformations: ['RemoveEmptyLines', 'Validate'],
    input: ['! a', ' ', '||bad_^'],
    expected: ['! a'],
  },
  {
    name: 'RemoveEmptyLines comes before InsertFinalNewLine',
    transformations: ['InsertFinalNewLine', 'RemoveEmptyLines'],
    input: ['', ' '],
    expected: [''],
  },
];

describe('the order of transformations', () => {
  it.each(cases)('$name, however they are listed', ({ transformations, input, expected }) => {
    expect(run(transformations, input)).toEqual(expected);
    expect(run(transformations.toReversed(), input)).toEqual(expected);
  });

  it('has every name once', () => {
    expect(new Set(transformationOrder).size).toBe(transformationOrder.length);
    expect(transformationOrder).toHaveLength(13);
  });
});

describe('exclusions and inclusions', () => {
  it('see lines as they were read, before all transformations', () => {
    const seen: string[] = [];
    const lines = [' ! a', '0.0.0.0 ä.org ', '', '||b.org^$all', 'last.org', 'last.org'];
    const isExcluded = (line: string) => {
      seen.push(line);
      return line.startsWith('last');
    };
    expect(run([...transformationOrder.slice(0, 7), 'Deduplicate'], lines, { isExcluded })).toEqual([
      '@@||xn--4ca.org^',
      '',
      '@@||b.org^',
    ]);
    expect(seen).toEqual(lines);
  });

  it('apply to comments and empty lines', () => {
    const isIncluded = (line: string) => line.includes('org');
    expect(run([], ['! a', '', ' ', 'a.org', '! b.org'], { isIncluded })).toEqual(['a.org', '! b.org']);
  });

  it('drop a line that both know', () => {
    const filters = {
      isExcluded: (line: string) => line.includes('bad'),
      isIncluded: (line: string) => line.includes('org'),
    };
    expect(run([], ['bad.org', 'good.org', 'good.net'], filters)).toEqual(['good.org']);
  });

  it('leave the comments above the lines that they drop', () => {
    const isExcluded = (line: string) => line === 'a.org';
    expect(run(['Validate', 'Deduplicate'], ['! a', 'a.org', 'b.org'], { isExcluded })).toEqual([
      '! a',
      'b.org',
    ]);
  });

  it('keep a parent that is excluded from covering', () => {
    const isExcluded = (line: string) => line === '||a.org^';
    expect(run(['Compress'], ['||a.org^', 'x.a.org', 'y.a.org'], { isExcluded })).toEqual([
      '||x.a.org^',
      '||y.a.org^',
    ]);
  });
});
