import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ClerkEmulator, createClerkEmulator } from '@bloqr/clerk-emulator';
import { digestPages, pagesStamp } from '../../src/build/pages-digest.ts';
import type { CheckResult } from '../../src/checks/check.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { createSetup, type Plan } from '../../src/checks/setup.ts';
import { setupProbes } from '../../src/checks/setup-probes.ts';
import { readProjectVariables } from '../../src/env/read-project-variables.ts';
import { type RemoteAnswer, type RemoteRequest, toAnswer } from '../../src/io/ask-remote.ts';
import type { WranglerRun } from '../../src/io/run-wrangler.ts';

const project = join(import.meta.dirname, '../../../..');
const liveHost = 'clerk.example.com';
const liveSecretKey = `sk_live_${'x'.repeat(40)}`;

/** Everything that a test may break. It is healthy as it comes. */
export interface Scene {
  readonly root: string;
  readonly clerk: ClerkEmulator;
  /** A user of Clerk who is an administrator, with a session. */
  readonly adminId: string;
  wranglerToml: string;
  /** .env.local, a name a line. */
  readonly envLocal: Record<string, string>;
  /** What becomes of the text of .env.local before it is written. */
  envLocalText: (text: string) => string;
  readonly shell: Record<string, string>;
  /** What is said of the deployment's secrets. */
  readonly secrets: Record<string, string>;
  readonly storedSecrets: Set<string>;
  /** What the database says. */
  readonly database: { migrations: string[]; users: number; admins: number; clerkUsers: number };
  /** How often it was asked for them. */
  userQueries: number;
  /** What `wrangler deploy --dry-run` says. */
  bundleKib: number;
  isSignedIn: boolean;
  nodeVersion: string;
  plan: Plan | undefined;
  isOffline: boolean;
  isRemote: boolean;
  isBeforeMigrations: boolean;
  timeLimitSeconds: number;
  /** Stands between the set-up and Clerk. */
  ask: (address: string, request: RemoteRequest, next: () => Promise<RemoteAnswer>) => Promise<RemoteAnswer>;
  /** Asks Clerk's Backend API. */
  readonly callClerk: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
}

const wranglerToml = `name = "bloqr-backend"
main = "apps/worker/src/index.ts"
compatibility_date = "2026-10-20"

[vars]
ENVIRONMENT = "production"
CLERK_PUBLISHABLE_KEY = "pk_live_${btoa(`${liveHost}$`)}"
CLERK_JWKS_URL = "https://${liveHost}/.well-known/jwks.json"

[assets]
directory = "apps/web/dist/pages"
binding = "ASSETS"

[[d1_databases]]
binding = "DB"
database_name = "bloqr-backend-app-db"
database_id = "0f3c1e52-7f0d-4b62-9a55-3c1c2f6f0a11"

[[durable_objects.bindings]]
name = "RATE_WINDOWS"
class_name = "RateWindow"
`;

