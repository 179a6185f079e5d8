import { env } from 'cloudflare:workers';
import { rotatedApiKeySchema } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from './harness.ts';
import { create, list, send, validate } from './key-requests.ts';
import { bearer, createScene, removeAllKeys } from './scene.ts';

beforeEach(removeAllKeys);

const dayMs = 86_400_000;

describe('a key that is used', () => {
  it('does what its scopes say, as its owner', async () => {
    const scene = await createScene();
    const { key } = await create(scene, { name: 'a', scopes: ['account'] }, 'pro');
    const account = await scene.call('/api/account', { headers: bearer(key) });
    expect(await account.json()).toMatchObject({ id: 'row-pro', tier: 'pro' });
    await expectProblem(await validate(scene, key), 'scope-missing');
    const config = await scene.call('/api/config', { headers: bearer(key) });
    expect(await config.json()).toMatchObject({ tier: 'pro' });
  });

  it('shares the requests of its owner', async () => {
    const scene = await createScene({ RATE_LIMITS: 'free=3' });
    const token = await scene.makePerson('free');
    const keys = [await scene.makeKey(token), await scene.makeKey(token)];
    const statuses = [];
    for (const { text } of [...keys, ...keys]) statuses.push((await validate(scene, text)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await scene.call('/api/keys', { headers: bearer(token) })).status).toBe(429);
  });

  it('is refused from the very moment on at which it expires', async () => {
    const scene = await createScene();
    const { key } = await create(scene, { name: 'a', expiresInDays: 1 });
    scene.clock.nowMs += dayMs - 1;
    expect((await validate(scene, key)).status).toBe(200);
    scene.clock.nowMs += 1;
    await expectProblem(await validate(scene, key), 'invalid-api-key');
    expect(await list(scene)).toHaveLength(1);
  });

  it('is refused as soon as it is revoked, also where requests are under way', {
    timeout: 30_000,
  }, async () => {
    const scene = await createScene();
    const { key, id } = await create(scene);
    let isRevoked = false;
    let served = 0;
    const probe = async (): Promise<void> => {
      for (let count = 0; count < 10; count++) {
        const wasRevoked = isRevoked;
        const { status } = await validate(scene, key);
        if (status === 200) served++;
        if (wasRevoked) expect(status).toBe(401);
      }
    };
    const revoke = async (): Promise<void> => {
      for (let count = 0; count < 3; count++) await validate(scene, key);
      expect((await send(scene, 'DELETE', `/api/keys/${id}`)).status).toBe(204);
      isRevoked = true;
    };
    await Promise.all([...Array.from({ length: 25 }, probe), revoke()]);
    expect(served).toBeGreaterThan(0);
    await expectProblem(await validate(scene, key), 'invalid-api-key');
  });

  it.each([
    { name: 'banned', change: 'UPDATE users SET banned = 1 WHERE id = ?1', status: 401 },
    { name: 'deleted', change: 'DELETE FROM users WHERE id = ?1', status: 401 },
    {
      name: 'not an administrator any more',
      change: "UPDATE users SET tier = 'free' WHERE id = ?1",
      status: 200,
    },
  ])('follows its owner at once who is $name', async ({ change, status }) => {
    const scene = await createScene();
    const owner = await scene.makePerson('admin');
    const { text } = await scene.makeKey(owner);
    const tierOf = async () => (await scene.call('/api/config', { headers: bearer(text) })).json<object>();
    expect(await tierOf()).toMatchObject({ tier: 'admin' });
    await env.DB.prepare(change).bind(`row-${owner}`).run();
    expect((await validate(scene, text)).status).toBe(status);
    if (status === 200) expect(await tierOf()).toMatchObject({ tier: 'free' });
  });

  it('says when it was last used, to the minute', async () => {
    const scene = await createScene();
    const { key } = await create(scene);
    const lastUse = async () => {
      await Promise.all(scene.later);
      return (await list(scene))[0]?.lastUsedAt;
    };
    await validate(scene, key);
    expect(await lastUse()).toBe('2026-05-01T12:00:00.000Z');
    scene.clock.nowMs += 59_999;
    await validate(scene, key);
    expect(await lastUse()).toBe('2026-05-01T12:00:00.000Z');
    scene.clock.nowMs += 1;
    await validate(scene, key);
    expect(await lastUse()).toBe('2026-05-01T12:01:00.000Z');
  });
});

