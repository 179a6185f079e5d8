import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../start/wrangler.ts';

const program = join(root, 'packages', 'cli', 'bin', 'bloqr.js');
const standIn = join(root, 'tools', 'deploy', 'stand-in-wrangler.mjs');

/** Secrets as an operator has them, and what the log of a platform knows of people. */
const planted: Readonly<Record<string, string>> = {
  CLERK_SECRET_KEY: 'sk_live_canary0secret0of0the0one0who0deploys',
  CLERK_WEBHOOK_SECRET: 'whsec_Y2FuYXJ5IG9mIHRoZSBvbmUgd2hvIGRlcGxveXM',
  BETTER_AUTH_SECRET: 'canary-secret-of-better-auth-0123456789abcdef',
  CLOUDFLARE_API_TOKEN: 'canary-cloudflare-token-of-the-one-who-deploys',
  BLOQR_TOKEN: 'eyJcanary.eyJcanary.canary',
  CF_ACCESS_TOKEN: 'canary-token-of-access-0123456789',
  address: 'canary.person@example.org',
  cookie: '__session=canary0cookie',
  query: 'access_token=canary0query',
};

/** Secrets that were put into the wrong place, or pasted with something around them. */
const misplaced: Readonly<Record<string, string>> = {
  CLERK_PUBLISHABLE_KEY: 'sk_live_canary1secret1in1place1of1the1public1one',
  CLERK_SECRET_KEY: '“sk_live_canary2secret2in2quotation2marks2”',
  CLERK_WEBHOOK_SECRET: 'whsec_canary3 with a blank',
  CLERK_JWKS_URL: 'https://somebody:canary4password@clerk.example.org/jwks',
  ALLOWED_ORIGINS: 'https://somebody:canary5password@example.org,sk_live_canary6secret',
  RATE_LIMITS: 'canary7=sk_live_canary7',
};
/** Of those, what must not be seen. */
const misplacedCanary = /canary[1-6]/;

const secretsFile = 'secrets.env';
/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9';

/** What operators run, with the log of a call on standard input where it is read. */
const commands: readonly (readonly string[])[] = [
  ['provision', '--secrets-file', secretsFile],
  ['provision', '--yes', '--secrets-file', secretsFile],
  ['provision', '--yes', '--env', 'preview', '--secrets-file', secretsFile],
  ['provision', '--yes', '--secrets-file', 'nothing.env'],
  ['env'],
  ['env', '--json'],
  ['env', '--deployed', '--secrets-file', secretsFile],
  ['logs'],
  ['logs', '--json'],
  ['logs', '--summary'],
  ['logs', '--errors'],
  ...listChecks(),
];

/** What is run a second time with {@link misplaced}. */
function listChecks(): readonly (readonly string[])[] {
  return [
    ['doctor'],
    ['doctor', '--json', '--offline'],
    ['preflight', '--remote', '--secrets-file', secretsFile],
    ['verify', nowhere, '--remote', '--json', '--secrets-file', secretsFile],
    ['clerk', 'sync', '--url', nowhere, '--as', 'user_1'],
  ];
}

export interface CommandSearch {
  readonly runs: number;
  readonly bytes: number;
  /** A sentence each. */
  readonly hits: readonly string[];
}

/** Runs the commands of operators with secrets in the environment, in files and in what they read, and looks for them in what they print. */
export function searchCommands(): CommandSearch {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-commands-'));
  try {
    copyFileSync(join(root, 'wrangler.toml'), join(folder, 'wrangler.toml'));
    const { address, cookie, query, CLOUDFLARE_API_TOKEN, BLOQR_TOKEN, CF_ACCESS_TOKEN, ...secrets } =
      planted;
    writeFileSync(join(folder, secretsFile), toLines(secrets));
    writeFileSync(join(folder, '.env.local'), toLines(secrets));
    const hits: string[] = [];
    let bytes = 0;
    const environment = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      BLOQR_WRANGLER: standIn,
      STAND_IN_FOLDER: folder,
      CLERK_API_URL: nowhere,
      ...(CLOUDFLARE_API_TOKEN && { CLOUDFLARE_API_TOKEN }),
      ...(BLOQR_TOKEN && { BLOQR_TOKEN }),
      ...(CF_ACCESS_TOKEN && { CF_ACCESS_TOKEN }),
    };
    const search = (args: readonly string[], values: Readonly<Record<string, string>>): void => {
      const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: 'utf8',
        input: describeCall(),
        env: { ...environment, ...values },
      });
      const said = stdout + stderr;
      bytes += said.length;
      for (const [name, value] of Object.entries(planted))
        if (said.includes(value)) hits.push(`${name} in what bloqr ${args.join(' ')} prints`);
      const canary = misplacedCanary.exec(said)?.[0];
      if (canary !== undefined) hits.push(`${canary} in what bloqr ${args.join(' ')} prints`);
    };
    for (const args of commands) search(args, secrets);
    writeFileSync(join(folder, secretsFile), toLines(misplaced));
    const again = [...listChecks(), ['env'], ['env', '--deployed', '--secrets-file', secretsFile]];
    for (const args of again) search(args, misplaced);
    return { runs: commands.length + again.length, bytes, hits };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toLines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** What `wrangler tail` knows of a call that failed. */
function describeCall(): string {
  const line = { level: 'error', event: 'database-failed', reason: 'error', requestId: 'id-1' };
  const call = {
    outcome: 'exception',
    eventTimestamp: 0,
    cpuTime: 3,
    exceptions: [{ name: 'Error', message: planted.address }],
    logs: [
      { message: [JSON.stringify(line)], level: 'error' },
      { message: [planted.address, { token: planted.BLOQR_TOKEN }], level: 'log' },
    ],
    event: {
      request: {
        url: `https://example.org/api/keys?${planted.query}`,
        headers: { cookie: planted.cookie, authorization: `Bearer ${planted.BLOQR_TOKEN}` },
      },
    },
  };
  return `${JSON.stringify(call, undefined, 2)}\n`;
}
