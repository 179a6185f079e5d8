import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const wranglerToml = 'name = "x"\n[vars]\nENVIRONMENT = "production"\nCLERK_PUBLISHABLE_KEY = "pk_live_x"\n';

/** Only what a test sets, so that nobody's own variables matter. */
function env(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const unset = { CLERK_SECRET_KEY: '', CLERK_PUBLISHABLE_KEY: '', ENVIRONMENT: '', PORT: '' };
  return runBloqr(['env', ...args], { folder: folder.path, environment: { ...unset, ...environment } });
}

describe('bloqr env', () => {
  it('shows each variable with its value, where it stands and what it shadows', async () => {
    folder.write('wrangler.toml', wranglerToml);
    folder.write('.env.local', 'CLERK_PUBLISHABLE_KEY=pk_test_y\n');
    const run = await env([], { PORT: '9000' });
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('PORT                   9000  (the shell)\n');
    expect(run.stdout).toContain(
      'CLERK_PUBLISHABLE_KEY  pk_test_y  (.env.local:1)\n                       instead of pk_live_x  (wrangler.toml:4)\n',
    );
    expect(run.stdout).toContain('ENVIRONMENT            local  (npm start)\n');
  });

  it('shows what a deployment gets, which neither the shell nor .env.local reaches', async () => {
    folder.write('wrangler.toml', wranglerToml);
    folder.write('.env.local', 'CLERK_PUBLISHABLE_KEY=pk_test_y\n');
    const secrets = folder.write('secrets', 'CLERK_SECRET_KEY=sk_live_x\n');
    const run = await env(['--deployed', '--secrets-file', secrets, '--json'], { PORT: '9000' });
    expect(JSON.parse(run.stdout).variables).toEqual([
      expect.objectContaining({ name: 'ENVIRONMENT', value: 'production', place: 'wrangler.toml', line: 3 }),
      expect.objectContaining({ name: 'CLERK_PUBLISHABLE_KEY', value: 'pk_live_x', shadows: [] }),
      expect.objectContaining({ name: 'CLERK_SECRET_KEY', value: '••••••••', place: 'the file of secrets' }),
    ]);
  });

  it.each([
    {
      text: '{"CLERK_SECRET_KEY": "sk_live_x"}',
      code: 0,
      output: /CLERK_SECRET_KEY +•+ {2}\(the file of secrets\)/,
    },
    { text: '{"CLERK_SECRET_KEY": "CANARY', code: 2, output: /begins as JSON, and is none/ },
  ])('takes secrets as JSON, too: $text', async ({ text, code, output }) => {
    folder.write('wrangler.toml', wranglerToml);
    const run = await env(['--deployed', '--secrets-file', folder.write('secrets', text)]);
    expect([run.code, run.stdout + run.stderr]).toEqual([code, expect.stringMatching(output)]);
    expect(run.stdout + run.stderr).not.toContain('CANARY');
  });

  it.each([[['env']], [['env', '--json']]])(
    'prints no secret, wherever it stands: %s',
    async ([, ...args]) => {
      const canary = (prefix: string) => `${prefix}CANARY${'x'.repeat(40)}`;
      folder.write('wrangler.toml', `[vars]\nCLERK_SECRET_KEY = "${canary('sk_live_')}"\n`);
      folder.write(
        '.env.local',
        `CLERK_SECRET_KEY=${canary('')}\nCLERK_JWKS_URL=${canary('whsec_')}\nCLERK_OTHER=${canary('')}\nCLERK_API_URL=https://u:${canary('')}@x.example\n`,
      );
      const run = await env(args, { CLERK_SECRET_KEY: canary('sk_test_') });
      expect(run.code).toBe(0);
      expect(run.stdout + run.stderr).not.toContain('CANARY');
      expect(run.stdout).toContain('CLERK_OTHER');
    },
  );

  it('says nothing of what else is in the shell', async () => {
    folder.write('wrangler.toml', wranglerToml);
    const run = await env([], { AWS_REGION: 'nowhere', CLERK_TYPO: 'x' });
    expect(run.stdout).not.toContain('AWS_REGION');
    expect(run.stdout).toMatch(/^CLERK_TYPO +•+ {2}\(the shell\), which is no variable of ours$/m);
  });

  it('looks in the folders above, too', async () => {
    folder.write('wrangler.toml', wranglerToml);
    folder.write('a/b/file', '');
    const run = await runBloqr(['env'], { folder: `${folder.path}/a/b`, environment: { PORT: '9000' } });
    expect(run.stdout).toContain('(wrangler.toml:');
  });

  it('speaks no escape sequences to the terminal', async () => {
    folder.write('wrangler.toml', '[vars]\nENVIRONMENT = "\\u001b[31mred"\n');
    expect((await env(['--deployed'])).stdout).toContain('ENVIRONMENT  \\u001b[31mred');
  });

  it.each([
    { name: 'no project', files: {}, args: [], code: 3, stderr: /no wrangler\.toml here or above/ },
    {
      name: 'no TOML',
      files: { 'wrangler.toml': 'a = 1\nb = = 2\n' },
      args: [],
      code: 3,
      stderr: /wrangler\.toml:2: /,
    },
    {
      name: '--env alone',
      files: { 'wrangler.toml': '' },
      args: ['--env', 'x'],
      code: 2,
      stderr: /add --deployed/,
    },
    {
      name: 'no file of secrets',
      files: { 'wrangler.toml': '' },
      args: ['--deployed', '--secrets-file', 'none'],
      code: 2,
      stderr: /none cannot be read: there is no such file/,
    },
  ])('fails with a sentence: $name', async ({ files, args, code, stderr }) => {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    const run = await env(args);
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toMatch(stderr);
  });
});

it('commands take variables from .env.local, too, and the shell wins', async () => {
  folder.write('wrangler.toml', wranglerToml);
  folder.write('.env.local', 'SOURCE_HOST_ALLOWLIST=nonsense\n');
  folder.write('list.txt', '||a.example^\n');
  const args = ['compile', '-i', 'list.txt'];
  const run = await runBloqr(args, { folder: folder.path });
  expect([run.code, run.stderr]).toEqual([
    2,
    expect.stringContaining('"nonsense" is not of the form host:port'),
  ]);
  const other = await runBloqr(args, { folder: folder.path, environment: { SOURCE_HOST_ALLOWLIST: 'a:1' } });
  expect(other.code).toBe(0);
});