describe('what a key costs the database', () => {
  it.each([
    { name: 'nothing where it is mistyped', change: (key: string) => `${key.slice(0, -1)}-`, expected: [] },
    {
      name: 'nothing where its checksum is wrong',
      change: (key: string) => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'),
      expected: [],
    },
    { name: 'one look where it holds', change: (key: string) => key, expected: ['SELECT'] },
  ])('is $name', async ({ change, expected }) => {
    const statements: string[] = [];
    const DB = new Proxy(env.DB, {
      get(target, name) {
        if (name !== 'prepare') throw new Error(`DB.${String(name)}`);
        return (sql: string) => {
          statements.push(sql);
          return target.prepare(sql);
        };
      },
    });
    const scene = await createScene({ DB });
    const { text } = await scene.makeKey('free');
    const answer = await validate(scene, change(text));
    expect(answer.status).toBe(expected.length === 0 ? 401 : 200);
    // The note of the use is not waited for.
    expect(statements.map((sql) => sql.split(' ')[0])).toEqual([
      ...expected,
      ...expected.map(() => 'UPDATE'),
    ]);
  });

  it('is one note a minute, which may take as long as it likes or fail', async () => {
    for (const note of [
      () => new Promise<never>(() => {}),
      () => Promise.reject(new Error('D1_ERROR: SECRET')),
      () => {
        throw new Error('D1_ERROR: SECRET');
      },
    ]) {
      const DB = new Proxy(env.DB, {
        get(target, name) {
          if (name !== 'prepare') return Reflect.get(target, name).bind(target);
          return (sql: string) => {
            if (!sql.startsWith('UPDATE')) return target.prepare(sql);
            return { bind: () => ({ run: note }) };
          };
        },
      });
      const scene = await createScene({ DB });
      const { text } = await scene.makeKey('free');
      const statuses = [];
      for (let count = 0; count < 3; count++) statuses.push((await validate(scene, text)).status);
      expect(statuses).toEqual([200, 200, 200]);
      expect(scene.later).toHaveLength(1);
      expect(JSON.stringify(scene.entries)).not.toContain('SECRET');
    }
  });
});

describe('the text of a key', () => {
  it('stands in the one answer that tells it, and nowhere else', async () => {
    const scene = await createScene();
    const first = await create(scene, { name: 'a', scopes: ['compile', 'account'] });
    const rotated = await send(scene, 'POST', `/api/keys/${first.id}/rotate`, {});
    const second = rotatedApiKeySchema.parse(await rotated.json());
    const texts: string[] = [];
    for (const { key, id } of [first, second]) {
      const answers = [
        await validate(scene, key),
        await scene.call('/api/account', { headers: bearer(key) }),
        await scene.call('/api/keys', { headers: bearer(key) }),
        await scene.call(`/api/keys?token=${key}`, { headers: bearer('free') }),
        await scene.call(`/api/keys/${key}`, { method: 'DELETE', headers: bearer('free') }),
        await scene.call(`/api/${key}`, { headers: bearer(key) }),
        await send(scene, 'PATCH', `/api/keys/${id}`, { name: 'b', [key]: 1 }),
        await send(scene, 'GET', '/api/keys'),
        await send(scene, 'DELETE', `/api/keys/${id}`),
        await validate(scene, key),
      ];
      for (const answer of answers) texts.push(JSON.stringify([...answer.headers]), await answer.text());
    }
    await Promise.all(scene.later);
    const { results: tables } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    ).all<{ name: string }>();
    const rows = [];
    for (const { name } of tables) rows.push((await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results);
    const database = JSON.stringify(rows);
    expect(database).toContain(first.prefix);
    expect(scene.entries.length).toBeGreaterThan(20);
    for (const { key } of [first, second]) {
      const secret = key.slice(10);
      expect(database).not.toContain(secret);
      expect(JSON.stringify(scene.entries)).not.toContain(secret);
      // Only the fault of a body that has it as the name of a field tells it back.
      expect(texts.filter((text) => text.includes(secret) && !text.includes(`"pointer":"/${key}"`))).toEqual(
        [],
      );
    }
  });
});