/** A project in a folder of its own, with a local Clerk. */
export async function openScene(): Promise<Scene> {
  const root = mkdtempSync(join(tmpdir(), 'bloqr-checks-'));
  const clerk = createClerkEmulator({ now: () => Date.now() });
  const { publishableKey, secretKey } = await clerk.connect();
  const call = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await clerk.app.request(`http://localhost:8790${path}`, {
      method,
      headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? {} : JSON.parse(await response.text());
  };
  const admin = await call('POST', '/v1/users', {
    email_address: ['admin@example.org'],
    public_metadata: { tier: 'admin' },
  });
  await call('POST', '/emulator/sessions', { userId: admin.id });
  await call('POST', '/v1/jwt_templates', {
    name: 'bloqr-backend',
    claims: { metadata: '{{user.public_metadata}}' },
  });
  await call('PATCH', '/v1/instance', {
    allowed_origins: ['http://localhost:4200', 'http://localhost:8787'],
  });
  const write: Scene['write'] = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', JSON.stringify({ devDependencies: { wrangler: '4.155.0' } }));
  write('node_modules/wrangler/package.json', JSON.stringify({ version: '4.155.0' }));
  cpSync(
    join(project, 'node_modules/wrangler/config-schema.json'),
    join(root, 'node_modules/wrangler/config-schema.json'),
  );
  cpSync(join(project, 'apps/worker/migrations'), join(root, 'apps/worker/migrations'), { recursive: true });
  write('apps/web/src/main.ts', '');
  write('apps/web/dist/pages/index.html', '');
  write(pagesStamp, digestPages(root));
  const webhookSecret = `whsec_${btoa('s'.repeat(32))}`;
  return {
    root,
    clerk,
    adminId: String(admin.id),
    wranglerToml,
    envLocal: {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: secretKey,
      CLERK_JWKS_URL: 'http://localhost:8790/.well-known/jwks.json',
      CLERK_API_URL: 'http://localhost:8790',
      CLERK_WEBHOOK_SECRET: webhookSecret,
    },
    envLocalText: (text) => text,
    shell: {},
    secrets: { CLERK_SECRET_KEY: liveSecretKey, CLERK_WEBHOOK_SECRET: webhookSecret },
    storedSecrets: new Set(['CLERK_SECRET_KEY', 'CLERK_WEBHOOK_SECRET']),
    database: {
      migrations: readdirSync(join(root, 'apps/worker/migrations')),
      users: 1,
      admins: 1,
      clerkUsers: 1,
    },
    userQueries: 0,
    bundleKib: 1821.32,
    isSignedIn: true,
    nodeVersion: '24.21.0',
    plan: 'paid',
    isOffline: false,
    isRemote: true,
    isBeforeMigrations: false,
    timeLimitSeconds: 20,
    ask: (_address, _request, next) => next(),
    callClerk: call,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
  };
}

/** Makes the checks of a command about the scene as it is now. */
export async function checkScene(
  scene: Scene,
  command: 'doctor' | 'preflight',
): Promise<readonly CheckResult[]> {
  const { root, shell, isOffline, isRemote, isBeforeMigrations, plan, nodeVersion, timeLimitSeconds } = scene;
  const lines = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
  scene.write('wrangler.toml', scene.wranglerToml);
  scene.write('.env.local', scene.envLocalText(lines(scene.envLocal)));
  scene.write('secrets', lines(scene.secrets));
  const target =
    command === 'doctor'
      ? ({ kind: 'local' } as const)
      : ({ kind: 'deployed', environment: undefined, secretsFile: join(root, 'secrets') } as const);
  const { secretKey } = await scene.clerk.connect();
  const subject = createSetup(
    { root, target, isOffline, isRemote, isBeforeMigrations, plan },
    await readProjectVariables(root, target, shell),
    {
      ask: (address, request) =>
        scene.ask(address, request, () => askClerk(scene.clerk, secretKey, address, request)),
      runWrangler: async (args) => answerWrangler(scene, args),
      nodeVersion,
      now: () => Date.now(),
    },
  );
  return runChecks({ command, subject, probes: setupProbes, timeLimitSeconds });
}

/** The emulator stands for Clerk wherever that is, and takes the live key for its own. */
async function askClerk(
  { app }: ClerkEmulator,
  secretKey: string,
  address: string,
  { method, headers, body }: RemoteRequest,
): Promise<RemoteAnswer> {
  const { pathname, search } = new URL(address);
  const authorization = headers.Authorization?.replace(liveSecretKey, secretKey);
  const response = await app.request(`http://localhost:8790${pathname}${search}`, {
    method,
    headers: { ...headers, ...(authorization !== undefined && { Authorization: authorization }) },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const date = new Date().toUTCString();
  return toAnswer(response.status, text, new Map(response.headers).set('date', date));
}

function answerWrangler(scene: Scene, args: readonly string[]): WranglerRun {
  const words = args.join(' ');
  const say = (output: string): WranglerRun => ({ isGood: true, output, talk: '' });
  if (words === 'whoami') return say(scene.isSignedIn ? 'You are logged in' : 'You are not authenticated.');
  if (words.startsWith('secret list'))
    return say(JSON.stringify([...scene.storedSecrets].map((name) => ({ name, type: 'secret_text' }))));
  if (words.startsWith('deploy --dry-run'))
    return say(`Total Upload: ${scene.bundleKib.toFixed(2)} KiB / gzip: 375.45 KiB\n`);
  const { migrations, users, admins, clerkUsers } = scene.database;
  if (words.includes('FROM d1_migrations'))
    return say(JSON.stringify([{ results: migrations.map((name) => ({ name })) }]));
  if (words.includes('FROM users')) {
    scene.userQueries += 1;
    return say(JSON.stringify([{ results: [{ users, admins, clerkUsers }] }]));
  }
  throw new Error(`Nobody runs wrangler ${words}`);
}
