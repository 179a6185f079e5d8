import { env } from 'cloudflare:workers';
import { createHmac } from 'node:crypto';
import { scopes } from '@bloqr/contract';
import { createApiKeyStoreD1 } from '../src/api-keys/api-key-store-d1.ts';
import { type ApiKeys, createApiKeys, type KeyWish } from '../src/api-keys/api-keys.ts';
import { createBetterAuthProvider } from '../src/auth/providers/better-auth/better-auth-provider.ts';
import { createSessionReaderD1 } from '../src/auth/providers/better-auth/session-reader-d1.ts';
import type { Bindings } from '../src/env.ts';
import type { AccountTier } from '../src/users/user.ts';
import { createTestApp, type TestParts } from './harness.ts';
import { createScriptedProvider, type ScriptedToken } from './scripted-provider.ts';

/** Who is signed in, by their token. The row of each has the id `row-` and this name. */
export const people = {
  free: { tier: 'free' },
  pro: { tier: 'pro' },
  admin: { tier: 'admin' },
  /** Somebody else. */
  other: { tier: 'free' },
  banned: { tier: 'admin' },
} as const satisfies Record<string, { readonly tier: AccountTier }>;

export type PersonName = keyof typeof people;

const tokens = {
  free: {},
  pro: {},
  admin: {},
  other: {},
  banned: {},
  deleted: {},
  /** Somebody who was never here. */
  stranger: {},
  pending: { kind: 'pending' },
  unavailable: { kind: 'unavailable', reason: 'scripted', retryAfterSeconds: 7 },
  impersonated: { subject: 'user_free', impersonator: 'user_admin' },
  'impersonated-admin': { subject: 'user_admin', impersonator: 'user_other' },
  /** Says to be an administrator, and more recently than the row was changed. */
  pretender: {
    subject: 'user_free',
    claimedTier: 'admin',
    issuedAtMs: Date.parse('2026-05-01T11:59:59.000Z'),
  },
} as const satisfies Record<string, ScriptedToken>;

/** With which sessions of Better Auth are signed. */
const hereSecret = crypto.randomUUID() + crypto.randomUUID();
const sceneStart = Date.parse('2026-05-01T12:00:00.000Z');

/** A Worker with people and keys, whose clock the test holds. The database is the one of the test file. */
export interface Scene extends ReturnType<typeof createTestApp> {
  readonly clock: { nowMs: number };
  /** What people do with their keys, without a request. */
  readonly apiKeys: ApiKeys;
  /** What was not waited for. */
  readonly later: Promise<unknown>[];
  /** Somebody whom no other test knows; their token. The row has the id `row-` and that. */
  makePerson(tier: AccountTier): Promise<string>;
  /** Somebody of this name who signs in here, with Better Auth; their token. The row has the id `row-` and the name. */
  signInHere(name: string, tier: AccountTier): Promise<string>;
  makeKey(owner: string, wish?: Partial<KeyWish>): Promise<{ readonly id: string; readonly text: string }>;
}

export async function createScene(
  bindings: Partial<Bindings> = {},
  parts: Omit<TestParts, 'now' | 'newId' | 'providers'> = {},
): Promise<Scene> {
  await env.DB.batch([
    ...Object.entries(people).map(([name, { tier }]) => insertPerson(name, tier, name === 'banned')),
    env.DB.prepare(
      "INSERT OR IGNORE INTO deleted_users (clerk_user_id, deleted_at) VALUES ('user_deleted', '2026-01-01T00:00:00.000Z')",
    ),
  ]);
  const known: Record<string, ScriptedToken> = { ...tokens };
  const clock = { nowMs: sceneStart };
  const now = () => clock.nowMs;
  const newId = () => crypto.randomUUID();
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const later: Promise<unknown>[] = [];
  const app = createTestApp(
    { ...env, RATE_LIMITS: 'anonymous=100000,free=100000,pro=100000,admin=100000', ...bindings },
    {
      waitUntil: (work) => later.push(work),
      ...parts,
      now,
      newId,
      providers: [
        // First: the scripted one takes everything.
        createBetterAuthProvider({
          secret: hereSecret,
          url: undefined,
          sessions: createSessionReaderD1(bindings.DB ?? env.DB),
          now,
        }),
        createScriptedProvider(known),
      ],
    },
  );
  const apiKeys = createApiKeys({ store: createApiKeyStoreD1(env.DB), randomBytes, newId, now });
  return {
    ...app,
    clock,
    later,
    apiKeys,
    async makePerson(tier) {
      const name = crypto.randomUUID();
      await insertPerson(name, tier, false).run();
      known[name] = {};
      return name;
    },
    async signInHere(name, tier) {
      const date = new Date(clock.nowMs).toISOString();
      const over = new Date(clock.nowMs + 86_400_000).toISOString();
      const id = crypto.randomUUID().replaceAll('-', '');
      await env.DB.batch([
        env.DB.prepare(
          `INSERT OR IGNORE INTO users (id, email, tier, better_auth, created_at, updated_at)
           VALUES (?1, ?2, ?3, 1, ?4, ?4)`,
        ).bind(`row-${name}`, `${name}@example.org`, tier, date),
        env.DB.prepare(
          `INSERT INTO auth_sessions (id, token, user_id, expires_at, created_at, updated_at)
           VALUES (?1, ?1, ?2, ?3, ?4, ?4)`,
        ).bind(id, `row-${name}`, over, date),
      ]);
      return `${id}.${createHmac('sha256', hereSecret).update(id).digest('base64')}`;
    },
    async makeKey(owner, wish = {}) {
      const outcome = await apiKeys.issue(`row-${owner}`, {
        name: 'a key',
        scopes,
        lifetimeDays: null,
        ...wish,
      });
      if (outcome.kind !== 'created') throw new Error(`no key was made: ${outcome.kind}`);
      return { id: outcome.key.id, text: outcome.text };
    },
  };
}

function insertPerson(name: string, tier: AccountTier, isBanned: boolean): D1PreparedStatement {
  const insert = `INSERT OR IGNORE INTO users (id, clerk_user_id, email, tier, banned, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`;
  const createdAt = '2026-01-01T00:00:00.000Z';
  return env.DB.prepare(insert).bind(
    `row-${name}`,
    `user_${name}`,
    `${name}@example.org`,
    tier,
    isBanned ? 1 : 0,
    createdAt,
  );
}

/** The headers of a request with a token or a key. */
export function bearer(credential: string): Record<string, string> {
  return { Authorization: `Bearer ${credential}` };
}

/** Takes everybody's keys away, so that nobody's are too many for the next test. */
export async function removeAllKeys(): Promise<void> {
  await env.DB.prepare('DELETE FROM api_keys').run();
}
