import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-code.ts';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']]])('of the program: %s', async (args) => {
    const run = await runBloqr(args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    await expect(run.stdout).toMatchFileSnapshot('help/bloqr.txt');
  });

  it.each([
    { args: ['compile', '--help'], name: 'compile' },
    { args: ['compile', '-i', 'x', '-h'], name: 'compile' },
    { args: ['help', 'compile'], name: 'compile' },
    { args: ['why', '--help'], name: 'why' },
    { args: ['help', 'validate'], name: 'validate' },
    { args: ['diff', '-h'], name: 'diff' },
    { args: ['clerk', 'sync', '-h'], name: 'clerk' },
    { args: ['env', '-h'], name: 'env' },
    { args: ['logs', '-h'], name: 'logs' },
    { args: ['provision', '-h'], name: 'provision' },
    { args: ['help', 'doctor'], name: 'doctor' },
    { args: ['preflight', '-h'], name: 'preflight' },
    { args: ['help', 'verify'], name: 'verify' },
  ])('of a command: $args', async ({ args, name }) => {
    const run = await runBloqr(args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    await expect(run.stdout).toMatchFileSnapshot(`help/bloqr-${name}.txt`);
  });

  it('is silent about nothing: --version prints the version alone', async () => {
    const run = await runBloqr(['--version']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

const configuration = { name: 'Test', sources: [{ source: 'list.txt' }] };

/** What goes wrong, how the command ends, and all that it says. */
const failures: readonly {
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string | object>>;
  readonly input?: string;
  readonly reason: keyof typeof exitCodes;
  readonly stderr: string | RegExp;
}[] = [
  { args: [], reason: 'usage', stderr: 'bloqr: A command is missing.\n  See bloqr --help.\n' },
  {
    args: ['complie'],
    reason: 'usage',
    stderr: 'bloqr: There is no command complie. Did you mean compile?\n  See bloqr --help.\n',
  },
  { args: ['x'], reason: 'usage', stderr: 'bloqr: There is no command x.\n  See bloqr --help.\n' },
  { args: ['help', 'x'], reason: 'usage', stderr: /There is no command x\./ },
  { args: ['compile'], reason: 'usage', stderr: /Nothing to compile: give --config <file> or --input/ },
  { args: ['-o', 'out.txt'], reason: 'usage', stderr: /Nothing to compile/ },
  { args: ['-i', 'list.txt', '--ouput', 'x'], reason: 'usage', stderr: /Did you mean --output\?/ },
  { args: ['-i', 'list.txt', '-t', 'csv'], reason: 'usage', stderr: /-t is hosts or adblock, not "csv"/ },
  {
    args: ['-i', 'list.txt', '--allow-host', 'nas.lan', '-o', 'out.txt'],
    reason: 'usage',
    stderr: /"nas\.lan" is not of the form host:port/,
  },
  {
    args: ['-c', 'none.json'],
    reason: 'configuration',
    stderr: 'bloqr: There is no configuration file none.json.\n',
  },
  { args: ['-c', '.'], reason: 'configuration', stderr: /^bloqr: \. cannot be read: EISDIR/ },
  {
    args: ['-c', 'c.json'],
    files: { 'c.json': '{\n  "name": "x",\n  "sources": [\n    { "source": "a" },\n  ]\n}\n' },
    reason: 'configuration',
    stderr: "bloqr: c.json:5:3: this is not JSON: a comma must not stand before ']'.\n  5 |   ]\n    |   ^\n",
  },
  {
    args: ['-c', '-'],
    input: '{"name": ',
    reason: 'configuration',
    stderr: /^bloqr: standard input:1:10: this is not JSON: the text ends too early\./,
  },
  {
    args: ['-c', 'c.json'],
    files: { 'c.json': { name: '', sources: [{ source: 'a', transformations: ['Deduplicat'] }], colour: 1 } },
    reason: 'configuration',
    stderr: /^bloqr: .*\n {2}\/.*\n {2}\/.*\n {2}\//,
  },
  {
    args: ['-c', 'c.json'],
    files: { 'c.json': configuration },
    reason: 'source',
    stderr:
      /^bloqr: list\.txt does not exist\.\n {2}configured at \/sources\/0\/source of c\.json\n {2}Check/,
  },
  {
    args: ['-i', 'list.txt'],
    reason: 'source',
    stderr: /^bloqr: list\.txt does not exist\.\n {2}Check the spelling/,
  },
  {
    args: ['-i', 'list.txt'],
    files: { 'list.txt': '<!DOCTYPE html>\n<html>' },
    reason: 'source',
    stderr: /^bloqr: list\.txt .*web page/,
  },
  {
    args: ['-i', 'list.txt'],
    files: { 'list.txt': '||a.example^\n!#if (\n' },
    reason: 'source',
    stderr: /^bloqr: list\.txt has a wrong directive in line 2/,
  },
  {
    args: ['-i', 'list.txt', '-o', 'none/out.txt'],
    files: { 'list.txt': '||a.example^\n' },
    reason: 'failure',
    stderr: 'bloqr: none/out.txt cannot be written: its folder does not exist.\n',
  },
  {
    args: ['-i', 'list.txt', '-o', '.'],
    files: { 'list.txt': '||a.example^\n' },
    reason: 'failure',
    stderr: 'bloqr: . cannot be written: it is a folder.\n',
  },
];

describe('a failure', () => {
  it.each(failures)('$args ends with $reason', async ({ args, files = {}, input, reason, stderr }) => {
    for (const [name, content] of Object.entries(files)) folder.write(name, content);
    const run = await runBloqr(args, { folder: folder.path, ...(input !== undefined && { input }) });
    expect(run).toMatchObject({ code: exitCodes[reason].code, stdout: '' });
    if (typeof stderr === 'string') expect(run.stderr).toBe(stderr);
    else expect(run.stderr).toMatch(stderr);
  });

  it('is reported as JSON where that is asked for', async () => {
    folder.write('c.json', configuration);
    const run = await runBloqr(['-c', 'c.json', '-o', 'out.txt', '--json'], { folder: folder.path });
    expect(run.code).toBe(exitCodes.source.code);
    expect(JSON.parse(run.stdout)).toEqual({
      error: {
        code: 'source-not-found',
        message: 'list.txt does not exist.',
        pointer: '/sources/0/source',
        source: 'list.txt',
      },
    });
  });

  it('is reported as JSON also where JSON could not be had', async () => {
    const run = await runBloqr(['-i', 'list.txt', '--json'], { folder: folder.path });
    expect(run.code).toBe(exitCodes.usage.code);
    expect(run.stderr).toMatch(/--json needs --output <file>/);
    expect(JSON.parse(run.stdout).error.code).toBe('invalid-usage');
  });

  it('of a configuration is reported with every problem', async () => {
    folder.write('c.json', { sources: [] });
    const run = await runBloqr(['-c', 'c.json', '-o', 'out.txt', '--json'], { folder: folder.path });
    expect(run.code).toBe(exitCodes.configuration.code);
    const { error } = JSON.parse(run.stdout);
    expect(error.code).toBe('invalid-configuration');
    expect(error.problems.length).toBeGreaterThanOrEqual(2);
    expect(error.problems[0]).toMatchObject({ pointer: expect.any(String), detail: expect.any(String) });
  });
});
