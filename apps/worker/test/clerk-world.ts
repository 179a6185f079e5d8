import { env } from 'cloudflare:workers';
import { type ClerkEmulator, createClerkEmulator } from '@bloqr/clerk-emulator';
import type { Bindings } from '../src/env.ts';
import type { LogEntry } from '../src/lib/log.ts';
import { createTestApp } from './harness.ts';
import { type Delivery, nowMs, sign, testSecret, path as webhookPath } from './webhooks/delivery.ts';

/** The origin of which tokens are. */
const azp = 'https://bloqr.test';

/** A Worker like another isolate of the same deployment: the database is shared, nothing in memory is. */
export interface Isolate {
  readonly entries: LogEntry[];
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  /** Delivers what Clerk says; the status of the answer. */
  readonly deliver: (delivery: Delivery) => Promise<number>;
  /** What was not waited for. */
  readonly later: Promise<unknown>[];
}

/** Replaces the way out: is given an address, the way itself, and what calls a request off. */
export type Reach = (
  input: string,
  go: () => Promise<Response>,
  signal: AbortSignal | undefined,
) => Promise<Response>;

/** The local Clerk and Workers that believe it, all in one workerd, with a clock that the test holds. */
export interface ClerkWorld {
  readonly emulator: ClerkEmulator;
  readonly clock: { nowMs: number };
  /** What Clerk has announced, oldest first, signed; taken out as it is delivered. */
  readonly outbox: Delivery[];
  /** Asks the Backend API. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly makePerson: (tier: string, fields?: object) => Promise<string>;
  /** A session token of a person. */
  readonly mint: (userId: string, options?: object) => Promise<string>;
  /**
   * @param reach replaces the way out, e.g. by one that fails; what it is given goes to the local Clerk and to sources
   */
  readonly createIsolate: (bindings?: Partial<Bindings>, reach?: Reach) => Isolate;
}

export async function createClerkWorld(): Promise<ClerkWorld> {
  const clock = { nowMs };
  const outbox: Delivery[] = [];
  const now = () => clock.nowMs;
  const emulator = createClerkEmulator({
    now,
    onEvent: (event) => {
      outbox.push(sign(event, { timestamp: Math.floor(clock.nowMs / 1000) }));
    },
  });
  const { publishableKey, secretKey } = await emulator.connect();
  const clerkHost = new URL((await emulator.connect()).issuer).host;

  const send = (method: string, path: string, body: unknown) =>
    emulator.app.request(`http://localhost${path}`, {
      method,
      headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await send(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.json();
  };
  // The way of the guide: a claim with the public metadata.
  await send('PATCH', '/emulator/settings', {
    sessionTokenClaims: { metadata: '{{user.public_metadata}}' },
  });
  let people = 0;

  return {
    emulator,
    clock,
    outbox,
    ask,
    makePerson: async (tier, fields = {}) => {
      const person = await ask('POST', '/v1/users', {
        email_address: [`person${++people}@example.org`],
        skip_password_requirement: true,
        public_metadata: { tier },
        ...fields,
      });
      return readId(person);
    },
    mint: async (userId, options = {}) => (await emulator.mintToken({ userId, origin: azp, ...options })).jwt,
    createIsolate: (bindings = {}, reach = (_input, go) => go()) => {
      const later: Promise<unknown>[] = [];
      const go = async (input: string, init: RequestInit | undefined): Promise<Response> => {
        const { host, pathname, search } = new URL(input);
        if (host === clerkHost || host === 'api.clerk.com')
          return emulator.app.request(`http://localhost${pathname}${search}`, init);
        return fetch(input, init);
      };
      const cacheName = crypto.randomUUID();
      const { call, entries } = createTestApp(
        {
          ...env,
          RATE_LIMITS: 'anonymous=1000000,free=1000000,pro=1000000,admin=1000000',
          CLERK_PUBLISHABLE_KEY: publishableKey,
          CLERK_SECRET_KEY: secretKey,
          CLERK_WEBHOOK_SECRET: testSecret,
          ...bindings,
        },
        {
          now,
          newId: () => crypto.randomUUID(),
          fetch: (input, init) =>
            reach(String(input), () => go(String(input), init), init?.signal ?? undefined),
          openCache: () => caches.open(cacheName),
          waitUntil: (work) => later.push(work),
        },
      );
      return {
        entries,
        call,
        later,
        deliver: async ({ headers, body }) => {
          const from = { 'CF-Connecting-IP': nextAddress() };
          return (await call(webhookPath, { method: 'POST', headers: { ...headers, ...from }, body })).status;
        },
      };
    },
  };
}

function readId(value: unknown): string {
  const id = typeof value === 'object' && value !== null && Reflect.get(value, 'id');
  if (typeof id !== 'string') throw new Error('there is no id');
  return id;
}

let senders = 0;
/** Fewer than the budget of one address. */
const deliveriesOfAddress = 500;

function nextAddress(): string {
  const address = Math.floor(senders++ / deliveriesOfAddress);
  return `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`;
}
