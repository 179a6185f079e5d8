import { env } from 'cloudflare:workers';
import { apiKeyLimits } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { createApiKeyStoreD1 } from './api-key-store-d1.ts';
import type { KeyDraft } from './stored-key.ts';

const store = createApiKeyStoreD1(env.DB);
const { activeMax } = apiKeyLimits;
const start = new Date('2026-05-01T12:00:00.000Z');
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
const dayMs = 86_400_000;

let count = 0;

async function makeOwner({ banned = 0, tier = 'free' } = {}): Promise<string> {
  const id = `owner-${++count}`;
  const insert =
    'INSERT INTO users (id, clerk_user_id, email, tier, banned, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)';
  await env.DB.prepare(insert)
    .bind(id, `user_${count}`, `${id}@example.org`, tier, banned, start.toISOString())
    .run();
  return id;
}

function draft(special: Partial<KeyDraft> = {}): KeyDraft {
  const id = `key-${++count}`;
  return {
    id,
    name: `key ${count}`,
    prefix: 'blq_000000',
    hash: String(count).padStart(64, '0'),
    scopes: ['compile'],
    lifetimeDays: null,
    ...special,
  };
}

async function create(owner: string, special: Partial<KeyDraft> = {}, now = start): Promise<KeyDraft> {
  const one = draft(special);
  expect((await store.create(owner, one, activeMax, now)).kind).toBe('created');
  return one;
}

const countRows = (owner: string) =>
  env.DB.prepare('SELECT COUNT(*) AS rows FROM api_keys WHERE user_id = ?1')
    .bind(owner)
    .first<number>('rows');

describe('a key that is kept', () => {
  it('is found by its hash, with its owner', async () => {
    const owner = await makeOwner({ tier: 'pro' });
    const one = draft({ name: 'Bücher 🔑', scopes: ['compile', 'account'], lifetimeDays: 365 });
    const key = {
      id: one.id,
      name: 'Bücher 🔑',
      prefix: 'blq_000000',
      scopes: ['compile', 'account'],
      expiresAt: '2027-05-01T12:00:00.000Z',
      revokedAt: null,
      lastUsedAt: null,
      createdAt: '2026-05-01T12:00:00.000Z',
    };
    expect(await store.create(owner, one, activeMax, start)).toEqual({ kind: 'created', key });
    const found = await store.findByHash(one.hash);
    expect(found?.key).toEqual(key);
    expect(found?.owner).toMatchObject({ id: owner, tier: 'pro', email: `${owner}@example.org` });
    expect(await store.findByHash('0'.repeat(64))).toBeUndefined();
  });

  it('cannot stand there in place of its hash', async () => {
    const owner = await makeOwner();
    const mistaken = draft({ hash: `blq_${'0'.repeat(49)}` });
    await expect(store.create(owner, mistaken, activeMax, start)).rejects.toThrow(/CHECK/);
  });

  it('is good for no scope that is not known', async () => {
    const one = await create(await makeOwner());
    await env.DB.prepare("UPDATE api_keys SET scopes = 'compile everything' WHERE id = ?1")
      .bind(one.id)
      .run();
    expect((await store.findByHash(one.hash))?.key.scopes).toEqual(['compile']);
  });

  it('goes with its owner', async () => {
    const owner = await makeOwner();
    const one = await create(owner);
    await env.DB.prepare('DELETE FROM users WHERE id = ?1').bind(owner).run();
    expect(await store.findByHash(one.hash)).toBeUndefined();
    expect(await countRows(owner)).toBe(0);
  });

  it('is listed for its owner alone, newest first, also where it has expired', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    const old = await create(owner, { lifetimeDays: 1 });
    const first = await create(owner, {}, after(dayMs * 2));
    const second = await create(owner, {}, after(dayMs * 2));
    const revoked = await create(owner);
    await store.revoke(owner, revoked.id, start);
    await create(other);
    expect((await store.list(owner)).map(({ id }) => id)).toEqual([second.id, first.id, old.id]);
  });
});

