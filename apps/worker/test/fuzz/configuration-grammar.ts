import { transformationOrder } from '@bloqr/compiler';
import { formats, targets } from '@bloqr/contract';
import fc from 'fast-check';

/** Lines of lists, good and bad. None makes anything be fetched: an answer 5xx would then be right. */
const line = fc.oneof(
  fc.domain().map((name) => `||${name}^`),
  fc.domain().map((name) => `0.0.0.0 ${name} # x`),
  fc.domain(),
  fc.domain().map((name) => `@@||${name}^$important`),
  fc.domain().map((name) => `*.${name}`),
  fc.domain().map((name) => `local=/${name}/`),
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('#include')),
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('#include')),
  fc.constantFrom(
    '! comment',
    '',
    '!#if true',
    '!#if (adguard && !ext_abp',
    '!#else',
    '!#endif',
    '!#include other.txt',
    '!#include ../../etc/passwd',
    'example.org##.banner',
    '/ad[0-9]+/$script',
    '||example.org^$nonsense',
    '\u0000\u0001',
    '\ud800',
    '||wörb.example^',
    `||${'a'.repeat(300)}.example^`,
  ),
);

const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

/** Mostly what is right, sometimes what is not. */
function mostly<Value>(right: fc.Arbitrary<Value>, wrong: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const filter = mostly(
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abc.*-|^'), maxLength: 20 }),
    fc.constantFrom('*', '/ads/', '/(a+)+$/', '/x{2,3}/'),
  ),
  fc.constantFrom('/(/', '/(?=x)/', '/a{1000}{1000}/', '', 'x'.repeat(2000)),
);

const levelFields = {
  transformations: fc.array(fc.constantFrom<string>(...transformationOrder), { maxLength: 5 }),
  exclusions: fc.array(filter, { maxLength: 3 }),
  inclusions: fc.array(filter, { maxLength: 2 }),
};

/** `mine` and `other` are sent along; the rest must be refused. */
const sourceName = mostly(
  fc.constantFrom('mine', 'other'),
  fc.constantFrom(
    'nothing',
    '-',
    '/etc/passwd',
    'file:///etc/passwd',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'http://user:pass@example.org/',
    'ftp://example.org/x',
    'data:text/plain,x',
    'https://bloqr.test/api/version',
    '__proto__',
  ),
);

const source = fc.record(
  {
    source: sourceName,
    name: fc.string({ maxLength: 10 }),
    type: mostly(fc.constantFrom('adblock', 'hosts'), fc.constant('other')),
    onError: mostly(fc.constantFrom('fail', 'skip', 'last-good'), fc.constant('ignore')),
    shrinkPercentMax: mostly(fc.constantFrom(1, 50, 100), fc.constantFrom(0, 1.5)),
    ...levelFields,
  },
  { requiredKeys: ['source'] },
);

const request = fc.record(
  {
    configuration: fc.record(
      {
        name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        description: fc.string({ unit: 'binary', maxLength: 20 }),
        version: fc.string({ maxLength: 5 }),
        sources: fc.array(source, { minLength: 1, maxLength: 4 }),
        ...levelFields,
      },
      { requiredKeys: ['name', 'sources'] },
    ),
    preFetchedContent: fc.record({ mine: text, other: text }),
    format: mostly(fc.constantFrom<string | undefined>(...formats, undefined), fc.constant('pdf')),
    maxRules: mostly(fc.constantFrom(10, 1000), fc.constantFrom(0, 1, -1, 1e300)),
    analysis: fc.boolean(),
    why: mostly(fc.oneof(fc.domain(), line, fc.webUrl()), fc.constantFrom('', 'x'.repeat(1001))),
  },
  { requiredKeys: ['configuration', 'preFetchedContent'] },
);

/** The same for a target, which comes instead of a format. */
const requestForTarget = fc
  .tuple(request, mostly(fc.constantFrom<string>(...targets), fc.constant('netscape')))
  .map(([{ format: _format, ...rest }, target]) => ({ ...rest, target }));

/** Breaks one part of the JSON. */
const breakage = mostly<(json: string) => string>(
  fc.constant((json) => json),
  fc.constantFrom<(json: string) => string>(
    (json) => json.replace('"name"', '"nome"'),
    (json) => json.replace('"mine"', '7'),
    (json) => json.replace('[', '{'),
    (json) => json.slice(0, -1),
    (json) => json.replace('{', '{"__proto__":{"tier":"admin"},'),
    (json) => json.replace('"sources":[', '"sources":[null,'),
    (json) => json.replace(/"preFetchedContent":\{/, '"preFetchedContent":{"x":null,'),
  ),
);

/** Bodies of a compile, most of them right. */
export const configurationBodies: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(request, requestForTarget), breakage)
  .map(([value, change]) => change(JSON.stringify(value)));
