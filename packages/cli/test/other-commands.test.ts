import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-code.ts';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

function run(...args: string[]) {
  return runBloqr(args, { folder: folder.path });
}

describe('bloqr why', () => {
  it('answers, then shows each line and what became of it', async () => {
    folder.write('a.txt', '||example.org^\n@@||ok.example.org^');
    folder.write('b.txt', '# list\n0.0.0.0 ads.example.org\n||ads.example.org^$script');
    expect(await run('why', 'https://ADS.example.org/x', '-i', 'a.txt', 'b.txt')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: `ads.example.org is blocked:
  blocks  ||example.org^

a.txt:1
  ||example.org^
  → kept as ||example.org^

b.txt:2
  0.0.0.0 ads.example.org
  Compress: ||ads.example.org^
  → dropped, ||example.org^ covers ||ads.example.org^

b.txt:3
  ||ads.example.org^$script
  → refused (unsupported-modifier): A modifier is not one that a DNS blocker knows.
`,
    });
  });

  it.each([
    { query: 'none.example', answer: 'none.example is not blocked, and no source names it.\n' },
    { query: 'ok.example', answer: 'ok.example is allowed by an exception:\n  allows  @@||ok.example^\n' },
    { query: '||ads.example^', answer: '||ads.example^ is in the list.\n  blocks  ||ads.example^\n' },
    { query: '||other.example^', answer: '||other.example^ is not in the list.\n' },
  ])('answers about $query', async ({ query, answer }) => {
    folder.write('a.txt', '@@||ok.example^\nads.example');
    const { stdout } = await run('why', query, '-i', 'a.txt');
    expect(stdout.startsWith(answer)).toBe(true);
  });

  it('gives the explanation as JSON', async () => {
    folder.write('a.txt', 'ads.example');
    const { stdout } = await run('why', 'ads.example', '-i', 'a.txt', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      query: 'ads.example',
      kind: 'domain',
      rules: [{ rule: '||ads.example^', effect: 'blocks' }],
      lines: [{ source: 0, file: 'a.txt', line: 1, outcomes: [{ kind: 'kept', rule: '||ads.example^' }] }],
      linesDropped: 0,
    });
  });

  it.each([
    { args: ['why', '-i', 'a.txt'], stderr: /A domain or rule is missing\./ },
    { args: ['why', 'a', 'b'], stderr: /"b" is one domain or rule too many\./ },
    { args: ['why', 'a'], stderr: /Nothing to compile/ },
  ])('explains its use: $args', async ({ args, stderr }) => {
    const { code, stderr: said } = await run(...args);
    expect(code).toBe(exitCodes.usage.code);
    expect(said).toMatch(stderr);
  });
});

describe('bloqr validate', () => {
  it('prints what is wrong and the lines of each kind', async () => {
    folder.write('a.txt', '! c\n||ok.example^\n||a.example^$third-party\n||com^\nexample.org##.ad');
    const { code, stdout, stderr } = await run('validate', 'a.txt');
    expect({ code, stderr }).toEqual({ code: exitCodes.findings.code, stderr: '' });
    expect(
      stdout,
    ).toBe(`a.txt:3:14: error: A modifier is not one that a DNS blocker knows. RemoveModifiers takes third-party away and keeps the rule. (unsupported-modifier)
a.txt:4: error: The rule would block a whole public suffix. ValidateAllowPublicSuffix keeps it, if it is meant. (public-suffix)

source  lines  network  hosts  domain  cosmetic  foreign  comment  blank  directive  invalid
a.txt       5        1      0       0         1        0        1      0          0        2
`);
  });

  it('ends with 0 where all is well, standard input included', async () => {
    const { code, stdout } = await runBloqr(['validate', '-', '--json'], { input: '||ok.example^\n' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sources: [{ source: '-', ruleCount: 1, diagnostics: [] }] });
  });

  it('ends with 0 where there are warnings alone', async () => {
    folder.write('a.conf', 'local=/ads.example/\nserver=/nas.lan/192.168.1.1');
    const { code, stdout } = await run('validate', 'a.conf');
    expect(code).toBe(0);
    expect(stdout).toContain('a.conf:2: warning: ');
  });

  it('judges as the validator that is named', async () => {
    folder.write('a.txt', '||com^');
    expect((await run('validate', 'a.txt', '--validator', 'ValidateAllowPublicSuffix')).code).toBe(0);
    expect((await run('validate', 'a.txt', '--validator', 'None')).code).toBe(exitCodes.usage.code);
  });

  it('says which source it cannot read', async () => {
    const { code, stderr } = await run('validate', 'none.txt');
    expect(code).toBe(exitCodes.source.code);
    expect(stderr).toContain('none.txt');
  });
});

