import { env } from 'cloudflare:workers';
import { accountTiers, hasTier, type Problem, type ProblemCode, scopes } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateApiKey } from '../src/api-keys/api-key.ts';
import type { Bindings } from '../src/env.ts';
import { listProblems } from '../src/http/openapi-document.ts';
import type { Route } from '../src/http/route.ts';
import { declaredRoutes } from './declared-routes.ts';
import { expectProblem, origin } from './harness.ts';
import { protectedRoutes } from './protected-routes.data.ts';
import {
  bearer,
  createScene as createAnyScene,
  type PersonName,
  people,
  removeAllKeys,
  type Scene,
} from './scene.ts';
import { writeAddress } from './write-address.ts';

/** Every route that takes nobody without a credential, as declared. */
const routes = declaredRoutes.filter(({ credential }) => credential === 'required');

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

it('every route that takes nobody without a credential is in the table', () => {
  expect(Object.keys(protectedRoutes)).toEqual(routes.map(nameOf));
});

const cases = routes.map((route) => {
  const special = protectedRoutes[nameOf(route)];
  if (special === undefined) throw new Error(`${nameOf(route)} is not in the table`);
  return { name: nameOf(route), route, ...special };
});

/** Somebody whose tier is enough for a route. */
const allowedPerson = ({ tier }: Route): PersonName => (tier === 'admin' ? 'admin' : 'free');

beforeEach(removeAllKeys);

