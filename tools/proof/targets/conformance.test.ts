import { targetNames } from '@bloqr/compiler';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateList } from '../../lists/generate-list.ts';
import { type ListKind, listKinds } from '../../lists/list-lines.ts';
import { SeededRandom } from '../../lists/seeded-random.ts';
import { LineGrammar } from '../fuzz/line-grammar.ts';
import { compileSources } from './compile-sources.ts';
import { judgeList } from './judge-list.ts';
import { statements } from './statements.ts';

const listLines = 3000;

function generate(kind: ListKind): string {
  return Buffer.concat([...generateList({ kind, lines: listLines, seed: 7 })]).toString('utf8');
}

/** Lines of every odd form, and what nearly has one. NUL would make a list binary, and a line end two lines. */
function generateOdd(): string {
  const grammar = new LineGrammar(SeededRandom.forCase(7, 0), 2);
  return Array.from({ length: listLines }, () => grammar.line().replaceAll('\0', '\u0001')).join('\n');
}

const sets = [[], ['RemoveComments', 'Deduplicate', 'Compress', 'Validate', 'TrimLines']] as const;

describe.each(sets.map((transformations) => ({ transformations })))(
  'with $transformations',
  ({ transformations }) => {
    let compilation: Awaited<ReturnType<typeof compileSources>>;
    beforeAll(async () => {
      const texts = new Map(listKinds.map((kind): [string, string] => [kind, generate(kind)]));
      texts.set('odd', generateOdd());
      compilation = await compileSources(texts, [], transformations);
    });

    it.each(targetNames)('%s takes every line that is written for it', (target) => {
      const { faults, lineCount, refused } = judgeList(compilation, target);
      expect(faults).toEqual([]);
      expect(lineCount).toBeGreaterThan(1000);
      expect(refused).toBeGreaterThan(0);
    });
  },
);

describe('the statements', () => {
  it.each([
    { target: 'adguard-home', line: '185.199.108.153' },
    { target: 'adguard-home', line: `||${'a'.repeat(1022)}^` },
    { target: 'adguard-home', line: '||a\u0001.example^' },
    { target: 'adguard-home', line: '||a.example^$third-party' },
    { target: 'pihole', line: '||a.example^$important' },
    { target: 'pihole', line: 'localhost' },
    { target: 'pihole-5', line: '||a.example^' },
    { target: 'ublock-origin', line: '0.0.0.0 a.example' },
    { target: 'adguard', line: '||a.example^$dnsrewrite=1.2.3.4' },
    { target: 'blocky', line: '*.a.*.example' },
    { target: 'dnsmasq', line: `local=/${'a'.repeat(64)}.example/` },
    { target: 'unbound', line: 'local-zone: "a b." always_nxdomain' },
    { target: 'bind', line: `${`${'a'.repeat(61)}.`.repeat(4)}x CNAME .` },
    { target: 'technitium', line: 'a.example' },
  ] as const)('refuse for $target: $line', ({ target, line }) => {
    expect(statements[target](line)).toHaveProperty('refused');
  });
});
