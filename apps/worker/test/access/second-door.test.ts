import { env } from 'cloudflare:workers';
import type { Problem, ProblemCode } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { assertionHeader, createCheckAccess } from '../../src/access/check-access.ts';
import type { Bindings } from '../../src/env.ts';
import { isBehindAccess } from '../../src/http/route.ts';
import { declaredRoutes } from '../declared-routes.ts';
import { createTestApp, expectProblem } from '../harness.ts';
import { bearer, createScene, type Scene } from '../scene.ts';
import { createMemoryBlobs } from '../tokens/key-endpoint.ts';
import { createSigningKey } from '../tokens/signing-key.ts';
import {
  type AccessTeam,
  type AssertionChange,
  audience,
  createAccessTeam,
  publishTeam,
} from './access-team.ts';

const [younger, stranger] = await Promise.all([createSigningKey('younger'), createSigningKey('stranger')]);
const someAddress = '/api/admin/users?limit=1';

/** A Worker that has just started, behind Access, with a cache of its own. */
async function createGuardedScene(bindings: Partial<Bindings> = {}) {
  const team = await createAccessTeam();
  // Each has keys of its own; nothing of the one before is left.
  await env.DB.prepare('DELETE FROM blobs').run();
  const scene = await createScene(
    { CF_ACCESS_TEAM_DOMAIN: 'my-team', CF_ACCESS_AUD: audience, ...bindings },
    { fetch: team.endpoint.fetch, openCache: () => caches.open(crypto.randomUUID()) },
  );
  return {
    ...scene,
    team,
    /** The header of Access for somebody's token. */
    async assert(change: AssertionChange = {}, email = 'admin@example.org') {
      const token = await team.sign(email, Math.floor(scene.clock.nowMs / 1000), change);
      return { [assertionHeader]: token };
    },
    /** Knocks as an administrator. */
    knock: (headers: HeadersInit, token = 'admin') => {
      const all = new Headers(headers);
      all.set('Authorization', `Bearer ${token}`);
      return scene.call(someAddress, { headers: all });
    },
  };
}

const reasonsIn = ({ entries }: Pick<Scene, 'entries'>) =>
  entries.filter(({ event }) => event === 'access-denied').map(({ reason }) => reason);

/** A problem without what differs each time. */
function constantPart({ requestId: _requestId, ...rest }: Problem): string {
  return JSON.stringify(rest);
}

/** Calls every route with the credential of an administrator, and gives the problem of each. */
async function callEverything(scene: Scene, headers: Record<string, string>) {
  const codes = new Map<string, string | undefined>();
  for (const { method, path } of declaredRoutes) {
    const init = { method, headers: { ...bearer('admin'), ...headers } };
    const answer = await scene.call(path.replace('{id}', 'nothing'), init);
    const text = await answer.text();
    const isProblem = answer.headers.get('Content-Type') === 'application/problem+json';
    codes.set(`${method} ${path}`, isProblem ? JSON.parse(text).code : undefined);
  }
  return codes;
}

const guardedNames = declaredRoutes.filter(isBehindAccess).map(({ method, path }) => `${method} ${path}`);

describe('the routes behind Cloudflare Access', () => {
  it('are exactly those of administrators', () => {
    const named = declaredRoutes.filter(({ path }) => path.startsWith('/api/admin/'));
    const ofTier = declaredRoutes.filter(({ tier }) => tier === 'admin');
    expect(named.length).toBeGreaterThanOrEqual(2);
    expect(ofTier).toEqual(named);
    expect(declaredRoutes.filter(isBehindAccess)).toEqual(named);
    // Whose address is compared is then always known.
    for (const route of named)
      expect(route).toMatchObject({ credential: 'required', authority: 'row-alone' });
  });

  it('are closed, all of them and no others, to administrators who come another way', async () => {
    const scene = await createGuardedScene();
    const codes = await callEverything(scene, {});
    const denied = [...codes].filter(([, code]) => code === 'access-denied').map(([name]) => name);
    expect(denied).toEqual(guardedNames);
    expect(scene.team.endpoint.fetched).toEqual([]);
  });

  it('are open, all of them, to administrators who come through it', async () => {
    const scene = await createGuardedScene();
    const codes = await callEverything(scene, await scene.assert());
    expect([...codes.values()]).not.toContain('access-denied');
    expect([...codes.values()]).not.toContain('unavailable');
    expect(scene.team.endpoint.fetched).toEqual([scene.team.keySetUrl]);
  });

  it('are open without it where it is not set up, whatever the header says', async () => {
    const scene = await createGuardedScene({ CF_ACCESS_TEAM_DOMAIN: '', CF_ACCESS_AUD: '' });
    expect((await scene.knock({})).status).toBe(200);
    expect((await scene.knock({ [assertionHeader]: 'nonsense' })).status).toBe(200);
    expect(scene.team.endpoint.fetched).toEqual([]);
  });
});

