import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const quiet = { code: 0, stdout: '', stderr: '' };

function run(args: readonly string[], input?: string) {
  return runBloqr(args, { folder: folder.path, ...(input !== undefined && { input }) });
}

function read(name: string): string {
  return readFileSync(join(folder.path, name), 'utf8');
}

/** The lines below the header. */
function rulesOf(list: string): string[] {
  const [, rules = ''] = list.split(/^! Compiled by .*\n!\n/m);
  return rules.split('\n').filter((line) => line !== '');
}

describe('bloqr compile -i', () => {
  it('compiles lists with the transformations of HostlistCompiler', async () => {
    folder.write('a.txt', '! comment\n0.0.0.0 ads.example.org\n||example.org^\nbad line!\n');
    folder.write('b.txt', '  ||b.example.net^\n||b.example.net^\n');
    expect(await run(['compile', '-i', 'a.txt', 'b.txt', '-o', 'out.txt'])).toEqual({
      ...quiet,
      signal: null,
    });
    const list = read('out.txt');
    expect(list).toMatch(
      /^!\n! Title: Blocklist\n! Last modified: .*\n!\n! Compiled by bloqr \d+\.\d+\.\d+\n!\n/,
    );
    expect(rulesOf(list)).toEqual(['||example.org^', '||b.example.net^']);
    expect(list.endsWith('\n')).toBe(true);
  });

  it.each([
    [['-i', 'a.txt', '-i', 'b.txt']],
    [['--input', 'a.txt', 'b.txt']],
    [['compile', '--input=a.txt', '--input=b.txt', '-t', 'hosts']],
    [['-i', 'a.txt', 'b.txt', '-c', 'none.json']],
  ])('takes several lists: %s', async (args) => {
    folder.write('a.txt', '||a.example.org^\n');
    folder.write('b.txt', '||b.example.org^\n');
    expect(await run([...args, '-o', 'out.txt'])).toMatchObject(quiet);
    expect(rulesOf(read('out.txt'))).toEqual(['||a.example.org^', '||b.example.org^']);
  });

  it.each([[[]], [['-o', '-']]])('writes to standard output: %s', async (args) => {
    folder.write('a.txt', '||a.example.org^\n');
    const { code, stdout, stderr } = await run(['-i', 'a.txt', ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(rulesOf(stdout)).toEqual(['||a.example.org^']);
    expect(readdirSync(folder.path)).toEqual(['a.txt']);
  });

  it('reads standard input for -', async () => {
    folder.write('a.txt', '||a.example.org^\n');
    const { stdout } = await run(['-i', '-', 'a.txt'], '||input.example.org^\n');
    expect(rulesOf(stdout)).toEqual(['||input.example.org^', '||a.example.org^']);
  });

  it('gives a large list completely', async () => {
    const rules = Array.from({ length: 60_000 }, (_, index) => `||host${index}.example.org^`);
    const { stdout } = await run(['-i', '-'], `${rules.join('\n')}\n`);
    expect(rulesOf(stdout)).toEqual(rules);
  });
});

describe('bloqr compile -c', () => {
  it('compiles as the configuration says', async () => {
    folder.write('lists/a.txt', '||a.example.org^\n||b.example.org^$third-party\n||c.example.org^\n');
    folder.write('c.json', {
      name: 'Mine',
      description: 'My list',
      sources: [{ name: 'A', source: 'lists/a.txt', exclusions: ['*c.example*'] }],
      transformations: ['RemoveModifiers', 'RemoveComments'],
    });
    expect(await run(['-c', 'c.json', '-o', 'out.txt'])).toMatchObject(quiet);
    expect(read('out.txt')).toMatch(/^!\n! Title: Mine\n! Description: My list\n/);
    expect(rulesOf(read('out.txt'))).toEqual(['||a.example.org^', '||b.example.org^']);
  });

  it('reads the configuration from standard input, a byte order mark before it or not', async () => {
    folder.write('a.txt', '||a.example.org^\n');
    const configuration = JSON.stringify({ name: 'X', sources: [{ source: 'a.txt' }] });
    const { code, stdout } = await run(['-c', '-'], `\uFEFF${configuration}`);
    expect(code).toBe(0);
    expect(stdout).toContain('||a.example.org^');
  });
});

describe('the output file', () => {
  it('keeps its date while the rules are the same', async () => {
    folder.write('a.txt', '||a.example.org^\n');
    await run(['-i', 'a.txt', '-o', 'out.txt']);
    const dated = read('out.txt').replace(/(?<=Last modified: ).*/, '2020-02-02T02:02:02.020Z');
    folder.write('out.txt', dated);
    await run(['-i', 'a.txt', '-o', 'out.txt']);
    expect(read('out.txt')).toBe(dated);
    folder.write('a.txt', '||a.example.org^\n||b.example.org^\n');
    await run(['-i', 'a.txt', '-o', 'out.txt']);
    expect(read('out.txt')).not.toContain('2020-02-02');
  });

  it('is untouched by a compile that fails', async () => {
    folder.write('out.txt', 'old');
    folder.write('a.txt', '||a.example.org^\n');
    expect(await run(['-i', 'a.txt', 'none.txt', '-o', 'out.txt'])).toMatchObject({ code: 5 });
    expect(read('out.txt')).toBe('old');
    expect(readdirSync(folder.path).toSorted()).toEqual(['a.txt', 'out.txt']);
  });

  it('may be one of the sources', async () => {
    folder.write('list.txt', '||a.example.org^\n');
    await run(['-i', 'list.txt', '-o', 'list.txt']);
    expect(rulesOf(read('list.txt'))).toEqual(['||a.example.org^']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is old or complete, and alone, after %s', async (signal) => {
    const rules = Array.from({ length: 200_000 }, (_, index) => `||host${index}.example.org^\n`).join('');
    folder.write('a.txt', rules);
    await run(['-i', 'a.txt', '-o', 'whole.txt']);
    const whole = rulesOf(read('whole.txt'));
    for (let delayMs = 20; delayMs <= 500; delayMs += 60) {
      writeFileSync(join(folder.path, 'out.txt'), 'old');
      const { code } = await runBloqr(['-i', 'a.txt', '-o', 'out.txt'], {
        folder: folder.path,
        onStart: (child) => setTimeout(() => child.kill(signal), delayMs),
      });
      const found = read('out.txt');
      if (found !== 'old') expect(rulesOf(found)).toEqual(whole);
      if (code === 0) expect(found).not.toBe('old');
      expect(readdirSync(folder.path).toSorted()).toEqual(['a.txt', 'out.txt', 'whole.txt']);
    }
  });
});

describe('the report', () => {
  it('tells what was done', async () => {
    folder.write('a.txt', '! x\n||a.example.org^\n||a.example.org^\n');
    const first = await run(['-i', 'a.txt', '-o', 'out.txt', '--json']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(first.stdout);
    expect(Object.keys(report)).toEqual([
      'output',
      'status',
      'lastModified',
      'ruleCount',
      'refused',
      'statistics',
      'diagnostics',
      'diagnosticsDropped',
    ]);
    expect(report).toMatchObject({ output: 'out.txt', status: 'written', ruleCount: 1 });
    const second = await run(['-i', 'a.txt', '-o', 'out.txt', '--json']);
    expect(JSON.parse(second.stdout)).toEqual({ ...report, status: 'unchanged' });
  });
});

describe('talk', () => {
  it('stands on standard error with --verbose, without colours where nobody sees them', async () => {
    folder.write('a.txt', '||a.example.org^\nbad line!\n');
    const { code, stdout, stderr } = await run(['-i', 'a.txt', '-o', 'out.txt', '--verbose']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/2 lines {2}a\.txt\n/);
    expect(stderr).toMatch(/1 rule from 2 lines in out\.txt\n/);
    expect(stderr).not.toContain('\u001b');
    expect(existsSync(join(folder.path, 'out.txt'))).toBe(true);
  });
});

describe('standard output', () => {
  it('that is closed early ends the command without a word', async () => {
    const rules = Array.from({ length: 60_000 }, (_, index) => `||host${index}.example.org^\n`).join('');
    folder.write('a.txt', rules);
    const { code, stderr } = await runBloqr(['-i', 'a.txt'], {
      folder: folder.path,
      onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });
});
