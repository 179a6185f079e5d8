import { describe, expect, it } from 'vitest';
import type { LevelConfiguration } from '../configuration/configuration.ts';
import { classesOf } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import type { TransformationName } from '../transformations/order.ts';
import { Level } from './level.ts';
import { type LevelFilters, planLevel } from './level-plan.ts';

interface Options {
  readonly filters?: LevelFilters;
  readonly isStrict?: boolean;
}

/** The lines that a level with these transformations makes of `lines`; whether its two ways of telling them agree, too. */
function run(
  transformations: readonly TransformationName[],
  lines: readonly string[],
  { filters = {}, isStrict = false }: Options = {},
): readonly string[] {
  const configuration: LevelConfiguration = { transformations };
  const level = new Level(planLevel(configuration, filters, isStrict, undefined), () => undefined);
  for (const line of lines) {
    const bytes = encodeUtf8(line);
    level.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
  }
  const delivered: string[] = [];
  level.deliver((bytes, start, end, classes) => {
    delivered.push(decodeUtf8(bytes, start, end));
    expect(classes).toBe(classesOf(bytes, start, end));
  });
  const text = Array.from(level.text(), (chunk) => decodeUtf8(chunk)).join('');
  expect(delivered.join('\n')).toBe(text);
  expect(level.finish().lineCount).toBe(delivered.length);
  return delivered;
}

interface Case {
  readonly name: string;
  readonly transformations: readonly TransformationName[];
  readonly input: readonly string[];
  readonly expected: readonly string[];
}

function describeTable(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)('$name', ({ transformations, input, expected }) => {
      expect(run(transformations, input)).toEqual(expected);
    });
  });
}

describeTable('Compress', [
  {
    name: 'writes every form of a blocked name in one way',
    transformations: ['Compress'],
    input: ['0.0.0.0 a.org b.org # c', 'c.org', '||d.org^', '::1 e.org', '1.2.3.4'],
    expected: ['||a.org^', '||b.org^', '||c.org^', '||d.org^', '||e.org^', '||1.2.3.4^'],
  },
  {
    name: 'keeps the first of equal names',
    transformations: ['Compress'],
    input: ['0.0.0.0 a.org', 'b.org', '||a.org^', 'a.org'],
    expected: ['||a.org^', '||b.org^'],
  },
  {
    name: 'drops a name below one that came before or comes later',
    transformations: ['Compress'],
    input: ['x.a.org', 'a.org', 'y.a.org', 'z.y.a.org', 'aa.org', 'org.a'],
    expected: ['||a.org^', '||aa.org^', '||org.a^'],
  },
  {
    name: 'drops whole chains of names, whatever their order',
    transformations: ['Compress'],
    input: ['d.c.b.a', 'b.a', 'c.b.a', 'e.c.b.a', 'b.a'],
    expected: ['||b.a^'],
  },
  {
    name: 'takes a last label for a parent',
    transformations: ['Compress'],
    input: ['a.org', '0.0.0.0 org', 'b.c.org', 'a.com'],
    expected: ['||org^', '||a.com^'],
  },
  {
    name: 'leaves rules with modifiers, exceptions and patterns out of it',
    transformations: ['Compress'],
    input: [
      '||a.org^',
      '||x.a.org^$important',
      '@@||y.a.org^',
      '||*.a.org^',
      '|z.a.org^',
      '||b.org^$third-party',
      '||x.b.org^',
    ],
    expected: [
      '||a.org^',
      '||x.a.org^$important',
      '@@||y.a.org^',
      '||*.a.org^',
      '|z.a.org^',
      '||b.org^$third-party',
      '||x.b.org^',
    ],
  },
  {
    name: 'takes upper case for another name',
    transformations: ['Compress'],
    input: ['A.org', 'a.org', 'x.A.org', '||B.org^', '||y.B.org^'],
    expected: ['||A.org^', '||a.org^', '||B.org^', '||y.B.org^'],
  },
  {
    name: 'keeps the spelling of the rule that it merges others with',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||a.org^$', 'a.org', 'x.a.org', 'b.org', '||b.org^$', '||x.b.org^$,'],
    expected: ['||a.org^$', '||b.org^'],
  },
  {
    name: 'takes names of object prototypes for names',
    transformations: ['Compress'],
    input: ['0.0.0.0 constructor', '0.0.0.0 __proto__', '0.0.0.0 toString', '0.0.0.0 a.constructor'],
    expected: ['||constructor^', '||__proto__^', '||toString^'],
  },
  {
    name: 'keeps rules that look alike but are none it knows, all of them',
    transformations: ['Compress'],
    input: ['||A.org^', '||A.org^', '||a_b.org^', '||a_b.org^', '-a.org', '-a.org'],
    expected: ['||A.org^', '||A.org^', '||a_b.org^', '||a_b.org^', '-a.org', '-a.org'],
  },
  {
    name: 'lets no name cover that the validator refuses',
    transformations: ['Compress', 'Validate'],
    input: ['0.0.0.0 com', 'a.com', '||co.uk^', 'b.co.uk', '0.0.0.0 localhost local', 'c.local'],
    expected: ['||a.com^', '||b.co.uk^', '||c.local^'],
  },
  {
    name: 'lets a public suffix cover where the validator accepts it',
    transformations: ['Compress', 'ValidateAllowPublicSuffix'],
    input: ['a.com', '0.0.0.0 com'],
    expected: ['||com^'],
  },
]);