describe('Cloudflare Access alone', () => {
  it.each<{ name: string; headers: Record<string, string>; code: ProblemCode }>([
    { name: 'nobody', headers: {}, code: 'authentication-required' },
    {
      name: 'somebody whose session does not hold',
      headers: bearer('nonsense'),
      code: 'invalid-session-token',
    },
    { name: 'an administrator who is banned', headers: bearer('banned'), code: 'invalid-session-token' },
    { name: 'somebody of a lower tier', headers: bearer('pro'), code: 'tier-too-low' },
    { name: 'somebody who claims to be one', headers: bearer('pretender'), code: 'tier-too-low' },
    {
      name: 'somebody in another’s place',
      headers: bearer('impersonated-admin'),
      code: 'session-impersonated',
    },
  ])('lets $name no further, and is not asked', async ({ headers, code }) => {
    const scene = await createGuardedScene();
    const assertion = await scene.assert();
    const answers = [];
    for (const more of [assertion, {}, { [assertionHeader]: 'nonsense' }]) {
      const answer = await scene.call(someAddress, { headers: { ...headers, ...more } });
      answers.push(constantPart(await expectProblem(answer, code)));
    }
    // What the second door would say cannot be told from the first one's answer.
    expect(new Set(answers).size).toBe(1);
    expect(scene.team.endpoint.fetched).toEqual([]);
    expect(reasonsIn(scene)).toEqual([]);
  });

  it('lets an API key of an administrator no further', async () => {
    const scene = await createGuardedScene();
    const { text } = await scene.makeKey('admin');
    await expectProblem(await scene.knock(await scene.assert(), text), 'session-required');
  });
});

describe('an administrator', () => {
  it.each(['ADMIN@example.org', 'Admin@Example.Org'])('may be %s at Access', async (email) => {
    const scene = await createGuardedScene();
    expect((await scene.knock(await scene.assert({}, email))).status).toBe(200);
  });

  it('is let through with HEAD as with GET', async () => {
    const scene = await createGuardedScene();
    const init = { method: 'HEAD', headers: { ...bearer('admin'), ...(await scene.assert()) } };
    expect((await scene.call(someAddress, init)).status).toBe(200);
    expect((await scene.call(someAddress, { method: 'HEAD', headers: bearer('admin') })).status).toBe(403);
  });

  it('without an address is not let through, whoever comes', async () => {
    const scene = await createGuardedScene();
    const token = await scene.makePerson('admin');
    await env.DB.prepare('UPDATE users SET email = NULL WHERE id = ?1').bind(`row-${token}`).run();
    for (const email of ['null', 'admin@example.org', `${token}@example.org`])
      await scene.knock(await scene.assert({}, email), token).then((answer) => answer.text());
    await expectProblem(await scene.knock(await scene.assert(), token), 'access-denied');
    expect(reasonsIn(scene)).toEqual(['email', ...Array(3).fill('account-without-email')]);
  });

  it('is not let through as soon as their address is another one', async () => {
    const scene = await createGuardedScene();
    const token = await scene.makePerson('admin');
    const assertion = await scene.assert({}, `${token}@example.org`);
    expect((await scene.knock(assertion, token)).status).toBe(200);
    await env.DB.prepare("UPDATE users SET email = 'moved@example.org' WHERE id = ?1")
      .bind(`row-${token}`)
      .run();
    await expectProblem(await scene.knock(assertion, token), 'access-denied');
  });

  it('gets one and the same answer whatever is wrong, and the log has the reason and no token', async () => {
    const scene = await createGuardedScene();
    const good = await scene.assert();
    const token = good[assertionHeader] ?? '';
    const twice = new Headers(good);
    twice.append(assertionHeader, token);
    const expired = { exp: scene.clock.nowMs / 1000 - 5 };
    const cases: readonly (readonly [reason: string, headers: HeadersInit])[] = [
      ['missing', {}],
      ['missing', { [assertionHeader]: '' }],
      ['missing', { Cookie: `CF_Authorization=${token}` }],
      [
        'missing',
        { 'Cf-Access-Token': token, 'CF-Access-Client-Id': 'a.access', 'X-Forwarded-Access': token },
      ],
      ['not-three-parts', { [assertionHeader]: 'nonsense' }],
      ['not-base64url', { [assertionHeader]: `Bearer ${token}` }],
      ['not-three-parts', twice],
      ['other-email', await scene.assert({}, 'other@example.org')],
      ['other-email', await scene.assert({}, 'admin@example.org.evil.example')],
      ['other-email', await scene.assert({}, '\u0430dmin@example.org')],
      ['audience', await scene.assert({ claims: { aud: ['0'.repeat(64)] } })],
      ['issuer', await scene.assert({ claims: { iss: 'https://evil.cloudflareaccess.com' } })],
      ['algorithm', await scene.assert({ header: { alg: 'HS256' } })],
      ['expired', await scene.assert({ claims: expired })],
      ['token-type', await scene.assert({ claims: { type: 'org' } })],
      [
        'service-token',
        await scene.assert({ claims: { sub: '', email: undefined, common_name: 'a.access' } }),
      ],
      ['unknown-key', await scene.assert({ key: stranger, header: { kid: 'stranger' } })],
      ['signature', await scene.assert({ key: stranger })],
    ];
    const answers = new Set<string>();
    for (const [, headers] of cases) {
      const answer = await scene.knock(headers);
      expect(answer.headers.get('Retry-After')).toBeNull();
      answers.add(constantPart(await expectProblem(answer, 'access-denied')));
    }
    expect(answers.size).toBe(1);
    expect(reasonsIn(scene)).toEqual(cases.map(([reason]) => reason));
    const log = JSON.stringify(scene.entries);
    for (const secret of [token.slice(0, 20), 'example.org', 'evil', 'stranger'])
      expect(log).not.toContain(secret);
    // And all that has closed nothing.
    expect((await scene.knock(good)).status).toBe(200);
  });
});