describe.each(cases)(
  '$name',
  ({
    route,
    status,
    refusal,
    fixed = {},
    makeObject,
    absent,
    isOwned,
    surroundings,
    tier,
    scope,
    authority,
  }) => {
    const person = allowedPerson(route);
    const createScene = (bindings: Partial<Bindings> = {}): Promise<Scene> =>
      createAnyScene({ ...surroundings?.bindings, ...bindings }, surroundings?.parts);

    async function send(
      scene: Scene,
      headers: Record<string, string>,
      {
        id,
        query = '',
        body = JSON.stringify(route.body?.example),
      }: { id?: string; query?: string; body?: string } = {},
    ): Promise<Response> {
      const object = id ?? (await makeObject?.(scene, person)) ?? '';
      return scene.call(`${writeAddress(route, object, { fixed })}${query}`, {
        method: route.method,
        headers: { ...(route.body && { 'Content-Type': 'application/json' }), ...headers },
        ...(route.body && { body }),
      });
    }

    it('is described with the refusals that it has, and no others', () => {
      const problems = listProblems(route);
      const isHarmless = route.method === 'GET' && route.tier !== 'admin';
      expect(problems.includes('scope-missing')).toBe(route.scope !== null);
      expect(problems.includes('session-required')).toBe(route.scope === null);
      expect(problems.includes('tier-too-low')).toBe(!hasTier('free', route.tier));
      expect(problems.includes('session-impersonated')).toBe(!isHarmless);
    });

    it('is declared for whom it is meant', () => {
      const { limit } = route;
      expect({ tier: route.tier, scope: route.scope, authority: route.authority, limit }).toEqual({
        tier,
        scope,
        authority,
        limit: 'counted',
      });
    });

    it('answers whoever may ask, by header and by cookie alike', async () => {
      const scene = await createScene();
      const sameOrigin = { Cookie: `__session=${person}`, Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
      for (const headers of [bearer(person), sameOrigin]) {
        const answer = await send(scene, headers);
        if (refusal !== undefined) {
          await expectProblem(answer, refusal);
          continue;
        }
        expect(answer.status).toBe(status);
        const form = route.answers.find((one) => one.status === status)?.form;
        const text = await answer.text();
        if (form === undefined) expect(text).toBe('');
        else expect(form.schema.safeParse(JSON.parse(text)).error).toBeUndefined();
      }
    });

    it('wants a credential', async () => {
      const answer = await send(await createScene(), {});
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
      await expectProblem(answer, 'authentication-required');
    });

    it.each([
      { name: 'another site', headers: { 'Sec-Fetch-Site': 'cross-site' } },
      { name: 'a neighbouring host', headers: { 'Sec-Fetch-Site': 'same-site' } },
      { name: 'another origin', headers: { Origin: 'https://evil.example' } },
    ])('takes no cookie of $name', async ({ headers }) => {
      const answer = await send(await createScene(), { Cookie: `__session=${person}`, ...headers });
      await expectProblem(answer, 'authentication-required');
    });

    it('tells bad session tokens nothing, and all of them the same', async () => {
      const scene = await createScene();
      const bodies = new Set<string>();
      for (const token of ['nonsense', 'banned', 'deleted', 'a.b.c', ',', 'Basic']) {
        const answer = await send(scene, bearer(token));
        expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
        bodies.add(describeBody(await expectProblem(answer, 'invalid-session-token')));
      }
      expect(bodies.size).toBe(1);
    });

    it('tells bad API keys nothing, and all of them the same', async () => {
      const scene = await createScene();
      const { text: revoked, id } = await scene.makeKey(person);
      await scene.apiKeys.revoke(`row-${person}`, id);
      const { text: expired } = await scene.makeKey(person, { lifetimeDays: 1 });
      const { text: ownerBanned, id: bannedId } = await scene.makeKey(person);
      await env.DB.prepare("UPDATE api_keys SET user_id = 'row-banned' WHERE id = ?1").bind(bannedId).run();
      const { text: unknown } = generateApiKey((length) => crypto.getRandomValues(new Uint8Array(length)));
      scene.clock.nowMs += 86_400_000;
      const bodies = new Set<string>();
      for (const key of ['blq_', `blq_${'0'.repeat(49)}`, unknown, revoked, expired, ownerBanned]) {
        const answer = await send(scene, bearer(key));
        expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
        bodies.add(describeBody(await expectProblem(answer, 'invalid-api-key')));
      }
      expect(bodies.size).toBe(1);
    });

    it('does not fall back to a cookie that would hold', async () => {
      const cookie = { Cookie: `__session=${person}`, 'Sec-Fetch-Site': 'same-origin' };
      const answer = await send(await createScene(), { ...cookie, ...bearer('nonsense') });
      await expectProblem(answer, 'invalid-session-token');
    });

    it('takes no credential from the address', async () => {
      const scene = await createScene();
      const { text } = await scene.makeKey(person);
      const answer = await send(scene, bearer(person), { query: `?key=${text}` });
      const problem = await expectProblem(answer, 'credential-in-query');
      expect(JSON.stringify([problem, scene.entries])).not.toContain(text);
    });

    it('waits for a sign-in to be finished', async () => {
      await expectProblem(await send(await createScene(), bearer('pending')), 'session-pending');
    });

    it('is for its tier and those above', async () => {
      const scene = await createScene();
      for (const tier of accountTiers) {
        const answer = await send(
          scene,
          bearer(tier),
          isOwned ? { id: await makeObjectOf(scene, tier) } : {},
        );
        if (hasTier(tier, route.tier)) expect(answer.status).toBe(status);
        else await expectProblem(answer, 'tier-too-low');
      }
    });

    it.runIf(route.tier === 'admin')('believes the row and no token that says more', async () => {
      await expectProblem(await send(await createScene(), bearer('pretender')), 'tier-too-low');
    });

    it(`takes ${route.scope === null ? 'no API key' : `API keys with the scope ${route.scope}`}`, async () => {
      const scene = await createScene();
      for (const owner of ['free', 'admin'] as const) {
        for (const wish of [[...scopes], ...scopes.map((scope) => [scope])]) {
          const { text } = await scene.makeKey(owner, { scopes: wish });
          const answer = await send(scene, bearer(text));
          if (route.scope === null) await expectProblem(answer, 'session-required');
          else if (!wish.includes(route.scope)) await expectProblem(answer, 'scope-missing');
          else expect(answer.status).toBe(status);
        }
      }
    });

    it('lets nobody change or administer anything in somebody else’s place', async () => {
      const scene = await createScene();
      const token = person === 'admin' ? 'impersonated-admin' : 'impersonated';
      const answer = await send(scene, bearer(token));
      if (route.method === 'GET' && route.tier !== 'admin') expect(answer.status).toBe(status);
      else await expectProblem(answer, 'session-impersonated');
    });

    it('counts, and refuses over the limit, whoever it is', async () => {
      const scene = await createScene({ RATE_LIMITS: 'anonymous=100000,free=2,pro=2,admin=2' });
      const token = await scene.makePerson(people[person].tier);
      const id = await makeObjectOf(scene, token);
      const first = await send(scene, bearer(token), { id });
      expect(first.status).toBe(status);
      expect(first.headers.get('RateLimit')).toMatch(/r=1;/);
      await send(scene, bearer(token), { id });
      const answer = await send(scene, bearer(token), { id });
      expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
      await expectProblem(answer, 'rate-limited');
    });

    it.each([
      { name: 'the provider', bindings: () => ({}), token: 'unavailable' },
      { name: 'the database', bindings: () => ({ DB: brokenDatabase() }), token: person },
    ] satisfies { name: string; bindings: () => Partial<Bindings>; token: string }[])(
      'says that it cannot be done right now where $name does not answer',
      async ({ bindings, token }) => {
        const answer = await send(await createScene(bindings()), bearer(token));
        expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
        await expectProblem(answer, 'unavailable');
      },
    );

    it('says so, too, where the database is lost on the way', async () => {
      const scene = await createScene({ DB: databaseThatBreaksAfter(1) });
      const answer = await send(scene, bearer(person));
      // The account is the row that was read to know who asks.
      if (route.path === '/api/account' || refusal !== undefined) expect(answer.status).toBe(status);
      else {
        expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
        await expectProblem(answer, 'unavailable');
      }
      expect(JSON.stringify(scene.entries)).not.toContain('SECRET');
    });

    it.runIf(absent)('says that there is nothing where there is nothing', async () => {
      const scene = await createScene();
      for (const id of ['nothing', crypto.randomUUID(), '%00', '%F0%9F%94%91', "'--", 'x'.repeat(2000)]) {
        await expectProblem(await send(scene, bearer(person), { id }), absent as ProblemCode);
      }
    });

    it.runIf(isOwned)('says the same, byte for byte, of what is somebody else’s', async () => {
      const scene = await createScene();
      const others = await makeObjectOf(scene, 'other');
      const [nothing, notYours] = [
        await send(scene, bearer(person), { id: crypto.randomUUID() }),
        await send(scene, bearer(person), { id: others }),
      ];
      expect(headersOf(notYours)).toEqual(headersOf(nothing));
      const [first, second] = [await nothing.text(), await notYours.text()];
      expect(second.replace(requestIdOf(notYours), '')).toBe(first.replace(requestIdOf(nothing), ''));
    });

    it.runIf(route.body)('takes nothing but the fields that it names', async () => {
      const scene = await createScene();
      const fields = ['userId', 'user_id', 'tier', 'rateLimit', 'hash', 'key', 'isAdmin', '__proto__'];
      for (const field of fields.filter((name) => !Object.keys(route.body?.example ?? {}).includes(name))) {
        const example = JSON.stringify(route.body?.example);
        const body = `{"${field}":"admin",${example.slice(1)}`;
        const problem = await expectProblem(await send(scene, bearer(person), { body }), 'invalid-request');
        expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([`/${field}`]);
      }
    });

    it.runIf(route.body)('takes no body that is no JSON, of another kind, or too large', async () => {
      const scene = await createScene();
      for (const [body, code] of [
        ['', 'malformed-json'],
        ['{', 'malformed-json'],
        ['[]', 'invalid-request'],
        ['null', 'invalid-request'],
        [`{"name":"${'x'.repeat(200_000)}"}`, 'payload-too-large'],
      ] as const) {
        await expectProblem(await send(scene, bearer(person), { body }), code);
      }
    });

    async function makeObjectOf(scene: Scene, owner: string): Promise<string> {
      return (await makeObject?.(scene, owner)) ?? '';
    }
  },
);

function describeBody({ requestId: _requestId, ...rest }: Problem): string {
  return JSON.stringify(rest);
}

const requestIdOf = ({ headers }: Response): string => headers.get('X-Request-Id') ?? '';

/** The headers that may not differ: all but the request's own id and what is left of its limit. */
function headersOf({ headers }: Response): [string, string][] {
  return [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'ratelimit');
}

function brokenDatabase(): D1Database {
  return databaseThatBreaksAfter(0);
}

/** The database of the test, that fails from so many uses on. */
function databaseThatBreaksAfter(uses: number): D1Database {
  let count = 0;
  return new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name).bind(target);
      return (sql: string) => {
        if (count++ >= uses) throw new Error('D1_ERROR: SECRET');
        return target.prepare(sql);
      };
    },
  });
}