describe('the number of keys', () => {
  it('is held under 100 that are made at once', async () => {
    const owner = await makeOwner();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => store.create(owner, draft(), activeMax, start)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(25);
    expect(outcomes.filter(({ kind }) => kind === 'limit-reached')).toHaveLength(75);
    expect(await countRows(owner)).toBe(25);
  });

  it('is held under 100 that are made and replaced at once', async () => {
    const owner = await makeOwner();
    const keys: KeyDraft[] = [];
    for (let index = 0; index < 20; index++) keys.push(await create(owner));
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const { id } = keys[index % 20] ?? draft();
        return index % 2 === 0
          ? store.create(owner, draft(), activeMax, start)
          : store.rotate(owner, id, draft(), after(1000), activeMax, start);
      }),
    );
    expect(await countRows(owner)).toBe(25);
  });

  it('does not count what is revoked or over', async () => {
    const owner = await makeOwner();
    for (let index = 0; index < 24; index++) await create(owner);
    const ending = await create(owner, { lifetimeDays: 1 });
    expect(await store.create(owner, draft(), activeMax, after(dayMs - 1))).toEqual({
      kind: 'limit-reached',
    });
    await create(owner, {}, after(dayMs));
    expect(await store.create(owner, draft(), activeMax, after(dayMs))).toEqual({ kind: 'limit-reached' });
    await store.revoke(owner, ending.id, after(dayMs));
    expect(await store.create(owner, draft(), activeMax, after(dayMs))).toEqual({ kind: 'limit-reached' });
    const [newest] = await store.list(owner);
    await store.revoke(owner, newest?.id ?? '', after(dayMs));
    await create(owner, {}, after(dayMs));
  });

  it('is everybody’s own', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    for (let index = 0; index < 25; index++) await create(owner);
    await create(other);
  });

  it('of rows is held, too: of keys that are over the last 25 are remembered', async () => {
    const owner = await makeOwner();
    const keys = [];
    for (let index = 0; index < 40; index++) {
      const one = await create(owner, {}, after(index));
      await store.revoke(owner, one.id, after(index));
      keys.push(one);
    }
    expect(await countRows(owner)).toBeLessThanOrEqual(26);
    expect(await store.findByHash(keys[0]?.hash ?? '')).toBeUndefined();
    expect((await store.findByHash(keys[39]?.hash ?? ''))?.key.revokedAt).toBe(after(39).toISOString());
  });

  it.each([
    { name: 'is not there', make: async () => 'nobody' },
    { name: 'is banned', make: () => makeOwner({ banned: 1 }) },
  ])('is none for an owner who $name', async ({ make }) => {
    const owner = await make();
    expect(await store.create(owner, draft(), activeMax, start)).toEqual({ kind: 'owner-gone' });
    expect(await countRows(owner)).toBe(0);
  });
});

describe('renaming', () => {
  it('changes the name and nothing else', async () => {
    const owner = await makeOwner();
    const one = await create(owner, { lifetimeDays: 3 });
    const before = (await store.findByHash(one.hash))?.key;
    expect(await store.rename(owner, one.id, "x'; DROP TABLE users; --")).toEqual({
      ...before,
      name: "x'; DROP TABLE users; --",
    });
  });

  it('finds nothing that is somebody else’s, revoked or not there', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    const [one, revoked] = [await create(owner), await create(owner)];
    await store.revoke(owner, revoked.id, start);
    expect(await store.rename(other, one.id, 'mine')).toBeUndefined();
    expect(await store.rename(owner, revoked.id, 'mine')).toBeUndefined();
    expect(await store.rename(owner, 'nothing', 'mine')).toBeUndefined();
    expect((await store.findByHash(one.hash))?.key.name).toBe(one.name);
  });
});

describe('revoking', () => {
  it('holds from the first time on and can be repeated', async () => {
    const owner = await makeOwner();
    const one = await create(owner);
    expect(await store.revoke(owner, one.id, start)).toBe(true);
    expect(await store.revoke(owner, one.id, after(5000))).toBe(true);
    expect((await store.findByHash(one.hash))?.key.revokedAt).toBe(start.toISOString());
  });

  it('finds nothing that is somebody else’s or not there', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    const one = await create(owner);
    expect(await store.revoke(other, one.id, start)).toBe(false);
    expect(await store.revoke(owner, 'nothing', start)).toBe(false);
    expect((await store.findByHash(one.hash))?.key.revokedAt).toBeNull();
  });
});