describe('the keys of the team', () => {
  it('are fetched once for many administrators at once', async () => {
    const scene = await createGuardedScene();
    const assertion = await scene.assert();
    const answers = await Promise.all(Array.from({ length: 30 }, () => scene.knock(assertion)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(scene.team.endpoint.fetched).toEqual([scene.team.keySetUrl]);
  });

  it('are fetched twice at most for a flood of invented key ids, which disturbs nobody', async () => {
    const scene = await createGuardedScene();
    const assertion = await scene.assert();
    expect((await scene.knock(assertion)).status).toBe(200);
    for (let round = 0; round < 5; round++) {
      const invented = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          scene.assert({ key: stranger, header: { kid: `${round}-${n}` } }),
        ),
      );
      const answers = await Promise.all([...invented, assertion].map((headers) => scene.knock(headers)));
      expect(answers.pop()?.status).toBe(200);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    }
    expect(scene.team.endpoint.fetched.length).toBeLessThanOrEqual(2);
  });

  it('are replaced without a failed request when the team rotates them', async () => {
    const { team, clock, ...scene } = await createGuardedScene();
    const young = () => scene.assert({ key: younger, header: { kid: 'younger' } });
    expect((await scene.knock(await scene.assert())).status).toBe(200);
    clock.nowMs += 60_000;
    team.endpoint.answer = () => new Response(publishTeam(team.key, younger));
    expect((await scene.knock(await young())).status).toBe(200);
    expect((await scene.knock(await scene.assert())).status).toBe(200);
    clock.nowMs += 600_000;
    team.endpoint.answer = () => new Response(publishTeam(younger));
    expect((await scene.knock(await young())).status).toBe(200);
    await expectProblem(await scene.knock(await scene.assert()), 'access-denied');
  });

  const outages: Readonly<Record<string, (team: AccessTeam) => Response | Promise<Response>>> = {
    'an error': () => new Response('busy', { status: 503 }),
    'a page': () => new Response('<!doctype html>', { status: 200 }),
    'a redirect': () => Response.redirect('https://evil.example/certs', 302),
    'a connection that fails': () => Promise.reject(new TypeError('network')),
    'no keys': () => new Response('{"keys":[]}'),
    'a private key among them': ({ key }) =>
      new Response(JSON.stringify({ keys: [key.jwk, key.privateJwk] })),
  };

  it.each(Object.entries(outages))(
    'cannot be had because of %s: nobody is let in, until they can',
    async (_, fail) => {
      const { team, clock, ...scene } = await createGuardedScene();
      team.endpoint.answer = () => fail(team);
      const answer = await scene.knock(await scene.assert());
      expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
      await expectProblem(answer, 'unavailable');
      expect(scene.entries).toContainEqual(
        expect.objectContaining({ level: 'error', event: 'key-set-failed', provider: 'cloudflare-access' }),
      );
      // What would be refused anyway is.
      await expectProblem(await scene.knock({}), 'access-denied');
      await expectProblem(await scene.knock(await scene.assert({ claims: { aud: [] } })), 'access-denied');
      team.endpoint.answer = () => new Response(publishTeam(team.key));
      clock.nowMs += 1000;
      expect((await scene.knock(await scene.assert())).status).toBe(200);
    },
  );

  it('stay good for a day of outage and not longer; whether others are cannot be told meanwhile', async () => {
    const { team, clock, ...scene } = await createGuardedScene();
    expect((await scene.knock(await scene.assert())).status).toBe(200);
    team.endpoint.answer = () => new Response('busy', { status: 503 });
    clock.nowMs += 23 * 3_600_000;
    expect((await scene.knock(await scene.assert())).status).toBe(200);
    const unknown = await scene.assert({ key: stranger, header: { kid: 'stranger' } });
    await expectProblem(await scene.knock(unknown), 'unavailable');
    clock.nowMs += 3_600_001;
    await expectProblem(await scene.knock(await scene.assert()), 'unavailable');
  });

  it('are asked for over the network', async () => {
    const domain = `http://${env.SOURCE_HOST}`;
    const scene = await createScene(
      { CF_ACCESS_TEAM_DOMAIN: domain, CF_ACCESS_AUD: audience },
      { openCache: () => caches.open(crypto.randomUUID()) },
    );
    const team = await createAccessTeam();
    const claims = { iss: domain };
    const token = await team.sign('admin@example.org', Math.floor(scene.clock.nowMs / 1000), { claims });
    // Nothing is published there.
    const answer = await scene.call(someAddress, {
      headers: { ...bearer('admin'), [assertionHeader]: token },
    });
    await expectProblem(answer, 'unavailable');
    expect(scene.entries).toContainEqual(
      expect.objectContaining({ event: 'key-set-failed', provider: 'cloudflare-access', reason: 'status' }),
    );
  });
});

