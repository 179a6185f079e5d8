import { env } from 'cloudflare:workers';
import { type AdminUsersResponse, adminUserDetailSchema, adminUsersResponseSchema } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from './harness.ts';
import { bearer, createScene, type Scene } from './scene.ts';

beforeEach(async () => {
  await env.DB.prepare('DELETE FROM users').run();
});

async function ask(scene: Scene, query: string): Promise<AdminUsersResponse> {
  const answer = await scene.call(`/api/admin/users${query}`, { headers: bearer('admin') });
  expect(answer.status).toBe(200);
  return adminUsersResponseSchema.parse(await answer.json());
}

const idsOf = ({ users }: AdminUsersResponse): string[] => users.map(({ id }) => id).sort();

describe('GET /api/admin/users', () => {
  it('says of each what there is, banned or not', async () => {
    const scene = await createScene();
    const { users, nextCursor } = await ask(scene, '');
    expect(nextCursor).toBeNull();
    expect(users).toHaveLength(5);
    expect(users.find(({ id }) => id === 'row-banned')).toEqual({
      id: 'row-banned',
      provider: 'clerk',
      signInProviders: ['clerk'],
      subject: 'user_banned',
      email: 'banned@example.org',
      emailVerified: false,
      tier: 'admin',
      role: 'user',
      displayName: null,
      firstName: null,
      lastName: null,
      imageUrl: null,
      banned: true,
      lastSignInAt: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it.each([
    { query: '?search=PRO@EXAMPLE', expected: ['row-pro'] },
    { query: '?search=row-free', expected: ['row-free'] },
    { query: '?search=user_other', expected: ['row-other'] },
    { query: `?search=${encodeURIComponent("%' OR 1=1 --")}`, expected: [] },
    { query: '?search=%25', expected: [] },
    { query: '?search=_', expected: [] },
    { query: '?tier=admin', expected: ['row-admin', 'row-banned'] },
    { query: '?tier=free&search=example.org', expected: ['row-free', 'row-other'] },
    { query: '?tier=pro&search=free', expected: [] },
  ])('finds with $query', async ({ query, expected }) => {
    expect(idsOf(await ask(await createScene(), query))).toEqual(expected);
  });

  it('gives everybody once, page by page, newest first, also where moments are the same', async () => {
    const scene = await createScene();
    for (let count = 0; count < 8; count++) await scene.makePerson('free');
    const [seen, pages]: [string[], number[]] = [[], []];
    let query = '?limit=5';
    for (;;) {
      const { users, nextCursor } = await ask(scene, query);
      seen.push(...users.map(({ createdAt, id }) => `${createdAt} ${id}`));
      pages.push(users.length);
      if (nextCursor === null) break;
      query = `?limit=5&cursor=${encodeURIComponent(nextCursor)}`;
    }
    expect(pages).toEqual([5, 5, 3]);
    expect(new Set(seen).size).toBe(13);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  it('has 50 on a page, or as many as are asked for up to 100', async () => {
    const scene = await createScene();
    const insert = 'INSERT INTO users (id, clerk_user_id, created_at, updated_at) VALUES (?1, ?1, ?2, ?2)';
    await env.DB.batch(
      Array.from({ length: 110 }, (_, index) =>
        env.DB.prepare(insert).bind(`many-${index}`, '2026-02-01T00:00:00.000Z'),
      ),
    );
    expect((await ask(scene, '')).users).toHaveLength(50);
    expect((await ask(scene, '?limit=1')).users).toHaveLength(1);
    expect((await ask(scene, '?limit=100')).users).toHaveLength(100);
  });

  it.each([
    { query: '?limit=0', pointer: '/limit' },
    { query: '?limit=101', pointer: '/limit' },
    { query: '?limit=1e1', pointer: '/limit' },
    { query: '?limit=', pointer: '/limit' },
    { query: '?limit=5&limit=6', pointer: '/limit' },
    { query: '?tier=anonymous', pointer: '/tier' },
    { query: '?tier=', pointer: '/tier' },
    { query: '?search=', pointer: '/search' },
    { query: `?search=${'x'.repeat(201)}`, pointer: '/search' },
    { query: '?cursor=nonsense', pointer: '/cursor' },
    { query: `?cursor=${'x'.repeat(501)}`, pointer: '/cursor' },
    { query: '?order=name', pointer: '/order' },
  ])('says what is wrong with $query', async ({ query, pointer }) => {
    const scene = await createScene();
    const answer = await scene.call(`/api/admin/users${query}`, { headers: bearer('admin') });
    const problem = await expectProblem(answer, 'invalid-request');
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
  });
});

describe('GET /api/admin/users/{id}', () => {
  it('says of one what the list says of them, and what keys and messages there are', async () => {
    const scene = await createScene();
    const answer = await scene.call('/api/admin/users/row-pro', { headers: bearer('admin') });
    const { keys, deliveries, changesUnderWay, ...user } = adminUserDetailSchema.parse(await answer.json());
    expect((await ask(scene, '?search=row-pro')).users).toEqual([user]);
    expect([keys, deliveries, changesUnderWay]).toEqual([[], [], 0]);
  });

  it('knows people by our id alone', async () => {
    const scene = await createScene();
    const answer = await scene.call('/api/admin/users/user_pro', { headers: bearer('admin') });
    await expectProblem(answer, 'user-not-found');
  });
});
