import { env } from 'cloudflare:workers';
import {
  type ClerkMigrationRequest,
  type ClerkMigrationRow,
  type ClerkMigrationStep,
  clerkMigrationStatusSchema,
  clerkMigrationStepSchema,
} from '@bloqr/contract';
import { hash } from 'bcryptjs';
import { expect } from 'vitest';
import type { Bindings } from '../../src/env.ts';
import { readSession, secret } from '../better-auth/auth-scene.ts';
import { createTestApp, origin, type TestParts } from '../harness.ts';
import { asAdmin, clerkUrl, createClerkScene } from '../reconciliation/clerk-scene.ts';

/** As little work as bcrypt can be: what is tested does not depend on it. */
export const testCost = 4;

export type MigrationScene = Awaited<ReturnType<typeof createMigrationScene>>;
type Worker = ReturnType<typeof createTestApp>;

/** A Worker in which both Clerk and Better Auth sign people in, beside a local Clerk. */
export async function createMigrationScene() {
  const clerk = await createClerkScene();
  const later: Promise<unknown>[] = [];
  const both = { AUTH_PROVIDERS: 'clerk,better-auth', BETTER_AUTH_SECRET: secret };
  const createWorker = (changed: Partial<Bindings> = {}, parts: TestParts = {}): Worker =>
    clerk.createWorker(
      { ...both, ...changed },
      { newId: () => crypto.randomUUID(), waitUntil: (work) => later.push(work), ...parts },
    );
  const worker = createWorker();
  /** One that knows the sessions of Better Auth; the others know the tests' own tokens. */
  const { providers: _providers, ...platform } = clerk.platform;
  const ownWorker = createTestApp(
    { ...clerk.bindings, ...both },
    { ...platform, newId: () => crypto.randomUUID(), waitUntil: (work) => later.push(work) },
  );
  const extra = new Map<string, object>();
  clerk.intercept.with = async (url) => {
    if (!url.href.startsWith(`${clerkUrl}/v1/users?`) || extra.size === 0) return undefined;
    const users = await (await clerk.askAsWorker(url.href)).json<{ id: string }[]>();
    return Response.json(users.map((user) => ({ ...user, ...extra.get(user.id) })));
  };

  const step = async (
    request: ClerkMigrationRequest,
    through: Worker = worker,
  ): Promise<ClerkMigrationStep> => {
    const answer = await postStep(through, request);
    expect(answer.status).toBe(200);
    return clerkMigrationStepSchema.parse(await answer.json());
  };

  return {
    ...clerk,
    worker,
    later,
    createWorker,
    step,
    /** Has Clerk say something of a user that its API cannot be told. */
    say: (id: string, fields: object) => extra.set(id, fields),
    /** Goes on until nobody is left. */
    async take(
      action: 'migrate' | 'undo' | 'finish',
      { dryRun = false, through = worker }: { dryRun?: boolean; through?: Worker } = {},
    ): Promise<readonly ClerkMigrationRow[]> {
      const rows: ClerkMigrationRow[] = [];
      for (let request: ClerkMigrationRequest = { action, dryRun }; ; ) {
        const { rows: more, next, lastFailure } = await step(request, through);
        expect(lastFailure).toBeNull();
        rows.push(...more);
        if (next === null) return rows;
        request = { action, dryRun, after: next };
      }
    },
    async readMigrationStatus() {
      const answer = await worker.call('/api/admin/clerk-migration', { headers: asAdmin });
      expect(answer.status).toBe(200);
      return clerkMigrationStatusSchema.parse(await answer.json());
    },
    /** Signs in with e-mail and password. */
    signIn: (email: string, password: string, through: Worker = ownWorker): Promise<Response> =>
      postAuth(through, '/sign-in/email', { email, password }),
    /** Whatever somebody who is signed in does. */
    postAuth: (path: string, body: object, token?: string) => postAuth(ownWorker, path, body, token),
    ask: (path: string, credential: string) =>
      ownWorker.call(path, { headers: { Authorization: `Bearer ${credential}` } }),
    /** The token of somebody who signs in. */
    async signInAs(email: string, password: string): Promise<string> {
      const answer = await postAuth(ownWorker, '/sign-in/email', { email, password });
      if (answer.status !== 200) throw new Error(`${email} is not let in: ${await answer.text()}`);
      await Promise.all(later);
      return readSession(answer).token;
    },
  };
}

/** Asks for one step. */
export function postStep({ call }: Pick<Worker, 'call'>, body: unknown): Promise<Response> {
  return call('/api/admin/clerk-migration', {
    method: 'POST',
    headers: { ...asAdmin, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

let addresses = 0;

function postAuth({ call }: Worker, path: string, body: object, token?: string): Promise<Response> {
  addresses += 1;
  return call(`/api/auth${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: origin,
      // Each from elsewhere, so that no test uses up another's attempts.
      'CF-Connecting-IP': `10.1.${(addresses >> 8) & 255}.${addresses & 255}`,
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

/** A password as Clerk's export has it. */
export async function describePassword(id: string, password: string) {
  return { id, digest: await hash(password, testCost), hasher: 'bcrypt' };
}

/** Everything that a migration may write, without what only says when. */
export async function readTables(): Promise<
  Readonly<Record<'users' | 'accounts' | 'keys' | 'tombstones', readonly object[]>>
> {
  const [users, accounts, keys, tombstones] = await env.DB.batch<object>([
    env.DB.prepare(
      `SELECT id, clerk_user_id, email, email_verified, tier, role, display_name, banned, better_auth, two_factor_enabled,
         source_updated_at, created_at FROM users ORDER BY id`,
    ),
    env.DB.prepare(
      'SELECT user_id, provider_id, account_id, password FROM auth_accounts ORDER BY user_id, provider_id, account_id',
    ),
    env.DB.prepare('SELECT * FROM api_keys ORDER BY id'),
    env.DB.prepare('SELECT clerk_user_id FROM deleted_users ORDER BY clerk_user_id'),
  ]);
  return {
    users: users?.results ?? [],
    accounts: accounts?.results ?? [],
    keys: keys?.results ?? [],
    tombstones: tombstones?.results ?? [],
  };
}

/** How many people are on record as migrated. */
export async function countMigrated(): Promise<number> {
  return (await env.DB.prepare('SELECT COUNT(*) AS n FROM clerk_migrated_users').first<number>('n')) ?? 0;
}

/** Somebody of Clerk's with a row here. */
export async function createPerson(
  scene: MigrationScene,
  fields: object = {},
): Promise<{ readonly id: string; readonly email: string }> {
  const email = `${crypto.randomUUID()}@example.org`;
  const id = await scene.createUser({ email_address: [email], ...fields });
  await scene.clock.advance(1000);
  return { id, email };
}

export const password = 'correct horse battery';

/** Migrates everybody, and one person's password. */
export async function migrate(scene: MigrationScene, id: string): Promise<void> {
  await scene.take('migrate');
  await scene.step({ action: 'take-passwords', passwords: [await describePassword(id, password)] });
}
