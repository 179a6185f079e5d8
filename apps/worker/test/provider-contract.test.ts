import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { AuthProvider } from '../src/auth/auth-provider.ts';
import type { KeyStore } from '../src/auth/jwt/key-store.ts';
import { createBetterAuthProvider } from '../src/auth/providers/better-auth/better-auth-provider.ts';
import { createSessionReaderD1 } from '../src/auth/providers/better-auth/session-reader-d1.ts';
import { createClerkProvider } from '../src/auth/providers/clerk/clerk-provider.ts';
import { createSigningKey, signToken } from './tokens/signing-key.ts';

const ownOrigin = 'https://bloqr.test';
const nowMs = 1_790_000_000_000;
const now = () => nowMs;

/** A provider with somebody who is signed in there, and without what it relies on. */
interface ProviderScene {
  readonly provider: AuthProvider;
  readonly failing: AuthProvider;
  readonly token: string;
  readonly subject: string;
  /** As the cookie has it. */
  readonly cookie: string;
}

const key = await createSigningKey('ins_a');
const { n, e, kty } = key.jwk;
const publicKey = await crypto.subtle.importKey(
  'jwk',
  { kty, n, e },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  false,
  ['verify'],
);

async function createClerkScene(): Promise<ProviderScene> {
  const create = (keys: KeyStore) =>
    createClerkProvider({
      settings: {
        publishableKey: undefined,
        issuer: 'https://clerk.example.com',
        jwksUrl: 'https://clerk.example.com/.well-known/jwks.json',
        secretKey: undefined,
        apiUrl: 'https://api.clerk.com',
        proxyUrl: undefined,
        frontendUrl: 'https://frontend-api.clerk.dev',
        webhookSecrets: [],
        instanceId: undefined,
        isMissingAzpAllowed: true,
      },
      allowedOrigins: new Set(),
      keys,
      now,
    });
  const subject = 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC';
  const at = nowMs / 1000;
  const token = await signToken(
    key,
    { alg: 'RS256', kid: 'ins_a', typ: 'JWT' },
    {
      azp: ownOrigin,
      exp: at + 50,
      iat: at - 10,
      iss: 'https://clerk.example.com',
      sub: subject,
      sid: 'sess_a',
    },
  );
  return {
    provider: create({
      find: async (keyId) => (keyId === 'ins_a' ? { kind: 'found', key: publicKey } : { kind: 'unknown' }),
    }),
    failing: create({ find: async () => ({ kind: 'unavailable', retryAfterSeconds: 5 }) }),
    token,
    subject,
    cookie: token,
  };
}

async function createBetterAuthScene(): Promise<ProviderScene> {
  const secret = `${crypto.randomUUID()}${crypto.randomUUID()}`;
  const subject = crypto.randomUUID();
  const id = subject.replaceAll('-', '');
  const date = new Date(nowMs).toISOString();
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO users (id, email, better_auth, created_at, updated_at) VALUES (?1, ?1, 1, ?2, ?2)',
    ).bind(subject, date),
    env.DB.prepare(
      'INSERT INTO auth_sessions (id, token, user_id, expires_at, created_at, updated_at) VALUES (?1, ?1, ?2, ?3, ?4, ?4)',
    ).bind(id, subject, new Date(nowMs + 1).toISOString(), date),
  ]);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = new TextEncoder().encode(secret);
  const signingKey = await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', signingKey, new TextEncoder().encode(id));
  const token = `${id}.${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
  const parts = { secret, url: undefined, now };
  return {
    provider: createBetterAuthProvider({ ...parts, sessions: createSessionReaderD1(env.DB) }),
    failing: createBetterAuthProvider({
      ...parts,
      sessions: { find: async () => Promise.reject(new Error('SECRET')) },
    }),
    token,
    subject,
    cookie: encodeURIComponent(token),
  };
}

const scenes = { clerk: await createClerkScene(), 'better-auth': await createBetterAuthScene() };
const verify = (provider: AuthProvider, token: string, presentation: 'bearer' | 'cookie' = 'bearer') =>
  provider.verifySession(token, presentation, ownOrigin, () => {});

const hostile = [
  '',
  '.',
  '..',
  '...',
  'null',
  '%',
  '%00',
  '\u0000',
  '🔑',
  'a.b',
  'a.b.c',
  `${'x'.repeat(20_000)}.y`,
];

describe.each(Object.entries(scenes))('the provider %s', (name, scene) => {
  const { provider, failing, token, subject, cookie } = scene;

  it('says whose session it is, by header and by cookie alike', async () => {
    for (const verification of [await verify(provider, token), await verify(provider, cookie, 'cookie')]) {
      expect(verification).toMatchObject({ kind: 'valid', session: { provider: name, subject } });
    }
  });

  it('takes its own tokens, and neither another provider’s nor API keys', () => {
    expect(provider.takes(token)).toBe(true);
    expect(provider.takes('blq_x')).toBe(false);
    for (const other of Object.values(scenes))
      if (other.provider.name !== name) expect(other.provider.takes(token)).toBe(false);
  });

  it('has cookies of its own', () => {
    const own = provider.listCookieNames(ownOrigin);
    expect(own).not.toEqual([]);
    for (const other of Object.values(scenes))
      if (other.provider.name !== name)
        expect(other.provider.listCookieNames(ownOrigin).filter((one) => own.includes(one))).toEqual([]);
  });

  it('refuses a token in which any one character is another', async () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
      expect((await verify(provider, changed)).kind, String(at)).toBe('invalid');
    }
  });

  it('refuses everything else with a reason, and throws at nothing', async () => {
    for (const text of [...hostile, ...Object.values(scenes).map((other) => other.token)]) {
      if (text === token) continue;
      for (const presentation of ['bearer', 'cookie'] as const)
        expect(await verify(provider, text, presentation)).toEqual({
          kind: 'invalid',
          reason: expect.stringMatching(/^[a-z][a-z0-9-]*$/),
        });
    }
  });

  it('says that it cannot tell where what it relies on fails, and not why', async () => {
    const verification = await verify(failing, token);
    expect(verification).toMatchObject({ kind: 'unavailable', retryAfterSeconds: expect.any(Number) });
    expect(JSON.stringify(verification)).not.toContain('SECRET');
  });

  it('refuses what is made up without relying on anything', async () => {
    for (const text of hostile) expect((await verify(failing, text)).kind).toBe('invalid');
  });
});
