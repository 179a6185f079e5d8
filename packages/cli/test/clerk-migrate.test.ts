import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClerkMigrationStep,
  clerkMigrationRequestSchema,
  clerkMigrationStepSchema,
} from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { type Answer, type Asked, problem, serveSteps } from './serve-steps.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const serve = (answers: readonly (Answer | ((asked: Asked) => Answer))[]) =>
  serveSteps('/api/admin/clerk-migration', clerkMigrationRequestSchema, answers);

/** A step as the Worker tells of it. */
function step(rows: readonly object[], rest: Partial<ClerkMigrationStep> = {}): { readonly body: object } {
  const whole = { unreadable: 0, next: null, retryAfterSeconds: 0, lastFailure: null, ...rest };
  return {
    body: clerkMigrationStepSchema.parse({
      ...whole,
      rows: rows.map((row) => ({ account: 'row', notes: [], ...row })),
    }),
  };
}

function migrate(args: readonly string[]) {
  return runBloqr(['clerk', 'migrate', ...args], {
    folder: folder.path,
    environment: { CLERK_SECRET_KEY: '', CLERK_API_URL: '', BLOQR_TOKEN: 'token' },
  });
}

const digest = `$2a$10$${'u'.repeat(53)}`;

/** A file as the dashboard writes it. */
function writeExport(...lines: readonly string[]): void {
  folder.write(
    'users.csv',
    `\uFEFFid,first_name,last_name,username,primary_email_address,password_digest,password_hasher,totp_secret\r\n${lines.map((line) => `${line}\r\n`).join('')}`,
  );
}

