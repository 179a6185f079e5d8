import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const standIn = join(import.meta.dirname, '../../../tools/deploy/stand-in-wrangler.mjs');
const ourConfig = readFileSync(join(import.meta.dirname, '../../../wrangler.toml'), 'utf8');
const placeholder = '00000000-0000-0000-0000-000000000000';
/** The id of the first thing that the stand-in makes. */
const firstId = '00000000-0000-4000-8000-000000000001';
const secrets = {
  CLERK_SECRET_KEY: `sk_live_${'canary'.repeat(5)}`,
  CLERK_WEBHOOK_SECRET: `whsec_${'Y2FuYXJ5'.repeat(4)}`,
};
const secretsFile = Object.entries(secrets)
  .map(([name, value]) => `${name}=${value}\n`)
  .join('');

/** Runs the command on an account that the stand-in keeps. */
function provision(...args: readonly string[]) {
  if (!existsSync(join(folder.path, 'wrangler.toml'))) folder.write('wrangler.toml', ourConfig);
  return runBloqr(['provision', ...args], {
    folder: folder.path,
    environment: { BLOQR_WRANGLER: standIn, STAND_IN_FOLDER: folder.path },
  });
}

/** What wrangler was called with since the last time. */
function takeCalls(): string[] {
  const file = join(folder.path, 'calls.jsonl');
  const calls = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  folder.write('calls.jsonl', '');
  return calls.filter(Boolean).map((line) => {
    const { args, hasInput } = JSON.parse(line);
    return `${args.join(' ')}${hasInput ? ' < a value' : ''}`;
  });
}

const reads = ['d1 list --json', 'secret list --env '];

