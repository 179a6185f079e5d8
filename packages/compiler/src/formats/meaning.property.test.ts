import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileText, joinChunks } from '../../test/compile-text.ts';
import { type FormattedList, formatList, type ListOutput } from './format-list.ts';

type Blocks = (name: string) => boolean;

interface Rule {
  readonly name: string;
  readonly form: 'and-below' | 'alone' | 'below';
  readonly isException: boolean;
  readonly isImportant: boolean;
}

/** Few names, so that rules meet: up to four labels below one suffix. */
const names = fc
  .array(fc.constantFrom('a', 'b'), { minLength: 0, maxLength: 3 })
  .map((labels) => [...labels, 'x', 'example'].join('.'));
const rules: fc.Arbitrary<readonly Rule[]> = fc.array(
  fc.record({
    name: names,
    form: fc.constantFrom('and-below', 'and-below', 'alone', 'below'),
    isException: fc.integer({ max: 3 }).map((roll) => roll === 3),
    isImportant: fc.integer({ max: 7 }).map((roll) => roll === 7),
  }),
  { maxLength: 9 },
);
const asked = [
  'example',
  ...[0, 1, 2, 3, 4].flatMap((depth) =>
    Array.from({ length: 2 ** depth }, (_, bits) =>
      [...Array.from({ length: depth }, (_label, at) => ((bits >> at) & 1 ? 'a' : 'b')), 'x.example'].join(
        '.',
      ),
    ),
  ),
];

function ruleText({ name, form, isException, isImportant }: Rule): string {
  const pattern = { 'and-below': `||${name}^`, alone: `|${name}^`, below: `||*.${name}^` }[form];
  return `${isException ? '@@' : ''}${pattern}${isImportant ? '$important' : ''}`;
}

/** What the rules mean, as AdGuard's documentation has it: exceptions win, important rules win over those. */
function meaningOf(list: readonly Rule[]): Blocks {
  return (name) => {
    const matching = list.filter((rule) => {
      if (rule.name === name) return rule.form !== 'below';
      return name.endsWith(`.${rule.name}`) && rule.form !== 'alone';
    });
    const important = matching.filter(({ isImportant }) => isImportant);
    const deciding = important.length > 0 ? important : matching;
    return deciding.length > 0 && !deciding.some(({ isException }) => isException);
  };
}

function parentsAndSelf(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** How the software reads what was written: our own statement of it, apart from what writes. */
const readers: Readonly<Record<string, (lines: readonly string[]) => Blocks>> = {
  hosts: (lines) => (name) => lines.includes(`0.0.0.0 ${name}`),
  domains: (lines) => (name) => lines.includes(name),
  'wildcard-domains': (lines) => (name) =>
    lines.includes(name) || parentsAndSelf(name).some((parent) => lines.includes(`*.${parent}`)),
  dnsmasq: (lines) => (name) => {
    if (lines.includes(`host-record=${name},0.0.0.0,::`)) return true;
    for (const [index, parent] of parentsAndSelf(name).entries()) {
      for (const pattern of index > 0 ? [`*.${parent}`, parent] : [parent]) {
        if (lines.includes(`server=/${pattern}/#`)) return false;
        if (lines.includes(`local=/${pattern}/`)) return true;
      }
    }
    return false;
  },
  unbound: (lines) => (name) => {
    for (const parent of parentsAndSelf(name)) {
      if (lines.includes(`local-zone: "${parent}." always_nxdomain`)) return true;
      if (lines.includes(`local-zone: "${parent}." always_transparent`)) return false;
    }
    return lines.includes(`local-data: "${name}. A 0.0.0.0"`);
  },
  // RFC 4592: a wildcard is for names below the nearest one that exists, be it only because others do below it.
  rpz: (lines) => {
    const targets = new Map(
      lines.map((line) => line.split(' CNAME ')).map(([owner, target]) => [owner, target]),
    );
    const existing = new Set([...targets.keys()].flatMap((owner) => parentsAndSelf(owner ?? '')));
    return (name) => {
      if (existing.has(name)) return targets.get(name) === '.';
      const encloser = parentsAndSelf(name).find((parent) => existing.has(parent));
      return targets.get(`*.${encloser}`) === '.';
    };
  },
  pihole: (lines) => (name) =>
    lines.includes(name) || parentsAndSelf(name).some((parent) => lines.includes(`||${parent}^`)),
  technitium: (lines) => (name) =>
    !parentsAndSelf(name).some((parent) => lines.includes(`@@||${parent}^`)) &&
    parentsAndSelf(name).some((parent) => lines.includes(`||${parent}^`)),
};

const outputs: readonly { readonly name: string; readonly output: ListOutput }[] = [
  ...(['hosts', 'domains', 'wildcard-domains', 'dnsmasq', 'unbound', 'rpz'] as const).map((format) => ({
    name: format,
    output: { format },
  })),
  ...(['pihole', 'technitium'] as const).map((target) => ({ name: target, output: { target } })),
];

/** Reports after which more may be blocked than the list says: an exception is not in force. */
const lostExceptions = ['exception-without-effect', 'exception-scope'];
/** Reports after which less may be blocked. */
const lostRules = ['below-only', 'exact-name', 'important-name', 'narrowed-to-name'];

function linesOf(list: FormattedList): readonly string[] {
  return joinChunks(list.rules())
    .split('\n')
    .filter((line) => line !== '');
}

describe.each(outputs)('$name', ({ name, output }) => {
  it('blocks what the list says, no more and no less, but for what is reported', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (list) => {
        const written = formatList(await compileText(list.map(ruleText).join('\n')), output);
        const blocks = readers[name]?.(linesOf(written));
        const means = meaningOf(list);
        const codes: readonly string[] = written.refused.map(({ code }) => code);
        for (const question of asked) {
          const isBlocked = blocks?.(question);
          if (isBlocked && !codes.some((code) => lostExceptions.includes(code))) {
            expect({ question, blocked: means(question) }).toEqual({ question, blocked: true });
          }
          if (means(question) && !codes.some((code) => lostRules.includes(code))) {
            expect({ question, blocked: isBlocked }).toEqual({ question, blocked: true });
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reports nothing without a reason', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (list) => {
        const plain = list.filter(({ form, isException }) => form === 'and-below' && !isException);
        const written = formatList(await compileText(plain.map(ruleText).join('\n')), output);
        const isNarrow = name === 'hosts' || name === 'domains';
        const expected = isNarrow && plain.length > 0 ? ['narrowed-to-name'] : [];
        expect(written.refused.map(({ code }) => code)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(['hosts', 'domains', 'wildcard-domains', 'dnsmasq', 'unbound', 'rpz'] as const)(
  'a list in the format %s',
  (format) => {
    it('is read back as what was written', async () => {
      await fc.assert(
        fc.asyncProperty(rules, async (list) => {
          // What only an important rule says, an exception above takes away when it is read again.
          const plain = list.map((rule) => ({ ...rule, isImportant: false }));
          const first = formatList(await compileText(plain.map(ruleText).join('\n')), { format });
          const text = joinChunks(first.text(new Date(0)));
          const transformations = ['RemoveComments'] as const;
          const read = await compileText(text.replace(/^#$/gm, ''), { transformations });
          const again = formatList(read, { format });
          expect(linesOf(again).toSorted()).toEqual(linesOf(first).toSorted());
          expect(again.refused).toEqual([]);
          expect(read.diagnostics).toEqual([]);
        }),
        { numRuns: 200 },
      );
    });
  },
);
