import { describe, expect, it } from 'vitest';
import { CompilerError, type ConfigurationProblem } from '../errors.ts';
import { transformationOrder } from '../transformations/order.ts';
import { parseConfiguration } from './parse-configuration.ts';

function refusalOf(value: unknown): CompilerError {
  try {
    parseConfiguration(value);
  } catch (error) {
    if (error instanceof CompilerError) return error;
    throw error;
  }
  throw new Error('is not refused');
}

const source = { source: 'a.txt' };
const list = { name: 'x', sources: [source] };

describe('parseConfiguration', () => {
  it('takes every field of both levels', () => {
    const level = {
      transformations: [...transformationOrder.filter((name) => !name.startsWith('Validate'))],
      exclusions: ['a', ''],
      exclusions_sources: ['b'],
      inclusions: [],
      inclusions_sources: ['c'],
    };
    const value = {
      name: 'x',
      description: '',
      homepage: 'h',
      license: 'l',
      version: 'v',
      ...level,
      sources: [
        { source: 's', name: 'n', type: 'adblock', ...level },
        { source: 't', type: 'hosts' },
      ],
    };
    expect(parseConfiguration(value)).toEqual(value);
  });

  it('leaves the value alone and gives none of its objects', () => {
    const value = { name: 'x', sources: [{ source: 'a', transformations: ['Compress'] }] };
    const copy = structuredClone(value);
    const parsed = parseConfiguration(value);
    expect(value).toEqual(copy);
    expect(parsed).not.toBe(value);
    value.sources[0]?.transformations.push('Validate');
    expect(parsed.sources[0]?.transformations).toEqual(['Compress']);
  });

  it('takes a repeated transformation, and one validator', () => {
    const transformations = ['Validate', 'Compress', 'Compress', 'Validate'];
    expect(parseConfiguration({ ...list, transformations }).transformations).toEqual(transformations);
  });
});

interface Case {
  readonly name: string;
  readonly value: unknown;
  readonly problems: readonly ConfigurationProblem[];
}

const missing = 'Required, but missing.';
const cases: readonly Case[] = [
  { name: 'nothing', value: undefined, problems: [{ pointer: '', detail: missing }] },
  { name: 'null', value: null, problems: [{ pointer: '', detail: 'Must be an object.' }] },
  { name: 'an array', value: [], problems: [{ pointer: '', detail: 'Must be an object.' }] },
  { name: 'a text', value: 'x', problems: [{ pointer: '', detail: 'Must be an object.' }] },
  {
    name: 'an empty object',
    value: {},
    problems: [
      { pointer: '/name', detail: missing },
      { pointer: '/sources', detail: missing },
    ],
  },
  {
    name: 'wrong types',
    value: { name: 1, description: null, exclusions: 'a', sources: {} },
    problems: [
      { pointer: '/name', detail: 'Must be a string.' },
      { pointer: '/description', detail: 'Must be a string.' },
      { pointer: '/sources', detail: 'Must be an array.' },
      { pointer: '/exclusions', detail: 'Must be an array.' },
    ],
  },
  {
    name: 'an empty name and no source',
    value: { name: '', sources: [] },
    problems: [
      { pointer: '/name', detail: 'Must not be empty.' },
      { pointer: '/sources', detail: 'Must not be empty.' },
    ],
  },
  {
    name: 'bad sources',
    value: { name: 'x', sources: [source, 'a', {}, { source: '', name: '' }] },
    problems: [
      { pointer: '/sources/1', detail: 'Must be an object.' },
      { pointer: '/sources/2/source', detail: missing },
      { pointer: '/sources/3/source', detail: 'Must not be empty.' },
      { pointer: '/sources/3/name', detail: 'Must not be empty.' },
    ],
  },
  {
    name: 'an unknown type',
    value: { name: 'x', sources: [{ source: 'a', type: 'dns' }] },
    problems: [{ pointer: '/sources/0/type', detail: 'Must be one of "adblock", "hosts".' }],
  },
  {
    name: 'a pattern that is no text',
    value: { ...list, inclusions: ['a', 1] },
    problems: [{ pointer: '/inclusions/1', detail: 'Must be a string.' }],
  },
  {
    name: 'a transformation that is no text',
    value: { ...list, transformations: ['Compress', 7] },
    problems: [
      {
        pointer: '/transformations/1',
        detail: 'Unknown transformation 7.',
        fix: `Choose from ${transformationOrder.join(', ')}.`,
      },
    ],
  },
  {
    name: 'a slip in a transformation',
    value: { name: 'x', sources: [source, { source: 'b', transformations: ['Deduplicate', 'compres'] }] },
    problems: [
      {
        pointer: '/sources/1/transformations/1',
        detail: 'Unknown transformation "compres".',
        fix: 'Did you mean "Compress"?',
      },
    ],
  },
  {
    name: 'a transformation in the wrong case',
    value: { ...list, transformations: ['validateallowip'] },
    problems: [
      {
        pointer: '/transformations/0',
        detail: 'Unknown transformation "validateallowip".',
        fix: 'Did you mean "ValidateAllowIp"?',
      },
    ],
  },
  {
    name: 'a slip in a key of the list',
    value: { ...list, exclusion: [] },
    problems: [
      { pointer: '/exclusion', detail: 'Unknown key "exclusion".', fix: 'Did you mean "exclusions"?' },
    ],
  },
  {
    name: 'a slip in a key of a source',
    value: { name: 'x', sources: [{ source: 'a', transformation: [] }] },
    problems: [
      {
        pointer: '/sources/0/transformation',
        detail: 'Unknown key "transformation".',
        fix: 'Did you mean "transformations"?',
      },
    ],
  },
  {
    name: 'a key that needs an escape in a pointer',
    value: { ...list, 'a/b~c': 1 },
    problems: [
      {
        pointer: '/a~1b~0c',
        detail: 'Unknown key "a/b~c".',
        fix: expect.stringMatching(/^Remove it; known keys are name, description, .*sources/),
      },
    ],
  },
  {
    name: 'several unknown keys',
    value: { ...list, sauces: [], zzzzzz: 1 },
    problems: [
      { pointer: '/sauces', detail: 'Unknown key "sauces".', fix: 'Did you mean "sources"?' },
      { pointer: '/zzzzzz', detail: 'Unknown key "zzzzzz".', fix: expect.stringContaining('Remove it') },
    ],
  },
  {
    name: 'two validators at the top',
    value: { ...list, transformations: ['Validate', 'Compress', 'ValidateAllowIp'] },
    problems: [
      {
        pointer: '/transformations',
        detail: 'Validation transformations cannot be combined: Validate, ValidateAllowIp.',
        fix: 'Keep one of them.',
      },
    ],
  },
  {
    name: 'two validators at a source',
    value: {
      name: 'x',
      sources: [source, { source: 'b', transformations: ['ValidateAllowPublicSuffix', 'Validate'] }],
    },
    problems: [
      {
        pointer: '/sources/1/transformations',
        detail: 'Validation transformations cannot be combined: ValidateAllowPublicSuffix, Validate.',
        fix: 'Keep one of them.',
      },
    ],
  },
  {
    name: 'a validator at both levels, the same or not',
    value: {
      name: 'x',
      transformations: ['Validate'],
      sources: [
        { source: 'a', transformations: ['Validate'] },
        { source: 'b', transformations: ['Compress'] },
        { source: 'c', transformations: ['ValidateAllowIp'] },
      ],
    },
    problems: [
      {
        pointer: '/sources/0/transformations',
        detail: 'Source "a" uses Validate, but the top level uses Validate.',
        fix: 'Validate either each source or the whole list.',
      },
      {
        pointer: '/sources/2/transformations',
        detail: 'Source "c" uses ValidateAllowIp, but the top level uses Validate.',
        fix: 'Validate either each source or the whole list.',
      },
    ],
  },
];