describe('half a set-up', () => {
  it.each<Partial<Bindings>>([
    { CF_ACCESS_TEAM_DOMAIN: 'my-team' },
    { CF_ACCESS_AUD: audience },
    { CF_ACCESS_TEAM_DOMAIN: 'my-team', CF_ACCESS_AUD: 'bloqr' },
    { CF_ACCESS_TEAM_DOMAIN: 'https://my-team.example.com', CF_ACCESS_AUD: audience },
    {
      ENVIRONMENT: 'production',
      CLERK_JWKS_URL: 'https://clerk.example.org/.well-known/jwks.json',
      SOURCE_HOST_ALLOWLIST: '',
      CF_ACCESS_TEAM_DOMAIN: 'http://localhost',
      CF_ACCESS_AUD: audience,
    },
  ])('stops the whole service: %o', async (bindings) => {
    const { call, entries } = createTestApp({ ...env, ...bindings });
    expect(entries).toEqual([
      { level: 'error', event: 'misconfigured', detail: expect.stringMatching(/^CF_ACCESS_/) },
    ]);
    for (const path of [someAddress, '/api/account', '/api/config', '/api/nothing'])
      await expectProblem(await call(path), 'misconfigured');
    expect((await call('/api/version')).status).toBe(200);
    expect((await call('/api/health')).status).toBe(503);
  });

  it('would open the door to nobody', async () => {
    const fetched: string[] = [];
    const check = createCheckAccess(
      { kind: 'closed' },
      {
        fetch: async (input) => {
          fetched.push(String(input));
          return new Response();
        },
        blobs: createMemoryBlobs(),
        now: () => 0,
        log: () => {},
      },
    );
    const report = await check(new Headers(), 'admin@example.org', () => {});
    expect(report).toMatchObject({ code: 'misconfigured' });
    expect(fetched).toEqual([]);
  });
});