describe('bloqr provision', { timeout: 60_000 }, () => {
  it('prints what is missing, and changes nothing', async () => {
    const run = await provision();
    expect(run.stdout).toBe(`Worker bloqr-backend:
  + D1 database bloqr-backend-app-db: npx wrangler d1 create bloqr-backend-app-db
  + secret BETTER_AUTH_SECRET: npx wrangler secret put BETTER_AUTH_SECRET --env ""
Nothing was changed. --yes runs the commands.
`);
    expect(run.code).toBe(0);
    expect(takeCalls()).toEqual(reads);
    expect(readFileSync(join(folder.path, 'wrangler.toml'), 'utf8')).toBe(ourConfig);
  });

  it('makes it, writes the id where it belongs and nothing else, and does nothing the second time', async () => {
    folder.write('secrets.env', secretsFile);
    const run = await provision('--yes', '--secrets-file', 'secrets.env');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(takeCalls()).toEqual([
      ...reads,
      'd1 create bloqr-backend-app-db',
      'd1 list --json',
      'secret put CLERK_SECRET_KEY --env  < a value',
      'secret put CLERK_WEBHOOK_SECRET --env  < a value',
    ]);
    expect(readFileSync(join(folder.path, 'wrangler.toml'), 'utf8')).toBe(
      ourConfig.replace(placeholder, firstId),
    );
    const again = await provision('--yes', '--secrets-file', 'secrets.env');
    expect(again.stdout).toBe(`Worker bloqr-backend:
  ✓ D1 database bloqr-backend-app-db is there
  ✓ secret CLERK_SECRET_KEY is there
  ✓ secret CLERK_WEBHOOK_SECRET is there
Everything is there.
`);
    expect(takeCalls()).toEqual(reads);
  });

  it('makes an environment its own', async () => {
    const run = await provision('--yes', '--env', 'preview');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Worker bloqr-backend-preview:');
    expect(takeCalls()).toEqual([
      'd1 list --json',
      'secret list --env preview',
      'd1 create bloqr-backend-preview-db',
      'd1 list --json',
      'secret put BETTER_AUTH_SECRET --env preview < a value',
    ]);
    const config = readFileSync(join(folder.path, 'wrangler.toml'), 'utf8');
    expect(config.split(placeholder)).toHaveLength(2);
    expect(config.slice(config.indexOf('[env.preview]'))).toContain(`database_id = "${firstId}"`);
  });

  it('enters the id of a database that is there already', async () => {
    folder.write('state.json', {
      databases: [{ uuid: firstId, name: 'bloqr-backend-app-db' }],
      namespaces: [],
      buckets: [],
      queues: [],
      secrets: ['BETTER_AUTH_SECRET'],
      pending: [],
    });
    expect((await provision('--yes')).stdout).toContain(
      `database_id = "${firstId}" stands in wrangler.toml now`,
    );
    expect(takeCalls()).toEqual(reads);
  });

  it('leaves an id that is another one as it is, and says so', async () => {
    folder.write('state.json', {
      databases: [{ uuid: firstId, name: 'bloqr-backend-app-db' }],
      namespaces: [],
      buckets: [],
      queues: [],
      secrets: ['BETTER_AUTH_SECRET'],
      pending: [],
    });
    const other = ourConfig.replace(placeholder, '99999999-0000-4000-8000-000000000009');
    folder.write('wrangler.toml', other);
    const run = await provision('--yes');
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain(
      `! D1 database bloqr-backend-app-db: wrangler.toml names the id 99999999-0000-4000-8000-000000000009, this account has ${firstId}`,
    );
    expect(readFileSync(join(folder.path, 'wrangler.toml'), 'utf8')).toBe(other);
  });

  it('makes namespaces, buckets and queues where some are bound, each once', async () => {
    folder.write(
      'wrangler.toml',
      `name = "w"
[vars]
AUTH_PROVIDERS = "clerk"
[[kv_namespaces]]
binding = "CACHE"
id = ""
[[r2_buckets]]
binding = "LISTS"
bucket_name = "lists"
[[queues.producers]]
binding = "Q"
queue = "refresh"
[[queues.consumers]]
queue = "refresh"
`,
    );
    folder.write('secrets.env', secretsFile);
    expect((await provision('--yes', '--secrets-file', 'secrets.env')).code).toBe(0);
    expect(takeCalls().filter((call) => call.includes('create'))).toEqual([
      'kv namespace create w-CACHE',
      'r2 bucket create lists',
      'queues create refresh',
    ]);
    expect(readFileSync(join(folder.path, 'wrangler.toml'), 'utf8')).toContain(
      `binding = "CACHE"\nid = "${firstId.replaceAll('-', '')}"`,
    );
    const again = await provision('--secrets-file', 'secrets.env');
    expect(again.stdout).toContain('Everything is there.');
  });

  it('asks for a secret that nobody gave, and for one that stands in [vars] as well', async () => {
    folder.write('wrangler.toml', ourConfig.replace('[vars]', '[vars]\nCLERK_SECRET_KEY = "x"'));
    folder.write('secrets.env', 'CLERK_SECRET_KEY=y\n');
    const run = await provision('--yes', '--secrets-file', 'secrets.env');
    expect(run.code).toBe(6);
    expect(run.stdout).toContain('! secret CLERK_SECRET_KEY: wrangler.toml has it in [vars]');
    expect(run.stdout).toContain(
      '! secret CLERK_WEBHOOK_SECRET: no value was given, see --secrets-file: npx wrangler secret put CLERK_WEBHOOK_SECRET --env ""',
    );
  });

  it('gives no secret to anybody but wrangler, and to that on its standard input', async () => {
    folder.write('secrets.env', secretsFile);
    const runs = [
      await provision('--secrets-file', 'secrets.env'),
      await provision('--yes', '--secrets-file', 'secrets.env'),
      await provision('--yes', '--env', 'preview'),
    ];
    const seen = JSON.stringify([runs, takeCalls()]);
    for (const value of Object.values(secrets)) expect(seen).not.toContain(value);
    expect(seen).not.toMatch(/[A-Za-z0-9+/]{43}=/);
  });

  it.each([
    { name: 'wrangler is not signed in, and nothing is to be run', fails: 'd1 list', args: [], code: 0 },
    { name: 'wrangler is not signed in', fails: 'd1 list', args: ['--yes'], code: 8 },
    { name: 'a command fails', fails: 'd1 create', args: ['--yes'], code: 8 },
  ])('says so where $name', async ({ fails, args, code }) => {
    folder.write('fails', fails);
    const run = await provision(...args);
    expect(run.code).toBe(code);
    expect(run.stderr).toContain('The stand-in was told to fail.');
    expect(takeCalls().some((call) => call.startsWith('secret put'))).toBe(false);
  });

  it.each([
    {
      files: {},
      args: ['--env', 'staging'],
      says: 'wrangler.toml has no environment staging. It has preview.',
    },
    { files: { 'wrangler.toml': 'name = = 1' }, args: [], says: 'wrangler.toml:1: ' },
    { files: {}, args: ['--config', 'no.toml'], says: 'cannot be read: there is no such file.' },
    { files: {}, args: ['--secrets-file', 'no.env'], says: 'no.env cannot be read: there is no such file.' },
  ])('with $files and $args says $says', async ({ files, args, says }) => {
    for (const [name, content] of Object.entries(files)) folder.write(name, content);
    const run = await provision(...args);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain(says);
  });
});
