import { env } from 'cloudflare:workers';
import { createClerkEmulator, type WebhookEvent } from '@bloqr/clerk-emulator';
import { type AuditResponse, auditResponseSchema } from '@bloqr/contract';
import { createAuditD1 } from '../../src/administration/audit-d1.ts';
import { createUserChangeStoreD1 } from '../../src/administration/user-change-store-d1.ts';
import { createBackendApi } from '../../src/auth/providers/clerk/backend-api.ts';
import type { Bindings } from '../../src/env.ts';
import type { AccountTier } from '../../src/users/user.ts';
import { createScriptedProvider, type ScriptedToken } from '../scripted-provider.ts';
import { createReceiver, nowMs } from '../webhooks/delivery.ts';
import { emptyTables, readRow } from '../webhooks/tables.ts';

const apiUrl = 'http://localhost:8790';

/** Answers a request to Clerk in the emulator's place, or has it answer. */
export type ClerkFault = (request: Request, ask: () => Promise<Response>) => Promise<Response>;

/** Somebody whom Clerk and our table know; the id at Clerk is the token, too. */
export interface ClerkPerson {
  readonly token: string;
  readonly id: string;
}

/** Takes away everything that these tests make. */
export async function emptyDatabase(): Promise<void> {
  await emptyTables();
  await env.DB.batch([
    env.DB.prepare('DELETE FROM audit_entries'),
    env.DB.prepare('DELETE FROM pending_user_changes'),
  ]);
}

/** A Worker beside the local Clerk, whose events come when a test has them delivered. */
export async function createClerkScene(bindings: Partial<Bindings> = {}) {
  const events: WebhookEvent[] = [];
  const clock = { nowMs };
  const now = () => clock.nowMs;
  const emulator = createClerkEmulator({ now, onEvent: (event) => void events.push(event) });
  const { secretKey } = await emulator.connect();
  const scene: { fault: ClerkFault | undefined } = { fault: undefined };
  const asked: string[] = [];
  const fetchClerk: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    const ask = async () => emulator.app.fetch(request);
    return scene.fault === undefined ? ask() : scene.fault(request, ask);
  };
  const askClerk = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await emulator.app.request(`${apiUrl}/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.json();
  };

  const tokens: Record<string, ScriptedToken> = {};
  const receiver = createReceiver(
    {
      ...env,
      CLERK_SECRET_KEY: secretKey,
      CLERK_API_URL: apiUrl,
      RATE_LIMITS: 'anonymous=100000,free=100000,pro=100000,admin=100000',
      ...bindings,
    },
    {
      now,
      newId: () => crypto.randomUUID(),
      fetch: fetchClerk,
      providers: [createScriptedProvider(tokens)],
    },
  );

  /** Delivers what Clerk has announced; the outcomes. */
  async function deliverEvents(): Promise<(string | number)[]> {
    const outcomes: (string | number)[] = [];
    for (const event of events.splice(0)) outcomes.push(await receiver.deliver(event));
    return outcomes;
  }

  /** Takes somebody's token. */
  function trust({ token }: Pick<ClerkPerson, 'token'>): void {
    tokens[token] = { subject: token };
    tokens[`impersonated-${token}`] = { subject: token, impersonator: 'user_other' };
  }

  async function makePerson(tier: AccountTier): Promise<ClerkPerson> {
    const email = `${crypto.randomUUID()}@example.org`;
    const user = await askClerk('POST', '/users', {
      email_address: [email],
      public_metadata: { tier, plan: 'kept' },
      private_metadata: { iban: 'canary' },
      skip_password_requirement: true,
    });
    const token = String(user.id);
    trust({ token });
    await deliverEvents();
    return { token, id: String((await readRow(token))?.id) };
  }

  async function callAs(
    { token }: Pick<ClerkPerson, 'token'>,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    return receiver.call(path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  const logged: Record<string, unknown>[] = [];
  return {
    ...receiver,
    clock,
    asked,
    scene,
    askClerk,
    deliverEvents,
    trust,
    makePerson,
    callAs,
    /** What Clerk says of somebody. */
    readClerk: async ({ token }: ClerkPerson) => {
      const { public_metadata: metadata, banned } = await askClerk('GET', `/users/${token}`);
      return { metadata, banned };
    },
    readAudit: async (person: ClerkPerson, query = ''): Promise<AuditResponse> => {
      const answer = await callAs(person, 'GET', `/api/admin/audit${query}`);
      return auditResponseSchema.parse(await answer.json());
    },
    /** What a scheduled run needs. */
    logged,
    scheduled: {
      store: createUserChangeStoreD1(env.DB, () => crypto.randomUUID()),
      audit: createAuditD1(env.DB),
      api: createBackendApi({ url: apiUrl, secretKey, fetch: fetchClerk, now }),
      log: (entry: Record<string, unknown>) => void logged.push(entry),
      now,
    },
  };
}
