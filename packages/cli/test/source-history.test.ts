import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-code.ts';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

function writeConfiguration(source: object, path = 'config.json'): void {
  folder.write(path, {
    name: 'x',
    sources: [{ source: 'list.txt', ...source }],
    transformations: ['RemoveComments'],
  });
}

/** Compiles `list.txt` with these fields of its source and prints the rules. */
async function compileList(source: object, cache = 'cache') {
  writeConfiguration(source);
  const environment = { XDG_CACHE_HOME: join(folder.path, cache) };
  const { code, stdout, stderr } = await runBloqr(['-c', 'config.json'], {
    folder: folder.path,
    environment,
  });
  return { code, stderr, rules: stdout.split('\n').filter((line) => line !== '' && !line.startsWith('!')) };
}

describe('a source with onError or shrinkPercentMax', () => {
  it('is kept, and stands in for itself when it is gone', async () => {
    const long = `||${'x'.repeat(70_000)}.example^`;
    folder.write('list.txt', `||a.example^\n\n${long}\n||é.example^`);
    const good = await compileList({ onError: 'last-good' });
    expect(good).toMatchObject({ code: 0, rules: ['||a.example^', long, '||é.example^'] });
    rmSync(join(folder.path, 'list.txt'));
    expect(await compileList({ onError: 'last-good' })).toEqual({
      ...good,
      stderr: 'list.txt: warning: list.txt does not exist (source-last-good)\n',
    });
    expect((await compileList({ onError: 'fail' })).code).toBe(exitCodes.source.code);
    expect(await compileList({ onError: 'skip' })).toEqual({
      code: 0,
      rules: [],
      stderr: 'list.txt: warning: list.txt does not exist (source-skipped)\n',
    });
  });

  it('is explained as it is compiled, and not kept by that', async () => {
    const environment = { XDG_CACHE_HOME: join(folder.path, 'cache') };
    const why = () =>
      runBloqr(['why', 'a.example', '-c', 'config.json'], { folder: folder.path, environment });
    folder.write('list.txt', '||a.example^');
    await compileList({ onError: 'last-good' });
    folder.write('list.txt', '||a.example^\n||b.example^');
    await why();
    rmSync(join(folder.path, 'list.txt'));
    expect(await why()).toMatchObject({
      code: 0,
      stderr: 'list.txt: warning: list.txt does not exist (source-last-good)\n',
      stdout: expect.stringContaining('list.txt:1\n  ||a.example^\n  → kept as ||a.example^'),
    });
    expect((await compileList({ onError: 'last-good' })).rules).toEqual(['||a.example^']);
  });

  it('stands for itself only, and not for a file of the same name elsewhere', async () => {
    folder.write('list.txt', '||a.example^');
    await compileList({ onError: 'last-good' });
    mkdirSync(join(folder.path, 'elsewhere'));
    writeConfiguration({ onError: 'last-good' }, 'elsewhere/config.json');
    const environment = { XDG_CACHE_HOME: join(folder.path, 'cache') };
    const elsewhere = { folder: join(folder.path, 'elsewhere'), environment };
    expect((await runBloqr(['-c', 'config.json'], elsewhere)).code).toBe(exitCodes.source.code);
  });

  it('fails as it did where what was kept of it is gone', async () => {
    folder.write('list.txt', '||a.example^');
    await compileList({ onError: 'last-good' });
    const kept = join(folder.path, 'cache/bloqr/sources');
    for (const name of readdirSync(kept)) if (name.endsWith('.txt')) rmSync(join(kept, name));
    rmSync(join(folder.path, 'list.txt'));
    const { code, stderr } = await compileList({ onError: 'last-good' });
    expect(code).toBe(exitCodes.source.code);
    expect(stderr).toContain('list.txt does not exist');
  });

  it('that has shrunk too much is refused, with the numbers and what to do', async () => {
    folder.write('list.txt', '||a.example^\n||b.example^\n||c.example^');
    await compileList({ shrinkPercentMax: 50 });
    folder.write('list.txt', '||a.example^');
    const { code, stderr } = await compileList({ shrinkPercentMax: 50 });
    expect(code).toBe(exitCodes.source.code);
    expect(stderr).toContain('list.txt has shrunk from 3 to 1 lines, by more than 50 %');
    expect(stderr).toContain('configured at /sources/0/shrinkPercentMax');
    expect((await compileList({ shrinkPercentMax: 50, onError: 'last-good' })).rules).toHaveLength(3);
  });

  it('leaves no draft behind, whatever became of it', async () => {
    folder.write('list.txt', '||a.example^');
    await compileList({ onError: 'skip' });
    folder.write('list.txt', '||a.example^\n!#endif');
    await compileList({ onError: 'skip' });
    const files = readdirSync(join(folder.path, 'cache/bloqr/sources'));
    expect(files.map((name) => name.replace(/^[0-9a-f]{32}/, '')).sort()).toEqual(['.json', '.txt']);
  });

  it('compiles also where nothing can be kept', async () => {
    folder.write('list.txt', '||a.example^');
    folder.write('occupied', 'a file');
    expect(await compileList({ onError: 'last-good' }, 'occupied')).toMatchObject({
      code: 0,
      rules: ['||a.example^'],
    });
  });

  it('alone is kept', async () => {
    folder.write('list.txt', '||a.example^');
    await compileList({});
    expect(existsSync(join(folder.path, 'cache'))).toBe(false);
  });
});
