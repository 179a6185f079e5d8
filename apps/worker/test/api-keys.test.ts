import { env } from 'cloudflare:workers';
import { type RotatedApiKey, rotatedApiKeySchema } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from './harness.ts';
import { create, list, send, validate } from './key-requests.ts';
import { createScene, removeAllKeys, type Scene } from './scene.ts';

beforeEach(removeAllKeys);

const dayMs = 86_400_000;

describe('a key that is made', () => {
  it('is told once, with what is known of it', async () => {
    const scene = await createScene();
    const { key, ...rest } = await create(scene, {
      name: '  nightly build ',
      scopes: ['account', 'compile'],
      expiresInDays: 90,
    });
    expect(key).toMatch(/^blq_[0-9A-Za-z]{49}$/);
    expect(rest).toEqual({
      id: expect.any(String),
      prefix: key.slice(0, 10),
      name: 'nightly build',
      scopes: ['compile', 'account'],
      expiresAt: '2026-07-30T12:00:00.000Z',
      createdAt: '2026-05-01T12:00:00.000Z',
    });
    expect(await list(scene)).toEqual([{ ...rest, lastUsedAt: null }]);
  });

  it.each([{}, { expiresInDays: null }])(
    'is good for compiling and does not expire with %j',
    async (rest) => {
      const key = await create(await createScene(), { name: 'a key', ...rest });
      expect(key).toMatchObject({ scopes: ['compile'], expiresAt: null });
    },
  );

  it.each([
    { name: 'no name', body: {}, pointer: '/name' },
    { name: 'an empty name', body: { name: '' }, pointer: '/name' },
    { name: 'a name of blanks', body: { name: ' \t ' }, pointer: '/name' },
    { name: 'a name of 101 characters', body: { name: 'x'.repeat(101) }, pointer: '/name' },
    { name: 'a name of two lines', body: { name: 'a\nb' }, pointer: '/name' },
    { name: 'a name with a terminal’s command', body: { name: 'a\u001b[2J' }, pointer: '/name' },
    { name: 'a name with half a character', body: { name: 'a\ud800' }, pointer: '/name' },
    { name: 'a name that is a number', body: { name: 1 }, pointer: '/name' },
    { name: 'no scope', body: { name: 'a', scopes: [] }, pointer: '/scopes' },
    { name: 'an unknown scope', body: { name: 'a', scopes: ['admin'] }, pointer: '/scopes/0' },
    { name: 'a scope twice', body: { name: 'a', scopes: ['compile', 'compile'] }, pointer: '/scopes' },
    { name: 'scopes that are no list', body: { name: 'a', scopes: 'compile' }, pointer: '/scopes' },
    { name: 'no day', body: { name: 'a', expiresInDays: 0 }, pointer: '/expiresInDays' },
    { name: '366 days', body: { name: 'a', expiresInDays: 366 }, pointer: '/expiresInDays' },
    { name: 'half a day', body: { name: 'a', expiresInDays: 0.5 }, pointer: '/expiresInDays' },
    { name: 'days as text', body: { name: 'a', expiresInDays: '30' }, pointer: '/expiresInDays' },
    { name: 'somebody else', body: { name: 'a', userId: 'row-other' }, pointer: '/userId' },
    { name: 'a tier', body: { name: 'a', tier: 'admin' }, pointer: '/tier' },
  ])('is not made with $name', async ({ body, pointer }) => {
    const scene = await createScene();
    const problem = await expectProblem(await send(scene, 'POST', '/api/keys', body), 'invalid-request');
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(await list(scene)).toEqual([]);
  });

  it.each(['🔑'.repeat(100), 'Schlüssel', '鍵', "O'Neil <b>"])('may be called %s', async (name) => {
    const scene = await createScene();
    expect((await create(scene, { name })).name).toBe(name);
    expect((await list(scene))[0]?.name).toBe(name);
  });

  it('is one of 25, exactly, where 100 are asked for at once', async () => {
    const scene = await createScene();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => send(scene, 'POST', '/api/keys', { name: `key ${index}` })),
    );
    const [refused] = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(25);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(75);
    expect(await list(scene)).toHaveLength(25);
    if (refused === undefined) throw new Error('none was refused');
    const problem = await expectProblem(refused, 'too-many-keys');
    expect(problem.limit).toEqual({ name: 'activeKeysMax', max: 25 });
  });
});

describe('a key that is renamed', () => {
  it('is the same key', async () => {
    const scene = await createScene();
    const { key, id, ...before } = await create(scene, { name: 'one', expiresInDays: 3 });
    const answer = await send(scene, 'PATCH', `/api/keys/${id}`, { name: 'two' });
    expect(await answer.json()).toEqual({ ...before, id, name: 'two', lastUsedAt: null });
    expect((await validate(scene, key)).status).toBe(200);
  });

  it.each([{ scopes: ['account'] }, { expiresInDays: 365 }, { expiresAt: null }, { revokedAt: null }])(
    'becomes good for nothing more: %j',
    async (more) => {
      const scene = await createScene();
      const { id } = await create(scene);
      const answer = await send(scene, 'PATCH', `/api/keys/${id}`, { name: 'two', ...more });
      await expectProblem(answer, 'invalid-request');
      expect((await list(scene))[0]?.name).toBe('a key');
    },
  );
});

