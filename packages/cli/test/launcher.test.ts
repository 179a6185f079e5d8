import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from './temporary-folder.ts';

const bin = join(import.meta.dirname, '../bin');
const folder = useTemporaryFolder();

describe('the launcher', () => {
  beforeEach(() => {
    mkdirSync(join(folder.path, 'bin'));
    for (const name of ['bloqr.js', 'pinned-node.js'])
      copyFileSync(join(bin, name), join(folder.path, 'bin', name));
    folder.write('package.json', { type: 'module' });
    folder.write('src/main.ts', program('sources'));
  });

  it('starts the bundle while its inputs are as they were', () => {
    writeBundle();
    expect(launch()).toEqual({ status: 7, stdout: 'bundle a b' });
  });

  it('starts the sources where there is no bundle', () => {
    expect(launch()).toEqual({ status: 7, stdout: 'sources a b' });
  });

  it.each([
    { name: 'is newer', change: () => utimesSync(join(folder.path, 'src/main.ts'), 1, 2) },
    { name: 'is longer', change: () => folder.write('src/main.ts', `${program('sources')}\n`) },
  ])('starts the sources where one of them $name', ({ change }) => {
    writeBundle();
    change();
    expect(launch()).toEqual({ status: 7, stdout: 'sources a b' });
  });

  it('starts the sources where one of them is gone', () => {
    folder.write('src/other.ts', '');
    writeBundle('src/other.ts');
    rmSync(join(folder.path, 'src/other.ts'));
    expect(launch().stdout).toBe('sources a b');
  });

  it.each(['', '['])('starts the sources where the list of inputs is broken: %j', (inputs) => {
    writeBundle();
    folder.write('dist/bloqr/inputs.json', inputs);
    expect(launch().stdout).toBe('sources a b');
  });

  function launch() {
    const program = join(folder.path, 'bin/bloqr.js');
    const { status, stdout } = spawnSync(process.execPath, [program, 'a', 'b'], { encoding: 'utf8' });
    return { status, stdout };
  }

  function writeBundle(input = 'src/main.ts'): void {
    const { mtimeMs, size } = statSync(join(folder.path, input));
    folder.write(
      'dist/bloqr/main.cjs',
      program('bundle').replace('export function main', 'exports.main = function'),
    );
    folder.write('dist/bloqr/inputs.json', [{ path: `../../${input}`, modifiedMs: mtimeMs, bytes: size }]);
  }

  function program(name: string): string {
    return `export function main(args) { process.stdout.write(['${name}', ...args].join(' ')); return 7; }`;
  }
});

describe('continuing on another Node', () => {
  const script = (child: string) => `
    import { continueOn } from ${JSON.stringify(join(bin, 'pinned-node.js'))};
    if (process.env.IS_CHILD) { ${child} }
    else { process.env.IS_CHILD = '1'; await continueOn(process.execPath); }`;

  it.each([
    { name: 'the exit code', child: 'process.exit(5);', expected: { status: 5, signal: null } },
    {
      name: 'the signal',
      child: "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 9000);",
      expected: { status: null, signal: 'SIGTERM' },
    },
    {
      name: 'what is passed on when it is told to stop',
      child: `process.on('SIGTERM', () => process.exit(6)); setTimeout(() => {}, 9000);
        process.kill(process.ppid, 'SIGTERM');`,
      expected: { status: 6, signal: null },
    },
    {
      name: 'arguments and standard input',
      child: "process.stdin.on('data', (text) => process.exit(process.argv[2] + text === 'argin' ? 4 : 1));",
      expected: { status: 4, signal: null },
    },
    {
      name: 'options for Node',
      child: "process.exit(process.execArgv.includes('--v8-pool-size=1') ? 3 : 1);",
      expected: { status: 3, signal: null },
    },
  ])('keeps $name', ({ child, expected }) => {
    const file = folder.write('script.mjs', script(child));
    const parameters = ['--v8-pool-size=1', file, 'arg'];
    const { status, signal } = spawnSync(process.execPath, parameters, { input: 'in', timeout: 20_000 });
    expect({ status, signal }).toEqual(expected);
  });
});
