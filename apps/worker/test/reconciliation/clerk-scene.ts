import { env } from 'cloudflare:workers';
import { createClerkEmulator, VirtualClock } from '@bloqr/clerk-emulator';
import {
  type ReconciliationRequest,
  type ReconciliationStep,
  reconciliationStatusSchema,
  reconciliationStepSchema,
  type Sweep,
} from '@bloqr/contract';
import { expect } from 'vitest';
import { createServices } from '../../src/services.ts';
import { createTestApp, origin, type TestParts } from '../harness.ts';
import { createScriptedProvider } from '../scripted-provider.ts';
import { emptyTables } from '../webhooks/tables.ts';

/** Where the tests' Clerk is; requests to it go there without a network. */
export const clerkUrl = 'http://localhost:8790';
const start = Date.parse('2026-05-01T12:00:00.000Z');
export const adminId = 'user_00administrator00000000000';

export type ClerkScene = Awaited<ReturnType<typeof createClerkScene>>;

/** What stands in the way of requests to Clerk: an answer in its place, or nothing. */
export type Interception = (url: URL) => Response | undefined | Promise<Response | undefined>;

/** A Worker beside a local Clerk, with one clock for both. The database is empty but for an administrator of our own. */
export async function createClerkScene() {
  await emptyTables();
  for (const table of ['reconciliation_sweeps', 'audit_entries'])
    await env.DB.prepare(`DELETE FROM ${table}`).run();
  const clock = new VirtualClock({ start });
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const emulator = createClerkEmulator({
    now: clock.now,
    webhooks: {
      fetch: async (request) => {
        const { method, headers } = request;
        return main.call(new URL(request.url).pathname, { method, headers, body: await request.text() });
      },
      clock,
      endpointUrl: `${origin}/api/webhooks/clerk`,
      secret,
      allowedHosts: [new URL(origin).host],
      hasJitter: false,
    },
  });
  const { publishableKey, secretKey } = await emulator.connect();
  const asked: URL[] = [];
  const intercept: { with: Interception } = { with: () => undefined };
  const bindings = {
    ...env,
    RATE_LIMITS: 'anonymous=1000000,free=1000000,pro=1000000,admin=1000000',
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_JWKS_URL: `${clerkUrl}/.well-known/jwks.json`,
    CLERK_SECRET_KEY: secretKey,
    CLERK_API_URL: clerkUrl,
    CLERK_WEBHOOK_SECRET: secret,
  };
  let ids = 0;
  const platform = {
    now: clock.now,
    newId: () => `id-${++ids}`,
    providers: [createScriptedProvider({ admin: { subject: adminId } })],
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      asked.push(url);
      return (await intercept.with(url)) ?? emulator.app.fetch(request);
    },
  };
  const createWorker = (changed: object = {}, parts: TestParts = {}) =>
    createTestApp({ ...bindings, ...changed }, { ...platform, ...parts });
  const main = createWorker();
  const webhooks = await emulator.openWebhooks();

  /** Asks the local Clerk as an operator would. */
  async function askClerk(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await emulator.app.request(`${clerkUrl}/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
    return response;
  }

  const step = async (body: ReconciliationRequest = {}, worker = main): Promise<ReconciliationStep> => {
    const response = await postStep(worker, body);
    expect(response.status).toBe(200);
    return reconciliationStepSchema.parse(await response.json());
  };

  /** Makes a user. */
  async function createUser(fields: object = {}): Promise<string> {
    const name = crypto.randomUUID();
    const response = await askClerk('POST', '/users', {
      email_address: [`${name}@example.org`],
      skip_password_requirement: true,
      ...fields,
    });
    return (await response.json<{ id: string }>()).id;
  }

  /** Makes users a second apart, whose events all arrive (0) or are all lost (1). */
  async function createUsers(count: number, lossShare: 0 | 1): Promise<readonly string[]> {
    webhooks.setFaults({ lossShare });
    const created: string[] = [];
    for (let index = 0; index < count; index++) {
      created.push(await createUser({ first_name: `name ${index}` }));
      await clock.advance(1000);
    }
    return created;
  }

  await insertAdministrator();
  return {
    ...main,
    bindings,
    platform,
    clock,
    webhooks,
    asked,
    intercept,
    createWorker,
    askClerk,
    step,
    runScheduled: (changed: object = {}) =>
      createServices(
        { ...bindings, ...changed },
        {
          ...platform,
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
          log: (entry) => main.entries.push(entry),
          openCache: () => caches.open('test'),
        },
      ).runScheduled(),
    /** What Clerk answers to a GET, whatever it is. */
    askAsWorker: async (address: string): Promise<Response> =>
      emulator.app.request(address, { headers: { Authorization: `Bearer ${secretKey}` } }),
    createUser,
    createUsers,
    /** Ten people of whom events told, and changes of which none did: 2 new, 2 changed, 1 banned, 2 deleted. */
    async loseEvents(): Promise<{ readonly deleted: readonly string[] }> {
      const [changed, promoted, gone = '', alsoGone = '', banned] = await createUsers(10, 0);
      await clock.advance(60_000);
      await createUsers(2, 1);
      await askClerk('PATCH', `/users/${changed}`, { first_name: 'changed' });
      await askClerk('PATCH', `/users/${promoted}/metadata`, { public_metadata: { tier: 'pro' } });
      await askClerk('DELETE', `/users/${gone}`);
      await askClerk('DELETE', `/users/${alsoGone}`);
      await askClerk('POST', `/users/${banned}/ban`);
      await clock.advance(60_000);
      return { deleted: [gone, alsoGone] };
    },
    /** Goes on until a sweep is finished, and lets the time pass that it wants. */
    async sweep(body: ReconciliationRequest = {}, worker = main): Promise<Sweep> {
      for (let request = body, steps = 0; steps < 500; steps++) {
        const { sweep, retryAfterSeconds } = await step(request, worker);
        if (sweep.stage === 'finished') return sweep;
        request = { ...body, sweep: sweep.id };
        await clock.advance(retryAfterSeconds * 1000);
      }
      throw new Error('the sweep does not end');
    },
    async readStatus() {
      const response = await main.call('/api/admin/reconciliation', { headers: asAdmin });
      return reconciliationStatusSchema.parse(await response.json());
    },
    /** The users as Clerk has them, in the words of our table. */
    async listClerkUsers(): Promise<readonly Row[]> {
      const users: ClerkUser[] = [];
      for (let offset = 0; ; offset += 500) {
        const page = await (await askClerk('GET', `/users?limit=500&offset=${offset}`)).json<ClerkUser[]>();
        users.push(...page);
        if (page.length < 500) break;
      }
      return users.map(describeClerkUser).toSorted(byId);
    },
  };
}

export const asAdmin = { Authorization: 'Bearer admin' };

/** Asks for one step. */
export function postStep(
  { call }: Pick<ReturnType<typeof createTestApp>, 'call'>,
  body: unknown = {},
): Promise<Response> {
  return call('/api/admin/reconciliation', {
    method: 'POST',
    headers: { ...asAdmin, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What both sides say of a user. */
export interface Row {
  readonly clerk_user_id: string;
  readonly email: string | null;
  readonly tier: string;
  readonly banned: number;
  readonly first_name: string | null;
  readonly source_updated_at: number;
}

interface ClerkUser {
  readonly id: string;
  readonly primary_email_address_id: string | null;
  readonly email_addresses: readonly { readonly id: string; readonly email_address: string }[];
  readonly public_metadata: { readonly tier?: string };
  readonly banned: boolean;
  readonly first_name: string | null;
  readonly updated_at: number;
}

function describeClerkUser(user: ClerkUser): Row {
  const primary = user.email_addresses.find(({ id }) => id === user.primary_email_address_id);
  return {
    clerk_user_id: user.id,
    email: primary?.email_address ?? null,
    tier: user.public_metadata.tier ?? 'free',
    banned: user.banned ? 1 : 0,
    first_name: user.first_name,
    source_updated_at: user.updated_at,
  };
}

function byId(left: Row, right: Row): number {
  return left.clerk_user_id < right.clerk_user_id ? -1 : 1;
}

export const noCounts = {
  listed: 0,
  created: 0,
  updated: 0,
  removed: 0,
  unchanged: 0,
  tombstoned: 0,
  failed: 0,
  held: 0,
};

/** The rows of Clerk's users but the administrator's. */
export async function listRows(): Promise<readonly Row[]> {
  const { results } = await env.DB.prepare(
    `SELECT clerk_user_id, email, tier, banned, first_name, source_updated_at FROM users
     WHERE clerk_user_id != ?1 ORDER BY clerk_user_id`,
  )
    .bind(adminId)
    .all<Row>();
  return results;
}

/** An administrator whom Clerk need not know: their row is complete, and always younger than the sweep. */
async function insertAdministrator(): Promise<void> {
  await env.DB.prepare(
    "INSERT INTO users (id, clerk_user_id, tier, source_updated_at, created_at, updated_at) VALUES ('row-admin', ?1, 'admin', 1, '9999-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')",
  )
    .bind(adminId)
    .run();
}
