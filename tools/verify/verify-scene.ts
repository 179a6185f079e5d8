import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ClerkConnection } from '@bloqr/clerk-emulator';
import { createSetup } from '../../packages/cli/src/checks/setup.ts';
import { readProjectVariables } from '../../packages/cli/src/env/read-project-variables.ts';
import { askRemote, type RemoteAnswer, type RemoteRequest } from '../../packages/cli/src/io/ask-remote.ts';
import type { DeploymentParts } from '../../packages/cli/src/verify/deployment.ts';
import { findFreePort } from '../find-free-port.ts';

const project = join(import.meta.dirname, '../..');

/** The product as `npm run start:clerk` runs it, with an administrator and a free user. */
export interface RunningProduct {
  readonly url: string;
  /** The variables of the local Clerk, and where its state is. */
  readonly variables: Readonly<Record<string, string>>;
  readonly adminId: string;
  readonly freeId: string;
  readonly callClerk: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

export async function startProduct(): Promise<RunningProduct> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-verify-'));
  const [port, clerkPort] = [await findFreePort(), await findFreePort()];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(port),
    CLERK_EMULATOR_PORT: String(clerkPort),
    STATE_DIR: stateFolder,
    // One after the other, the tests ask more often than anybody may.
    RATE_LIMITS: 'anonymous=1000000,free=1000000',
  };
  const child = spawn(process.execPath, [join(project, 'tools/start-clerk.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await waitUntilReady(child);
  const clerk = `http://localhost:${clerkPort}`;
  const { publishableKey, secretKey, webhookSecret } = await readConnection(clerk);
  const variables = {
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_SECRET_KEY: secretKey,
    CLERK_JWKS_URL: `${clerk}/.well-known/jwks.json`,
    CLERK_API_URL: clerk,
    CLERK_WEBHOOK_SECRET: webhookSecret ?? '',
    STATE_DIR: stateFolder,
    PORT: String(port),
  };
  const callClerk: RunningProduct['callClerk'] = async (method, path, body) => {
    const response = await fetch(`${clerk}${path}`, {
      method,
      headers: { Authorization: `Bearer ${variables.CLERK_SECRET_KEY}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const makeUser = async (name: string, tier: string) => {
    const user = await callClerk('POST', '/v1/users', {
      email_address: [`${name}@example.org`],
      public_metadata: { tier },
    });
    await callClerk('POST', '/emulator/sessions', { userId: user.id });
    return String(user.id);
  };
  const adminId = await makeUser('admin', 'admin');
  const freeId = await makeUser('free', 'free');
  const claims = { metadata: '{{user.public_metadata}}' };
  await callClerk('POST', '/v1/jwt_templates', { name: 'bloqr-backend', claims });
  await callClerk('PATCH', '/v1/instance', {
    allowed_origins: ['http://localhost:4200', 'http://localhost:8787'],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(stateFolder, { recursive: true, force: true });
  };
  return { url: `http://localhost:${port}`, variables, adminId, freeId, callClerk, stop };
}

async function readConnection(clerk: string): Promise<ClerkConnection> {
  return JSON.parse(await (await fetch(`${clerk}/emulator/connection`)).text());
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    if (child.stdout === null) return;
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Ready on ')) resolve();
    });
  });
}

/** Stands between `bloqr verify` and everything that it asks. */
export type Between = (
  address: URL,
  request: RemoteRequest,
  next: () => Promise<RemoteAnswer>,
) => Promise<RemoteAnswer>;

/** What `bloqr verify` has in hand when it looks at the product from this machine. */
export async function partsOf(
  { url, variables, adminId }: RunningProduct,
  between: Between = (_address, _request, next) => next(),
): Promise<DeploymentParts> {
  const target = { kind: 'local' } as const;
  const ask = (address: string, request: RemoteRequest) =>
    between(new URL(address), request, () => askRemote(address, request));
  const setup = createSetup(
    { root: project, target, isOffline: false, isRemote: false, plan: undefined, isBeforeMigrations: false },
    await readProjectVariables(project, target, variables),
    {
      ask,
      runWrangler: () => Promise.reject(new Error('wrangler is not asked')),
      nodeVersion: process.versions.node,
      now: () => Date.now(),
    },
  );
  return {
    url: new URL(url),
    ask,
    values: {},
    localValues: variables,
    origins: ['http://localhost:4200', 'http://localhost:8787'],
    adminId,
    setup,
    version: '0.1.0',
    now: () => Date.now(),
    randomBytes,
  };
}