describeTable('Deduplicate', [
  {
    name: 'keeps the last of equal rules',
    transformations: ['Deduplicate'],
    input: ['||a.org^', 'b.org', '||a.org^', '@@||a.org^', 'b.org'],
    expected: ['||a.org^', '@@||a.org^', 'b.org'],
  },
  {
    name: 'takes rules for equal that are so to the letter only',
    transformations: ['Deduplicate'],
    input: ['a.org', 'A.org', 'a.org ', '||a.org^', '0.0.0.0 a.org', '0.0.0.0  a.org'],
    expected: ['a.org', 'A.org', 'a.org ', '||a.org^', '0.0.0.0 a.org', '0.0.0.0  a.org'],
  },
  {
    name: 'keeps equal comments and empty lines',
    transformations: ['Deduplicate'],
    input: ['! c', 'a.org', '', '! c', 'b.org', ''],
    expected: ['! c', 'a.org', '', '! c', 'b.org', ''],
  },
  {
    name: 'keeps the last of very many',
    transformations: ['Deduplicate'],
    input: ['x.org', ...Array.from({ length: 1000 }, () => '||a.org^'), 'y.org'],
    expected: ['x.org', '||a.org^', 'y.org'],
  },
  {
    name: 'tells rules apart whose names are those of object prototypes',
    transformations: ['Deduplicate'],
    input: ['toString', 'constructor', '__proto__', 'toString'],
    expected: ['constructor', '__proto__', 'toString'],
  },
]);

const other = '||b.org^$important';

describeTable('Compress and Deduplicate together', [
  {
    name: 'keep the last of a merged name and an equal rule, merged first',
    transformations: ['Compress', 'Deduplicate'],
    input: ['0.0.0.0 ADS.x', other, '||ADS.x^'],
    expected: [other, '||ADS.x^'],
  },
  {
    name: 'keep the last of a merged name and an equal rule, rule first',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||ADS.x^', other, '0.0.0.0 ADS.x'],
    expected: [other, '||ADS.x^'],
  },
  {
    name: 'keep the first merged name where the rule comes before it twice',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||ADS.x^', '||ADS.x^', '0.0.0.0 ADS.x', other, 'ADS.x'],
    expected: ['||ADS.x^', other],
  },
  {
    name: 'keep the rule where a later parent drops the name behind it',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||www.ADS.x^', other, '0.0.0.0 www.ADS.x', 'ADS.x'],
    expected: ['||www.ADS.x^', other, '||ADS.x^'],
  },
  {
    name: 'keep the rule where a later parent drops the name before it',
    transformations: ['Compress', 'Deduplicate'],
    input: ['0.0.0.0 www.ADS.x', other, '||www.ADS.x^', 'ADS.x'],
    expected: [other, '||www.ADS.x^', '||ADS.x^'],
  },
  {
    name: 'keep the last rule where a later parent drops the name between',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||www.ADS.x^', '0.0.0.0 www.ADS.x', other, '||www.ADS.x^', 'ADS.x'],
    expected: [other, '||www.ADS.x^', '||ADS.x^'],
  },
  {
    name: 'keep the rule where an earlier parent drops the name',
    transformations: ['Compress', 'Deduplicate'],
    input: ['ADS.x', '||www.ADS.x^', other, '0.0.0.0 www.ADS.x'],
    expected: ['||ADS.x^', '||www.ADS.x^', other],
  },
  {
    name: 'let a rule that is no merged name cover nothing',
    transformations: ['Compress', 'Deduplicate'],
    input: ['||ADS.x^', 'www.ADS.x'],
    expected: ['||ADS.x^', '||www.ADS.x^'],
  },
]);

describe('Compress without Deduplicate', () => {
  it('keeps a merged name and an equal rule', () => {
    const input = ['0.0.0.0 ADS.x', '||ADS.x^', other, '||ADS.x^', 'ADS.x'];
    expect(run(['Compress'], input)).toEqual(['||ADS.x^', '||ADS.x^', other, '||ADS.x^']);
  });
});

