import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LevelConfiguration } from '../configuration/configuration.ts';
import { classesOf } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { type TransformationName, transformationOrder } from '../transformations/order.ts';
import { Level } from './level.ts';
import { planLevel, validationOf } from './level-plan.ts';
import { QuickPath } from './quick-path.ts';

interface Run {
  readonly lines: readonly string[];
  readonly transformations: readonly TransformationName[];
  readonly topTransformations?: readonly TransformationName[];
  readonly isStrict?: boolean;
}

/** What becomes of the lines of one level. */
function run({ lines, transformations, topTransformations = [], isStrict = false }: Run) {
  const configuration: LevelConfiguration = { transformations };
  const topValidation = validationOf({ transformations: topTransformations }, isStrict);
  const complaints: string[] = [];
  const level = new Level(planLevel(configuration, {}, isStrict, topValidation), (code) =>
    complaints.push(code),
  );
  for (const line of lines) {
    const bytes = encodeUtf8(line);
    level.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
  }
  const text = Array.from(level.text(), (chunk) => decodeUtf8(chunk)).join('');
  return { text, settled: level.finish(), counts: level.counts, complaints };
}

function runOnText(input: Run) {
  const spy = vi.spyOn(QuickPath.prototype, 'take').mockReturnValue(false);
  try {
    return run(input);
  } finally {
    spy.mockRestore();
  }
}

const validatorNames: readonly TransformationName[] = [
  'Validate',
  'ValidateAllowIp',
  'ValidateAllowPublicSuffix',
  'ValidateAllowIpAndPublicSuffix',
];
const otherNames = transformationOrder.filter((name) => !name.startsWith('Validate'));

const label = fc.constantFrom(
  'a',
  'ads',
  'b-c',
  'x1',
  'com',
  'org',
  'uk',
  'co',
  'ck',
  'www',
  'kawasaki',
  'jp',
  '1',
  '300',
  'ADS',
  'a_b',
  '-a',
  'a-',
  '',
  'local',
  'constructor',
  'xn--p1ai',
  '*',
  'b--c',
  'a'.repeat(63),
  'a'.repeat(64),
);
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const option = fc.constantFrom(
  'important',
  '~important',
  'third-party',
  '3p',
  'all',
  'all=x',
  'document',
  'popup',
  'network',
  'dnstype=A',
  'dnsrewrite=NOERROR;TXT;k=v',
  'dnsrewrite=##',
  'denyallow=a.org',
  'badfilter',
  'client=1.1.1.1',
  'ctag=a\\,b',
  'script',
  'domain=a.org|b.org',
  '',
  'all=##',
  'app',
);
const options = fc.array(option, { maxLength: 3 }).map((list) => list.join(','));
const blanks = fc.constantFrom('', ' ', '\t', '  ', ' \t');
const address = fc.constantFrom('0.0.0.0', '127.0.0.1', '::1', 'bad', '::1%lo0', '[::]', 'AB::1', '1.1', 'f');
const pieces = fc.constantFrom(
  ...'|^$,.*/#!@:-_ \t\\=~%+é\u00a0\v\f'.split(''),
  '||',
  '@@',
  '##',
  '$$',
  '#@#',
  '://',
  'a.org',
  '1.2.3',
  'replace=',
  'com',
  'all',
  'important',
);
const octet = fc.constantFrom('0', '1', '12', '255', '256', '300', '01');
const ipPattern = fc
  .tuple(
    fc.constantFrom('', '|', '||', '@@||', '0.0.0.0 '),
    fc.array(octet, { minLength: 1, maxLength: 5 }).map((octets) => octets.join('.')),
    fc.constantFrom('', '^', '.', '.*', '^|', '.*^', '^$denyallow=a.org', '$important', ' ', '/x'),
  )
  .map((parts) => parts.join(''));
const path = fc
  .tuple(
    fc.constantFrom('||', '|', '', '@@||', '://', '|https://', '/', '@@/'),
    name,
    fc.constantFrom(
      '/',
      '/ads',
      '^/ads',
      ':80/',
      '/ads/',
      '^*',
      '^x',
      '*',
      '/$important',
      '/ads$script',
      '^|',
      '|',
    ),
  )
  .map((parts) => parts.join(''));
const lineOf = fc.oneof(
  { weight: 3, arbitrary: ipPattern },
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: name },
  { weight: 5, arbitrary: name.map((host) => `||${host}^`) },
  { weight: 5, arbitrary: fc.tuple(name, options).map(([host, list]) => `||${host}^$${list}`) },
  { weight: 2, arbitrary: fc.tuple(name, options).map(([host, list]) => `@@||${host}^|$${list}`) },
  {
    weight: 4,
    arbitrary: fc.tuple(address, blanks, name).map(([ip, space, host]) => `${ip} ${space}${host}`),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(address, name, name).map(([ip, first, second]) => `${ip} ${first} ${second} # c`),
  },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', '! c', '# c', '#', '####', '###x', '! ', '\t', '\u00a0') },
  { weight: 4, arbitrary: fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')) },
);
const line = fc.oneof(
  { weight: 6, arbitrary: lineOf },
  { weight: 1, arbitrary: fc.tuple(blanks, lineOf, blanks).map((parts) => parts.join('')) },
);

const input = fc.record({
  lines: fc.array(line, { maxLength: 12 }),
  others: fc.subarray([...otherNames]),
  validator: fc.option(fc.constantFrom(...validatorNames)),
  topValidator: fc.option(fc.constantFrom(...validatorNames)),
  isStrict: fc.boolean(),
});

describe('the quick path', () => {
  it('gives what the whole meaning of each line gives', () => {
    fc.assert(
      fc.property(input, ({ lines, others, validator, topValidator, isStrict }) => {
        const given: Run = {
          lines,
          transformations: validator === null ? others : [...others, validator],
          topTransformations: validator === null && topValidator !== null ? [topValidator] : [],
          isStrict,
        };
        expect(run(given)).toEqual(runOnText(given));
      }),
      { numRuns: 4000, seed: 11 },
    );
  }, 60_000);

  it.each([
    'example.org',
    '0.0.0.0 example.org',
    '::1\texample.org',
    '||example.org^',
    '||example.org^$important',
    '||example.org^$third-party',
    '! comment',
    '# comment',
    '',
    ' example.org ',
    'example.org##.banner',
    '||example.org/path$image',
    '@@||example.org^$script',
  ])('takes the common shape %j', (text) => {
    const taken: unknown[] = [];
    const original = QuickPath.prototype.take;
    const spy = vi.spyOn(QuickPath.prototype, 'take').mockImplementation(function (
      this: QuickPath,
      ...line: Parameters<QuickPath['take']>
    ) {
      const isTaken = original.apply(this, line);
      taken.push(isTaken);
      return isTaken;
    });
    try {
      run({ lines: [text], transformations: ['TrimLines', 'Validate', 'Deduplicate'] });
    } finally {
      spy.mockRestore();
    }
    expect(taken).toEqual([true]);
  });
});
