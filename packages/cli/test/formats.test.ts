import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

function run(args: readonly string[]) {
  return runBloqr(args, { folder: folder.path });
}

function read(name: string): string {
  return readFileSync(join(folder.path, name), 'utf8');
}

const configuration = JSON.stringify({ name: 'Mine', sources: [{ source: 'list.txt' }] });
const rules =
  '||a.example.org^\n||b.example.org^$third-party\n||c.example.org^$popup\n@@||x.a.example.org^\n';

function writeSources(text = rules): void {
  folder.write('config.json', configuration);
  folder.write('list.txt', text);
}

describe('bloqr compile --format and --target', () => {
  it('write the list in the format, to a file or to standard output', async () => {
    writeSources('||a.example.org^\n');
    const { code, stdout, stderr } = await run(['-c', 'config.json', '--format', 'rpz']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^;\n; Title: Mine\n.*\n;\na\.example\.org CNAME \.\n\*\.a\.example\.org CNAME \.\n$/s,
    );
    await run(['-c', 'config.json', '--target', 'unbound', '-o', 'out.conf']);
    expect(read('out.conf')).toMatch(/\nserver:\n#\nlocal-zone: "a\.example\.org\." always_nxdomain\n$/);
  });

  it('tell what was left out, one example for each reason, all of them with --verbose', async () => {
    writeSources();
    const short = await run(['-c', 'config.json', '--target', 'blocky', '-o', 'out.txt']);
    expect(short).toMatchObject({ code: 0, stdout: '' });
    expect(short.stderr).toBe(
      [
        '2 rules left out: Modifiers limit or change a rule in ways that cannot be written here. (modifier)',
        '    ||b.example.org^$third-party',
        '1 rule left out: Exceptions below a blocked name have no effect here: the name stays blocked. (exception-without-effect)',
        '    @@||x.a.example.org^',
        '',
      ].join('\n'),
    );
    const long = await run(['-c', 'config.json', '--target', 'blocky', '-o', 'out.txt', '--verbose']);
    expect(long.stderr).toContain('    ||b.example.org^$third-party\n    ||c.example.org^$popup\n');
    expect(long.stderr).toContain('\n1 rule from 4 lines in out.txt\n');
  });

  it('tell all of it in the report of --json', async () => {
    writeSources();
    const { stdout } = await run(['-c', 'config.json', '--format', 'dnsmasq', '-o', 'out.txt', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ruleCount: 2,
      refused: [
        {
          code: 'modifier',
          count: 2,
          message: expect.stringContaining('Modifiers'),
          examples: ['||b.example.org^$third-party', '||c.example.org^$popup'],
        },
      ],
      statistics: { ruleCount: 4 },
    });
  });

  it('let no rule speak to the terminal', async () => {
    writeSources('||a\u001b[31m.example.org^\n');
    const { stderr } = await run(['-c', 'config.json', '--format', 'hosts']);
    expect(stderr).toContain('||a\\u001b[31m.example.org^');
  });

  it.each(['hosts', 'rpz'])('keep the date while the rules are the same: %s', async (format) => {
    writeSources('||a.example.org^\n');
    const args = ['-c', 'config.json', '--format', format, '-o', 'out.txt', '--json'];
    await run(args);
    const first = read('out.txt');
    expect(JSON.parse((await run(args)).stdout)).toMatchObject({ status: 'unchanged' });
    expect(read('out.txt')).toBe(first);

    folder.write('config.json', configuration.replace('Mine', 'Another title'));
    expect(JSON.parse((await run(args)).stdout)).toMatchObject({ status: 'written' });
    expect(read('out.txt')).toBe(first.replace('Mine', 'Another title'));

    writeFileSync(join(folder.path, 'list.txt'), '||b.example.org^\n');
    await run(args);
    expect(read('out.txt').match(/Last modified: (.*)/)?.[1]).not.toBe(
      first.match(/Last modified: (.*)/)?.[1],
    );
  });

  it.each([
    { name: 'both at once', args: ['--format', 'hosts', '--target', 'bind'], message: 'not both' },
    { name: 'an unknown format', args: ['--format', 'host'], message: '--format is adblock or hosts or' },
    { name: 'an unknown target', args: ['--target', 'pi'], message: '--target is adguard-home or' },
    { name: 'no number', args: ['--max-rules', '1e3'], message: '--max-rules is a whole number from 1 on' },
    {
      name: 'nothing allowed',
      args: ['--max-rules', '0'],
      message: '--max-rules is a whole number from 1 on',
    },
  ])('refuse $name', async ({ args, message }) => {
    writeSources();
    const { code, stderr } = await run(['-c', 'config.json', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('bloqr compile --max-rules', () => {
  it('leaves the old file where the list has more', async () => {
    writeSources();
    folder.write('out.txt', 'old');
    const args = ['-c', 'config.json', '-o', 'out.txt', '--json', '--max-rules'];
    const { code, stdout, stderr } = await run([...args, '3']);
    expect(code).toBe(7);
    expect(stderr).toContain('bloqr: The list has 4 rules; 3 is the limit.\n');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'too-many-rules' } });
    expect(read('out.txt')).toBe('old');
    expect((await run([...args, '4'])).code).toBe(0);
  });
});

describe('bloqr formats', () => {
  it('lists formats, software and what to do there', async () => {
    const { code, stdout, stderr } = await run(['formats']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('help/formats.txt');
  });

  it('says the same as JSON', async () => {
    const report: unknown = JSON.parse((await run(['formats', '--json'])).stdout);
    expect(report).toMatchObject({
      formats: expect.arrayContaining([
        {
          name: 'rpz',
          title: 'response policy zone',
          extension: 'zone',
          mediaType: 'text/plain; charset=utf-8',
        },
      ]),
      targets: expect.arrayContaining([expect.objectContaining({ name: 'pihole', format: 'adblock' })]),
    });
  });

  it('has its help', async () => {
    await expect((await run(['formats', '--help'])).stdout).toMatchFileSnapshot('help/bloqr-formats.txt');
  });
});