describe('rotating', () => {
  it('makes a key of the same name, scopes and lifetime, and ends the old one', async () => {
    const owner = await makeOwner();
    const old = await create(owner, { scopes: ['account'], lifetimeDays: 30 });
    const now = after(dayMs * 10 + 123);
    const next = draft({ prefix: 'blq_111111' });
    const end = new Date(now.getTime() + 3_600_000);
    expect(await store.rotate(owner, old.id, next, end, activeMax, now)).toEqual({
      kind: 'rotated',
      oldExpiresAt: end.toISOString(),
      key: {
        id: next.id,
        name: old.name,
        prefix: 'blq_111111',
        scopes: ['account'],
        expiresAt: new Date(now.getTime() + 30 * dayMs).toISOString(),
        revokedAt: null,
        lastUsedAt: null,
        createdAt: now.toISOString(),
      },
    });
    expect((await store.findByHash(old.hash))?.key.expiresAt).toBe(end.toISOString());
    expect((await store.findByHash(next.hash))?.key.id).toBe(next.id);
  });

  it('lets a key that does not expire be followed by one that does not', async () => {
    const owner = await makeOwner();
    const old = await create(owner);
    const outcome = await store.rotate(owner, old.id, draft(), after(1000), activeMax, start);
    expect(outcome).toMatchObject({ kind: 'rotated', key: { expiresAt: null } });
  });

  it('never lets the old key work longer than it would have', async () => {
    const owner = await makeOwner();
    const old = await create(owner, { lifetimeDays: 1 });
    const outcome = await store.rotate(owner, old.id, draft(), after(7 * dayMs), activeMax, start);
    expect(outcome).toMatchObject({ oldExpiresAt: after(dayMs).toISOString() });
    const again = await store.rotate(owner, old.id, draft(), after(3 * dayMs), activeMax, after(2 * dayMs));
    expect(again).toMatchObject({ kind: 'rotated', oldExpiresAt: after(dayMs).toISOString() });
  });

  it('gives the second successor the full lifetime, too', async () => {
    const owner = await makeOwner();
    const old = await create(owner, { lifetimeDays: 90 });
    await store.rotate(owner, old.id, draft(), after(1000), activeMax, start);
    const outcome = await store.rotate(owner, old.id, draft(), after(2000), activeMax, start);
    expect(outcome).toMatchObject({ key: { expiresAt: after(90 * dayMs).toISOString() } });
  });

  it('wants room for both while both work, and none where the old one ends at once', async () => {
    const owner = await makeOwner();
    const keys = [];
    for (let index = 0; index < 25; index++) keys.push(await create(owner));
    const [{ id, hash } = draft()] = keys;
    const rotate = (end: Date) => store.rotate(owner, id, draft(), end, activeMax, start);
    expect(await rotate(after(1))).toEqual({ kind: 'limit-reached' });
    expect((await store.findByHash(hash))?.key.expiresAt).toBeNull();
    expect(await rotate(start)).toMatchObject({ kind: 'rotated', oldExpiresAt: start.toISOString() });
    expect(await rotate(start)).toEqual({ kind: 'limit-reached' });
  });

  it('finds nothing that is somebody else’s, revoked or not there', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    const [one, revoked] = [await create(owner), await create(owner)];
    await store.revoke(owner, revoked.id, start);
    const rotate = (who: string, id: string) => store.rotate(who, id, draft(), start, activeMax, start);
    expect(await rotate(other, one.id)).toEqual({ kind: 'not-found' });
    expect(await rotate(owner, revoked.id)).toEqual({ kind: 'not-found' });
    expect(await rotate(owner, 'nothing')).toEqual({ kind: 'not-found' });
    expect((await store.findByHash(one.hash))?.key.expiresAt).toBeNull();
    expect(await countRows(other)).toBe(0);
  });

  it('changes nothing where the successor cannot be kept', async () => {
    const owner = await makeOwner();
    const [one, other] = [await create(owner), await create(owner)];
    const same = draft({ hash: other.hash });
    await expect(store.rotate(owner, one.id, same, start, activeMax, start)).rejects.toThrow();
    expect((await store.findByHash(one.hash))?.key.expiresAt).toBeNull();
  });
});

describe('the note of a use', () => {
  it('is the newest, and not made again too soon', async () => {
    const one = await create(await makeOwner());
    const lastUse = async () => (await store.findByHash(one.hash))?.key.lastUsedAt;
    await store.noteUse(one.id, start, after(-60_000));
    expect(await lastUse()).toBe(start.toISOString());
    await store.noteUse(one.id, after(59_999), after(-1));
    expect(await lastUse()).toBe(start.toISOString());
    await store.noteUse(one.id, after(60_000), start);
    expect(await lastUse()).toBe(after(60_000).toISOString());
  });

  it('costs nothing where the key is gone', async () => {
    await store.noteUse('nothing', start, start);
  });
});

describe('looking a key up', () => {
  it('uses an index at each step, and orders nothing', async () => {
    const statements: string[] = [];
    const spy = createApiKeyStoreD1(
      new Proxy(env.DB, {
        get(target, name) {
          if (name !== 'prepare') return Reflect.get(target, name);
          return (sql: string) => {
            statements.push(sql);
            return target.prepare(sql);
          };
        },
      }),
    );
    await spy.findByHash('0'.repeat(64));
    expect(statements).toHaveLength(1);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${statements[0]}`)
      .bind('0'.repeat(64))
      .all<{ detail: string }>();
    expect(results.map(({ detail }) => detail.replace(/ \(.*/, ''))).toEqual([
      'SEARCH api_keys USING INDEX sqlite_autoindex_api_keys_2',
      'SEARCH users USING INDEX sqlite_autoindex_users_1',
    ]);
  });
});