describe('bloqr clerk migrate', () => {
  it('goes through all people, then through the passwords of the export, and reports each', async () => {
    writeExport(
      `user_a,"Ada, ""the""\r\nCountess",Lovelace,,ada@example.org,${digest},bcrypt,`,
      'user_b,Bob,,,bob@example.org,,,',
      'user_c,Cleo,,,cleo@example.org,$argon2id$x,argon2id,JBSWY3DPEHPK3PXP',
    );
    const { url, asked } = await serve([
      step([{ id: 'user_a', outcome: 'migrated', notes: ['email-unverified'] }], {
        next: { id: 'user_a', createdAtMs: 5 },
      }),
      step([
        { id: 'user_b', outcome: 'unchanged' },
        { id: 'user_c', outcome: 'email-taken' },
      ]),
      step([
        { id: 'user_a', outcome: 'password-kept' },
        { id: 'user_c', outcome: 'hasher-unsupported', account: null },
      ]),
    ]);
    const run = await migrate(['--url', url, '--export', 'users.csv', '--report', 'report.ndjson']);
    expect(run).toEqual({
      code: 6,
      signal: null,
      stderr: '',
      stdout: `        1  migrated            can sign in with Better Auth, too
        1  unchanged           could already, from an earlier run
        1  email-taken         somebody else signs in with their address; they stay Clerk’s
        1  password-kept       passwords work here
        1  hasher-unsupported  passwords are no bcrypt: to be set anew
Of these people:
        1  email-unverified    have an address that is not verified
`,
    });
    expect(asked.map(({ body }) => body)).toEqual([
      { action: 'migrate', dryRun: false },
      { action: 'migrate', dryRun: false, after: { id: 'user_a', createdAtMs: 5 } },
      {
        action: 'take-passwords',
        dryRun: false,
        passwords: [
          { id: 'user_a', digest, hasher: 'bcrypt', hasSecondFactor: false },
          { id: 'user_c', digest: '$argon2id$x', hasher: 'argon2id', hasSecondFactor: true },
        ],
      },
    ]);
    const report = readFileSync(join(folder.path, 'report.ndjson'), 'utf8');
    expect(
      report
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toHaveLength(5);
    expect(report).not.toContain(digest);
  });

  it('sends at most 200 passwords at once', async () => {
    writeExport(...Array.from({ length: 201 }, (_, index) => `user_${index},,,,,${digest},bcrypt,`));
    const { url, asked } = await serve([step([])]);
    expect((await migrate(['--url', url, '--export', 'users.csv'])).code).toBe(0);
    const counts = asked.map(({ body }) => clerkMigrationRequestSchema.parse(body));
    expect(counts.map((body) => (body.action === 'take-passwords' ? body.passwords.length : 0))).toEqual([
      0, 200, 1,
    ]);
  });

  it('says in a dry run what would become of passwords, too', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    writeExport(...ids.map((id) => `user_${id},,,,,${digest},bcrypt,`));
    const { url, asked } = await serve([
      step([
        { id: 'user_a', outcome: 'migrated' },
        { id: 'user_b', outcome: 'migrated', notes: ['second-factor'] },
        { id: 'user_c', outcome: 'no-email' },
      ]),
      step(ids.map((id) => ({ id: `user_${id}`, outcome: 'password-kept', account: null }))),
    ]);
    const { stdout } = await migrate(['--url', url, '--export', 'users.csv', '--dry-run', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      dryRun: true,
      unreadable: 0,
      outcomes: { migrated: 2, 'no-email': 1, 'not-migrated': 2, 'password-kept': 1, 'second-factor': 1 },
      notes: { 'second-factor': 1 },
    });
    expect(asked.map(({ body }) => body)).toMatchObject([{ dryRun: true }, { dryRun: true }]);
  });

  it('takes back, and ends, what was migrated', async () => {
    const undo = await serve([
      step([{ id: 'user_a', outcome: 'undone' }], { next: { id: 'user_a', createdAtMs: null } }),
      step([{ id: 'user_b', outcome: 'left', notes: ['password-changed'] }]),
    ]);
    expect((await migrate(['--url', undo.url, '--undo'])).code).toBe(6);
    expect(undo.asked.map(({ body }) => body)).toEqual([
      { action: 'undo', dryRun: false },
      { action: 'undo', dryRun: false, after: { id: 'user_a', createdAtMs: null } },
    ]);
    const finish = await serve([step([{ id: 'user_a', outcome: 'finished', notes: ['no-way-in'] }])]);
    const run = await migrate(['--url', finish.url, '--finish']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('1  no-way-in');
    expect(finish.asked.map(({ body }) => body)).toEqual([{ action: 'finish', dryRun: false }]);
  });

  it('waits and makes the step again where Clerk is asked too often', async () => {
    const { url, asked } = await serve([
      step([], { lastFailure: 'rate-limited', retryAfterSeconds: 1, next: { id: 'user_a', createdAtMs: 5 } }),
      step([]),
    ]);
    expect(await migrate(['--url', url])).toMatchObject({ code: 0, stdout: 'There is nobody.\n' });
    expect(asked.map(({ body }) => body)).toEqual([
      { action: 'migrate', dryRun: false },
      { action: 'migrate', dryRun: false },
    ]);
  });

  it('gives up at once where Clerk knows nobody of the service', async () => {
    const { url } = await serve([step([], { lastFailure: 'nobody-known' })]);
    const run = await migrate(['--url', url]);
    expect([run.code, run.stderr]).toEqual([8, expect.stringContaining('CLERK_SECRET_KEY')]);
  });

  it('says so where nobody could sign in with Better Auth', async () => {
    const { url } = await serve([{ status: 409, body: problem('better-auth-off') }]);
    const run = await migrate(['--url', url]);
    expect(run).toMatchObject({
      code: 8,
      stderr: 'bloqr: Nobody can sign in with Better Auth here: So it is.\n',
    });
  });

  it('names columns that it leaves aside', async () => {
    folder.write('users.csv', `id,shoe_size,password_digest,password_hasher\nuser_a,9,,\n`);
    const { url, asked } = await serve([step([])]);
    const run = await migrate(['--url', url, '--export', 'users.csv']);
    expect(run).toMatchObject({
      code: 0,
      stderr: 'bloqr: Columns of users.csv that are left aside: shoe_size.\n',
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    { text: '', stderr: 'users.csv is empty.' },
    { text: 'id,email\n', stderr: 'it has no column password_digest, password_hasher.' },
    { text: 'id,id,password_digest,password_hasher\n', stderr: 'users.csv has a column twice.' },
    {
      text: 'id,password_digest,password_hasher\nuser_a,x\n',
      stderr: 'users.csv is no CSV: CSV_RECORD_INCONSISTENT_',
    },
    {
      text: 'id,password_digest,password_hasher\nuser_a,"x,y\n',
      stderr: 'users.csv is no CSV: CSV_QUOTE_NOT_CLOSED',
    },
    {
      text: 'id,password_digest,password_hasher\n1,x,y\n',
      stderr: 'users.csv, line 2: the id is not that of a user.',
    },
    {
      text: 'id,password_digest,password_hasher\nuser_a,x,y\nuser_b,x,y\nuser_a,z,y\n',
      stderr: 'users.csv, line 4: user_a is there twice.',
    },
  ])('takes no file that is no export: $stderr', async ({ text, stderr }) => {
    folder.write('users.csv', text);
    const { url, asked } = await serve([step([])]);
    const run = await migrate(['--url', url, '--export', 'users.csv']);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(stderr);
    expect(asked).toEqual([]);
  });

  it.each([
    { args: ['--undo', '--finish'], stderr: 'Give --undo or --finish, not both.' },
    { args: ['--undo', '--export', 'users.csv'], stderr: '--export has no meaning with --undo.' },
    { args: ['--removals-max', '1'], stderr: '--removals-max has no meaning with migrate.' },
    { args: ['--export', 'none.csv'], stderr: 'none.csv cannot be read: there is no such file.' },
    { args: ['--report', 'none/report'], stderr: 'none/report cannot be written' },
  ])('is told what is wrong: $args', async ({ args, stderr }) => {
    const run = await migrate(['--url', 'http://localhost:1', ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(stderr);
  });
});