describe('a list that speaks to the terminal', () => {
  it.each([
    { args: ['why', 'ads.example', '-i', 'a.txt'] },
    { args: ['validate', 'a.txt'] },
    { args: ['diff', 'a.txt', 'b.txt'] },
    { args: ['compile', '-c', 'config.json', '-v'] },
    { args: ['compile', '-c', 'include.json'] },
  ])('is not heard: $args', async ({ args }) => {
    folder.write('a.txt', '||ads.example^ \u001b]0;title\u0007\u001b[2J\naddress=/ads.example/\u001b[2J');
    folder.write('b.txt', '');
    folder.write('config.json', { name: 'x', sources: [{ source: 'a.txt' }], transformations: ['Validate'] });
    folder.write('i.txt', '!#include \u001b[2J/x');
    folder.write('include.json', { name: 'x', sources: [{ source: 'i.txt', onError: 'skip' }] });
    const { stdout, stderr } = await run(...args);
    expect(stdout + stderr).toMatch(/a\.txt|i\.txt|ads/);
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('bloqr diff', () => {
  it('reads standard input once', async () => {
    folder.write('a.txt', '||a.example^');
    const options = { folder: folder.path, input: '\ufeff||a.example^\n||b.example^\n' };
    expect((await runBloqr(['diff', 'a.txt', '-'], options)).stdout).toContain(
      '0 removed, 1 added, 1 in both',
    );
    expect((await runBloqr(['diff', '-', '-'], options)).code).toBe(exitCodes.usage.code);
  });

  it('prints the rules that went and those that came, and how many stayed', async () => {
    folder.write('old.txt', '! Last modified: x\n||a.example^\n||b.example^\r\n||c.example^\n');
    folder.write('new.txt', '! Last modified: y\n||c.example^\n||d.example^\n||a.example^\n||a.example^');
    expect(await run('diff', 'old.txt', 'new.txt')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: '- ||b.example^\n+ ||d.example^\n1 removed, 1 added, 2 in both\n',
    });
    expect((await run('diff', 'old.txt', 'new.txt', '--stat')).stdout).toBe(
      '1 removed, 1 added, 2 in both\n',
    );
    expect((await run('diff', 'old.txt', 'new.txt', '--exit-code')).code).toBe(exitCodes.findings.code);
    expect((await run('diff', 'old.txt', 'old.txt', '--exit-code')).code).toBe(0);
  });

  it('takes cosmetic rules for rules and not for comments', async () => {
    folder.write('old.txt', '##.ad\n#@#.ad\n# c\n[Adblock Plus]');
    folder.write('new.txt', '');
    const { stdout } = await run('diff', 'old.txt', 'new.txt', '--json');
    expect(JSON.parse(stdout)).toEqual({ removed: ['##.ad', '#@#.ad'], added: [], commonCount: 0 });
  });

  it('says which file there is not', async () => {
    folder.write('old.txt', '');
    const { code, stderr } = await run('diff', 'old.txt', 'none.txt');
    expect(code).toBe(exitCodes.source.code);
    expect(stderr).toContain('There is no file none.txt.');
  });
});

describe('bloqr compile --analyse', () => {
  it('accounts for each source on standard error, and in the report', async () => {
    folder.write('a.txt', 'ads.example\nbad_name.example\n! c');
    folder.write('b.txt', '0.0.0.0 ads.example\nown.example');
    const { stderr } = await run('-i', 'a.txt', 'b.txt', '-o', 'out.txt', '--analyse');
    expect(stderr).toBe(`source  rules  kept  unique  duplicate  redundant  invalid  excluded  not included
a.txt       2     1       0          0          0        1         0             0
b.txt       2     1       1          1          0        0         0             0

rules that the other has, too  1  2
1 a.txt                        1  1
2 b.txt                        1  2
`);
    const { stdout } = await run('-i', 'a.txt', 'b.txt', '-o', 'out.txt', '--analyse', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      analysis: {
        sources: [{ kept: 1, invalid: 1 }, { unique: 1 }],
        overlap: [
          [1, 1],
          [1, 2],
        ],
      },
      diagnostics: [{ code: 'pattern-character', source: 'a.txt', line: 2 }],
    });
  });
});