describe('a refused configuration', () => {
  it.each(cases)('names every problem and its place: $name', ({ value, problems }) => {
    const { code, message, place, problems: found } = refusalOf(value);
    expect(code).toBe('invalid-configuration');
    expect(found).toEqual(problems);
    const [first] = problems;
    expect(place).toEqual({ pointer: first?.pointer });
    expect(message).toContain(`${first?.pointer || '(root)'}: ${first?.detail}`);
    expect(message.endsWith(`(and ${problems.length - 1} more)`)).toBe(problems.length > 1);
  });
});

describe('a hostile key', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
    '%s is unknown at both levels',
    (key) => {
      for (const text of [
        `{"name":"x","sources":[{"source":"a"}],"${key}":{}}`,
        `{"name":"x","sources":[{"source":"a","${key}":{}}]}`,
      ]) {
        const value: unknown = JSON.parse(text);
        let given: object = {};
        try {
          given = parseConfiguration(value);
        } catch (error) {
          expect(error).toBeInstanceOf(CompilerError);
          if (error instanceof CompilerError) expect(error.problems[0]?.detail).toBe(`Unknown key "${key}".`);
          continue;
        }
        // A key named __proto__ may also be passed over; it must not get through.
        expect(key).toBe('__proto__');
        expect(JSON.stringify(given)).not.toContain(key);
      }
    },
  );

  it('stands for no field and pollutes nothing', () => {
    const value: unknown = JSON.parse('{"__proto__":{"name":"x","sources":[{"source":"a"}],"polluted":1}}');
    const { problems } = refusalOf(value);
    expect(problems.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/name', '/sources']));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is no transformation', (name) => {
    const { problems } = refusalOf({ ...list, transformations: [name] });
    expect(problems).toMatchObject([
      { pointer: '/transformations/0', detail: `Unknown transformation "${name}".` },
    ]);
  });

  it('of a million characters is refused in no time', () => {
    const start = performance.now();
    const { problems } = refusalOf({ ...list, ['x'.repeat(1_000_000)]: 1 });
    expect(problems[0]?.fix).toContain('Remove it');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