describeTable('the comments above a rule', [
  {
    name: 'go with it where it is refused, empty lines too',
    transformations: ['Validate'],
    input: ['! a', '', '# b', '||bad_^', '! c', 'a.org^'],
    expected: ['! c', 'a.org^'],
  },
  {
    name: 'go with it where it is repeated',
    transformations: ['Deduplicate'],
    input: ['! a', '', 'a.org', '! b', 'b.org', '! c', 'a.org'],
    expected: ['! b', 'b.org', '! c', 'a.org'],
  },
  {
    name: 'stay where Compress drops it as covered',
    transformations: ['Compress', 'Deduplicate', 'Validate'],
    input: ['! a', 'x.a.org', '! b', 'a.org', '! c', 'y.a.org', '! d', 'a.org'],
    expected: ['! a', '! b', '||a.org^', '! c', '! d'],
  },
  {
    name: 'go with the next rule where Compress dropped those between',
    transformations: ['Compress', 'Validate'],
    input: ['a.org', '! a', 'x.a.org', '! b', 'a.org', '||bad_^', 'b.org'],
    expected: ['||a.org^', '||b.org^'],
  },
  {
    name: 'go with the next rule where a later parent dropped those between',
    transformations: ['Compress', 'Validate'],
    input: ['! a', 'x.a.org', '||bad_^', 'a.org'],
    expected: ['||a.org^'],
  },
  {
    name: 'stay above a line of white space',
    transformations: ['Validate'],
    input: ['! a', ' ', '! b', '||bad_^', 'a.org'],
    expected: ['! a', ' ', 'a.org'],
  },
  {
    name: 'stay with a rule that stays',
    transformations: ['Validate', 'Deduplicate'],
    input: ['! a', 'a.org', '||bad_^', '! b', 'b.org'],
    expected: ['! a', 'a.org', '! b', 'b.org'],
  },
  {
    name: 'go with the last of several refused rules as with the first',
    transformations: ['Validate'],
    input: ['! a', '||bad_^', '! b', '||worse_^', '||worst_^', '! c'],
    expected: ['! c'],
  },
  {
    name: 'go with a refused name of a hosts rule',
    transformations: ['Compress', 'Validate'],
    input: ['! a', '127.0.0.1 localhost', '! b', '0.0.0.0 a.org localhost'],
    expected: ['! b', '||a.org^'],
  },
]);

describeTable('RemoveComments, RemoveEmptyLines and InsertFinalNewLine', [
  {
    name: 'RemoveComments drops comments only',
    transformations: ['RemoveComments'],
    input: ['! a', '# b', '#', '####', '#c', '##.d', ' ! e', '', 'f.org#g'],
    expected: ['#c', '##.d', ' ! e', '', 'f.org#g'],
  },
  {
    name: 'RemoveComments sees trimmed lines',
    transformations: ['RemoveComments', 'TrimLines'],
    input: [' ! a', '\t# b', 'c.org '],
    expected: ['c.org'],
  },
  {
    name: 'RemoveEmptyLines drops all white space',
    transformations: ['RemoveEmptyLines'],
    input: ['', ' ', '\t', '\u00a0', '\ufeff', 'a.org', '\v\f', '! b'],
    expected: ['a.org', '! b'],
  },
  {
    name: 'InsertFinalNewLine adds an empty line',
    transformations: ['InsertFinalNewLine'],
    input: ['a.org'],
    expected: ['a.org', ''],
  },
  {
    name: 'InsertFinalNewLine adds an empty line to a comment',
    transformations: ['InsertFinalNewLine'],
    input: ['a.org', '! b'],
    expected: ['a.org', '! b', ''],
  },
  {
    name: 'InsertFinalNewLine adds no second empty line',
    transformations: ['InsertFinalNewLine'],
    input: ['a.org', ''],
    expected: ['a.org', ''],
  },
  {
    name: 'InsertFinalNewLine takes white space for an empty line',
    transformations: ['InsertFinalNewLine'],
    input: ['a.org', ' '],
    expected: ['a.org', ' '],
  },
  {
    name: 'InsertFinalNewLine sees what the others left',
    transformations: ['InsertFinalNewLine', 'RemoveEmptyLines'],
    input: ['a.org', '', ' '],
    expected: ['a.org', ''],
  },
  {
    name: 'InsertFinalNewLine sees through dropped rules at the end',
    transformations: ['InsertFinalNewLine', 'Validate'],
    input: ['a.org', ' ', '! b', '||bad_^'],
    expected: ['a.org', ' '],
  },
  {
    name: 'InsertFinalNewLine makes one empty line of nothing',
    transformations: ['InsertFinalNewLine'],
    input: [],
    expected: [''],
  },
  {
    name: 'InsertFinalNewLine makes one empty line where nothing is left',
    transformations: ['InsertFinalNewLine', 'Validate', 'RemoveComments'],
    input: ['! a', '||bad_^'],
    expected: [''],
  },
]);

describe('nothing', () => {
  it('stays nothing', () => {
    expect(run([], [])).toEqual([]);
    expect(run(['Compress', 'Validate', 'Deduplicate'], [])).toEqual([]);
  });
});

describe('the strict mode', () => {
  it.each([
    {
      name: 'merges names that differ in case or in a final dot',
      transformations: ['Compress'] as const,
      input: ['||Example.org^', '0.0.0.0 X.EXAMPLE.org', 'a.net.', 'y.a.net', 'B.com', 'b.com.'],
      expected: ['||example.org^', '||a.net^', '||b.com^'],
    },
    {
      name: 'takes such rules for repeated',
      transformations: ['Deduplicate'] as const,
      input: ['||A.org^$important', '@@||A.org^', '||a.org^$important', '@@||a.org^'],
      expected: ['||a.org^$important', '@@||a.org^'],
    },
  ])('$name', ({ transformations, input, expected }) => {
    expect(run(transformations, input, { isStrict: true })).toEqual(expected);
  });
});
