import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readTexts } from '../../test/source-reading.ts';

/** HostlistCompiler's own way to resolve conditions; called, never read. */
const oracle: {
  readonly FiltersDownloader: { resolveConditions(lines: string[], defined: object): string[] };
} = createRequire(createRequire(import.meta.url).resolve('@adguard/hostlist-compiler'))(
  '@adguard/filters-downloader',
);

const failed = 'failed';

function expectedLines(lines: readonly string[]): string[] | typeof failed {
  try {
    return oracle.FiltersDownloader.resolveConditions([...lines], {});
  } catch {
    return failed;
  }
}

/** Framed, so that trimming the text never changes the lines between. */
async function ownLines(lines: readonly string[]): Promise<string[] | typeof failed> {
  try {
    const reading = await readTexts('list', { list: ['first', ...lines, 'last'].join('\n') });
    return reading.lines.slice(1, -1);
  } catch {
    return failed;
  }
}

class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  oneOf(choices: readonly string[]): string {
    return choices[this.below(choices.length)] ?? '';
  }
}

const atoms = 'true,false,x,(,),!,&&,||, , , ,|,&,\t,\u00a0, true , && , || ,(true),!true,!(false) '.split(
  ',',
);
const conditions =
  'true,false,!true,a && b,true || x,(true),! (false || x),true&&true,x||true,!(x && true) && true,(a || b) && !c'.split(
    ',',
  );
const rules = ['a', 'b', ' !#if true', '!#', '!#i', '! c', '!#safari_cb_affinity(x)', '##.ad', '!#Else'];

const anyCondition = (random: Random) =>
  Array.from({ length: random.below(9) }, () => random.oneOf(atoms)).join('');
const anyIf = (random: Random) =>
  `!#if${random.oneOf(['', ' ', ' ', ' '])}${random.below(6) > 0 ? random.oneOf(conditions) : anyCondition(random)}`;

function anyLine(random: Random): string {
  const kind = random.below(16);
  if (kind < 4) return anyIf(random);
  if (kind < 6) return `!#else${random.oneOf(['', '', '', ' ', 'x', ' x', '\t'])}`;
  return kind < 10 ? `!#endif${random.oneOf(['', '', '', ' x'])}` : random.oneOf(rules);
}

function anyTree(random: Random, depth: number): string[] {
  return Array.from({ length: random.below(4) }, () => {
    if (depth === 4 || random.below(3) > 0) return [random.oneOf(rules)];
    const elseBranch = random.below(2) === 0 ? [] : ['!#else', ...anyTree(random, depth + 1)];
    return [anyIf(random), ...anyTree(random, depth + 1), ...elseBranch, '!#endif'];
  }).flat();
}

/** A well-formed file, in one of four cases with one line too many or too few. */
function anyNearlyWellFormed(random: Random): string[] {
  const lines = anyTree(random, 0);
  if (random.below(4) === 0) {
    lines.splice(random.below(lines.length), random.below(2), ...(random.below(2) ? [anyLine(random)] : []));
  }
  return lines;
}

/**
 * HostlistCompiler counts every `!#else` as closing the nested `!#if` before it, so behind a nested block without
 * (or with two) it takes another line for a block's own `!#else`. This compiler does not copy that.
 */
function hasMistakenElse(lines: readonly string[]): boolean {
  return lines.some(
    (line, index) => line.startsWith('!#if') && ownElse(lines, index) !== theirElse(lines, index),
  );
}

function ownElse(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.startsWith('!#if')) depth++;
    else if (line.startsWith('!#endif') && --depth < 0) return -1;
    else if (line.startsWith('!#else') && depth === 0) return i;
  }
  return -1;
}

function theirElse(lines: readonly string[], start: number): number {
  let depth = 0;
  let nestedIfs = 0;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.startsWith('!#if')) {
      depth++;
      nestedIfs++;
    } else if (line.startsWith('!#endif') && --depth < 0) return -1;
    else if (line.startsWith('!#else') && nestedIfs-- === 0) return i;
  }
  return -1;
}

describe('conditions compared with HostlistCompiler', () => {
  it.each<[string, number, (random: Random) => string[]]>([
    ['random conditions', 2000, (random) => [`!#if${anyCondition(random)}`, 'T', '!#else', 'F', '!#endif']],
    ['random lines', 2000, (random) => Array.from({ length: 1 + random.below(12) }, () => anyLine(random))],
    ['nearly well-formed files', 4000, anyNearlyWellFormed],
  ])('take the same lines, or fail as well: %s', async (_name, rounds, generate) => {
    const random = new Random(20);
    let succeeded = 0;
    for (let round = 0; round < rounds; round++) {
      const lines = generate(random);
      if (hasMistakenElse(lines)) continue;
      const expected = expectedLines(lines);
      expect(await ownLines(lines), JSON.stringify(lines)).toEqual(expected);
      if (expected !== failed) succeeded++;
    }
    // Else the comparison says little.
    expect(succeeded).toBeGreaterThan(rounds / 20);
  });

  it('differ where an else stands behind a nested block without one', async () => {
    const lines = ['!#if false', '!#if true', 'a', '!#endif', '!#else', 'b', '!#endif'];
    expect(expectedLines(lines)).toEqual([]);
    expect(await ownLines(lines)).toEqual(['b']);
    expect(hasMistakenElse(lines)).toBe(true);
  });
});
