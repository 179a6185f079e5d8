import { env } from 'cloudflare:workers';
import { configResponseSchema, healthResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { listSessionCookieNames } from '../src/auth/providers/clerk/session-cookie-names.ts';
import { createTestApp, expectProblem, origin } from './harness.ts';
import { createKeyEndpoint } from './tokens/key-endpoint.ts';
import { createRandom } from './tokens/random.ts';
import { createSigningKey, publish, signToken } from './tokens/signing-key.ts';
import { createWorkshop, world } from './tokens/token-workshop.ts';

const [key, youngKey, foreignKey] = await Promise.all([
  createSigningKey('ins_old'),
  createSigningKey('ins_young'),
  createSigningKey('ins_old'),
]);
const { sign, header, claims } = createWorkshop(createRandom(1), {
  key,
  withdrawnKey: youngKey,
  ownKey: foreignKey,
});
const hour = 3_600_000;

/** A Worker that has just started, with a cache of its own unless told otherwise. */
function createWorker(cacheName = crypto.randomUUID()) {
  let time = world.now * 1000;
  const inBackground: Promise<unknown>[] = [];
  const endpoint = createKeyEndpoint(() => new Response(publish(key)));
  const app = createTestApp(
    {
      ...env,
      ENVIRONMENT: 'production',
      SOURCE_HOST_ALLOWLIST: '',
      ALLOWED_ORIGINS: [world.ownOrigin, ...world.allowedOrigins].join(),
      CLERK_PUBLISHABLE_KEY: world.publishableKey,
    },
    {
      now: () => time,
      fetch: endpoint.fetch,
      openCache: () => caches.open(cacheName),
      waitUntil: (work) => inBackground.push(work),
    },
  );
  return {
    ...app,
    endpoint,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    settle: () => Promise.all(inBackground),
    /** The tier that the caller is told they have. */
    askTier: async (headers: Record<string, string>) => {
      const response = await app.call('/api/config', { headers });
      return response.ok ? configResponseSchema.parse(await response.json()).tier : response.status;
    },
  };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('with Clerk set up', () => {
  it('pages are told where they sign people in', async () => {
    const response = await createWorker().call('/api/config');
    expect(configResponseSchema.parse(await response.json()).auth).toEqual({
      providers: ['clerk'],
      clerkPublishableKey: world.publishableKey,
    });
  });

  it('a token counts in the header, and from our own pages in either cookie', async () => {
    const { askTier } = createWorker();
    const token = await sign({}, { metadata: { tier: 'pro' }, azp: origin });
    expect(await askTier(bearer(token))).toBe('pro');
    for (const name of listSessionCookieNames(world.publishableKey)) {
      const cookie = { Cookie: `a=b; ${name}=${token}` };
      expect(await askTier({ ...cookie, 'Sec-Fetch-Site': 'same-origin' })).toBe('pro');
      expect(await askTier({ ...cookie, 'Sec-Fetch-Site': 'cross-site' })).toBe('anonymous');
    }
  });

  it('every token that does not hold gets the same answer, and the log its reason', async () => {
    const { call, entries } = createWorker();
    const tokens = [
      await sign({}, { exp: world.now - 60, iat: world.now - 120 }),
      await sign({}, { azp: undefined }),
      await sign({}, { azp: 'https://evil.example' }),
      await sign({ kid: 'ins_invented' }),
      await signToken(foreignKey, header(), claims()),
      'garbage',
    ];
    const bodies = new Set<string>();
    for (const token of tokens) {
      const response = await call('/api/config', { headers: bearer(token) });
      const { requestId: _, ...problem } = await expectProblem(response, 'invalid-session-token');
      bodies.add(JSON.stringify(problem));
    }
    expect(bodies.size).toBe(1);
    expect(entries.flatMap((entry) => (entry.event === 'credential-refused' ? [entry.reason] : []))).toEqual([
      'expired',
      'authorized-party-missing',
      'authorized-party',
      'unknown-key',
      'signature',
      'unknown-form',
    ]);
    const log = JSON.stringify(entries);
    for (const token of tokens) expect(log).not.toContain(token);
  });

  it('a session with something left to do is told apart', async () => {
    const response = await createWorker().call('/api/config', {
      headers: bearer(await sign({}, { sts: 'pending' })),
    });
    await expectProblem(response, 'session-pending');
  });

  it('while there are no keys, nobody who is signed in is sent away as a stranger', async () => {
    await env.DB.prepare('DELETE FROM blobs').run();
    const { endpoint, call, askTier, entries } = createWorker();
    endpoint.answer = () => new Response('busy', { status: 503 });
    const response = await call('/api/config', { headers: bearer(await sign({})) });
    expect(response.headers.get('Retry-After')).toBe('1');
    await expectProblem(response, 'unavailable');
    expect(await askTier({})).toBe('anonymous');
    expect(await askTier(bearer('garbage'))).toBe(401);
    expect(entries).toContainEqual({
      level: 'error',
      event: 'key-set-failed',
      requestId: expect.any(String),
      provider: 'clerk',
      reason: 'status',
    });
  });

  it('the age of the key set is known everywhere, also to a Worker that has none', async () => {
    await env.DB.prepare('DELETE FROM blobs').run();
    const { askTier, settle, wait, call } = createWorker();
    const readAge = async () =>
      healthResponseSchema.parse(await (await call('/api/health')).json()).identity?.keySetAgeSeconds;
    expect(await readAge()).toBeNull();
    await askTier(bearer(await sign({})));
    await settle();
    wait(90_000);
    expect(await readAge()).toBe(90);
    // Older than a day it counts no more.
    wait(25 * hour);
    expect(await readAge()).toBeNull();
  });

  it('a Worker that starts during an outage uses the set that another one left in the cache', async () => {
    const cacheName = crypto.randomUUID();
    const old = createWorker(cacheName);
    const first = await sign({}, { metadata: { tier: 'pro' } });
    expect(await old.askTier(bearer(first))).toBe('pro');
    await old.settle();
    const young = createWorker(cacheName);
    young.endpoint.answer = () => Promise.reject(new Error('no way'));
    young.wait(23 * hour);
    const issuedAt = world.now + 23 * 3600;
    const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + 60 };
    const token = await sign({}, { metadata: { tier: 'admin' }, ...times });
    expect(await young.askTier(bearer(token))).toBe('admin');
    expect(young.endpoint.fetched).toHaveLength(1);
  });

  it('a Worker far away that starts during an outage uses the set that is in the database', async () => {
    const old = createWorker();
    expect(await old.askTier(bearer(await sign({}, { metadata: { tier: 'pro' } })))).toBe('pro');
    await old.settle();
    const far = createWorker();
    far.endpoint.answer = () => Promise.reject(new Error('no way'));
    far.wait(hour);
    const issuedAt = world.now + 3600;
    const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + 60 };
    expect(await far.askTier(bearer(await sign({}, { metadata: { tier: 'admin' }, ...times })))).toBe(
      'admin',
    );
  });

  it('the first token after a rotation counts', async () => {
    const { endpoint, askTier } = createWorker();
    expect(await askTier(bearer(await sign({}, { metadata: { tier: 'free' } })))).toBe('free');
    endpoint.answer = () => new Response(publish(key, youngKey));
    const token = await signToken(
      youngKey,
      header({ kid: 'ins_young' }),
      claims({ metadata: { tier: 'pro' } }),
    );
    expect(await askTier(bearer(token))).toBe('pro');
  });
});

it('with Better Auth alone and no secret, nobody can sign in and nothing is claimed', async () => {
  const { call } = createTestApp({ ...env, AUTH_PROVIDERS: 'better-auth' });
  const response = await call('/api/config');
  expect(configResponseSchema.parse(await response.json()).auth).toEqual({ providers: [] });
});