describe('a key that is revoked', () => {
  it('is not listed and cannot be changed any more; revoking it again changes nothing', async () => {
    const scene = await createScene();
    const { id } = await create(scene);
    for (let count = 0; count < 2; count++) {
      const answer = await send(scene, 'DELETE', `/api/keys/${id}`);
      expect([answer.status, await answer.text()]).toEqual([204, '']);
    }
    expect(await list(scene)).toEqual([]);
    await expectProblem(await send(scene, 'PATCH', `/api/keys/${id}`, { name: 'x' }), 'not-found');
    await expectProblem(await send(scene, 'POST', `/api/keys/${id}/rotate`, {}), 'not-found');
  });

  it('makes room for another', async () => {
    const scene = await createScene();
    const keys = [];
    for (let count = 0; count < 25; count++) keys.push(await create(scene));
    await expectProblem(await send(scene, 'POST', '/api/keys', { name: 'x' }), 'too-many-keys');
    await send(scene, 'DELETE', `/api/keys/${keys[3]?.id}`);
    await create(scene);
  });
});

describe('a key that is replaced', () => {
  async function rotate(scene: Scene, id: string, body: object): Promise<RotatedApiKey> {
    const answer = await send(scene, 'POST', `/api/keys/${id}/rotate`, body);
    expect(answer.status).toBe(201);
    return rotatedApiKeySchema.parse(await answer.json());
  }

  it.each([
    { body: {}, seconds: 86_400 },
    { body: { overlapSeconds: 60 }, seconds: 60 },
    { body: { overlapSeconds: 604_800 }, seconds: 604_800 },
  ])('works on for $seconds s with $body, and then no more', async ({ body, seconds }) => {
    const scene = await createScene();
    const old = await create(scene, { name: 'one', scopes: ['compile', 'account'], expiresInDays: 30 });
    scene.clock.nowMs += dayMs;
    const next = await rotate(scene, old.id, body);
    expect(next).toMatchObject({
      name: 'one',
      scopes: ['compile', 'account'],
      createdAt: '2026-05-02T12:00:00.000Z',
      expiresAt: '2026-06-01T12:00:00.000Z',
      replaces: { id: old.id, expiresAt: new Date(scene.clock.nowMs + seconds * 1000).toISOString() },
    });
    expect(next.key).not.toBe(old.key);
    scene.clock.nowMs += seconds * 1000 - 1;
    expect((await validate(scene, old.key)).status).toBe(200);
    scene.clock.nowMs += 1;
    await expectProblem(await validate(scene, old.key), 'invalid-api-key');
    expect((await validate(scene, next.key)).status).toBe(200);
  });

  it('ends at once without an overlap', async () => {
    const scene = await createScene();
    const old = await create(scene);
    const next = await rotate(scene, old.id, { overlapSeconds: 0 });
    await expectProblem(await validate(scene, old.key), 'invalid-api-key');
    expect((await validate(scene, next.key)).status).toBe(200);
  });

  it.each([-1, 604_801, 0.5, '60', null])('has no overlap of %j', async (overlapSeconds) => {
    const scene = await createScene();
    const { id } = await create(scene);
    const answer = await send(scene, 'POST', `/api/keys/${id}/rotate`, { overlapSeconds });
    const problem = await expectProblem(answer, 'invalid-request');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/overlapSeconds']);
  });

  it('counts while it works: the 25th ends at once or not at all', async () => {
    const scene = await createScene();
    const keys = [];
    for (let count = 0; count < 25; count++) keys.push(await create(scene));
    const id = keys[0]?.id ?? '';
    await expectProblem(await send(scene, 'POST', `/api/keys/${id}/rotate`, {}), 'too-many-keys');
    await rotate(scene, id, { overlapSeconds: 0 });
  });
});

it('somebody who is deleted while they ask for a key gets none, and the answer of a token that does not hold', async () => {
  // The row goes after it was read, right before the key is written.
  const database = new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        await target.prepare("DELETE FROM users WHERE id = 'row-other'").run();
        return target.batch(statements);
      };
    },
  });
  const scene = await createScene({ DB: database });
  await env.DB.prepare(
    "INSERT OR IGNORE INTO users (id, clerk_user_id, created_at, updated_at) VALUES ('row-other', 'user_other', '', '')",
  ).run();
  const answer = await scene.call('/api/keys', {
    method: 'POST',
    headers: { Authorization: 'Bearer other', 'Content-Type': 'application/json' },
    body: '{"name":"x"}',
  });
  expect(answer.headers.get('WWW-Authenticate')).toMatch(/error="invalid_token"/);
  await expectProblem(answer, 'invalid-session-token');
});
