import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { UserProfile } from '../src/users/user-store.ts';
import { createUserStoreD1 } from '../src/users/user-store-d1.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const later = new Date('2026-01-02T03:05:00.000Z');
const ada = { provider: 'clerk', id: 'user_ada' } as const;

let ids = 0;
const users = createUserStoreD1(env.DB, () => `id-${++ids}`);

function profile(fields: Partial<UserProfile> = {}): UserProfile {
  return {
    subject: ada,
    email: 'ada@example.org',
    isEmailVerified: true,
    tier: 'pro',
    role: 'editor',
    displayName: 'Ada Lovelace',
    firstName: 'Ada',
    lastName: 'Lovelace',
    imageUrl: 'https://img.clerk.com/x',
    isBanned: false,
    lastSignInAt: '2026-01-01T00:00:00.000Z',
    sourceUpdatedAtMs: 1000,
    sourceEventAtMs: 1000,
    sourceMessageId: '',
    ...fields,
  };
}

async function found(subject = ada) {
  const ensured = await users.ensure(subject, 'free', later);
  if (ensured.kind !== 'found') throw new Error('deleted');
  return ensured.user;
}

async function bury(id: string): Promise<void> {
  await env.DB.prepare('INSERT INTO deleted_users VALUES (?1, ?2)').bind(id, now.toISOString()).run();
}

beforeEach(async () => {
  await env.DB.batch(['users', 'deleted_users'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

describe('the row of somebody who presented a token', () => {
  it('is made with what the token says, and counts as older than everything', async () => {
    const ensured = await users.ensure(ada, 'pro', now);
    expect(ensured).toMatchObject({ kind: 'found', isNew: true });
    if (ensured.kind !== 'found') return;
    expect(ensured.user).toEqual({
      id: `id-${ids}`,
      subject: ada,
      signsInHere: false,
      email: null,
      isEmailVerified: false,
      tier: 'pro',
      role: 'user',
      displayName: null,
      firstName: null,
      lastName: null,
      imageUrl: null,
      isBanned: false,
      sourceUpdatedAtMs: 0,
      lastSignInAt: null,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    });
    expect(await users.find(ensured.user.id)).toEqual(ensured.user);
    expect(await users.find('nobody')).toBeUndefined();
  });

  it('is found and left as it is the second time', async () => {
    const first = await users.ensure(ada, 'pro', now);
    const second = await users.ensure(ada, 'admin', later);
    expect(second).toEqual({ ...first, isNew: false });
  });

  it('is made once by 50 requests at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => users.ensure(ada, 'free', now)));
    expect(answers.filter((answer) => answer.kind === 'found' && answer.isNew)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.kind === 'found' && answer.user.id)).size).toBe(1);
  });

  it('is made without looking, once', async () => {
    expect(await users.note(ada, 'pro', now)).toEqual({ isNew: true });
    expect(await users.note(ada, 'admin', now)).toEqual({ isNew: false });
    expect((await found()).tier).toBe('pro');
  });

  it('does not come back where the person was deleted', async () => {
    await bury(ada.id);
    expect(await users.ensure(ada, 'pro', now)).toEqual({ kind: 'deleted' });
    expect(await users.note(ada, 'pro', now)).toEqual({ isNew: false });
    await users.complete(profile(), now);
    expect(await users.ensure(ada, 'pro', now)).toEqual({ kind: 'deleted' });
  });

  it('is only found for a provider that makes its rows itself, and never a row of Clerk', async () => {
    const own = { provider: 'better-auth', id: 'own-1' } as const;
    expect(await users.ensure(own, 'free', now)).toEqual({ kind: 'deleted' });
    expect(await users.note(own, 'free', now)).toEqual({ isNew: false });
    await env.DB.prepare(
      `INSERT INTO users (id, email, better_auth, created_at, updated_at) VALUES ('own-1', 'a@example.org', 1, ?1, ?1)`,
    )
      .bind(now.toISOString())
      .run();
    expect(await users.ensure(own, 'free', now)).toMatchObject({
      kind: 'found',
      isNew: false,
      user: { id: 'own-1', subject: own },
    });
    const { id } = await found();
    expect(await users.ensure({ provider: 'better-auth', id }, 'free', now)).toEqual({ kind: 'deleted' });
  });
});

describe('what a provider’s records say', () => {
  it('fills in a row that was made from a token, whose id and date of making stay', async () => {
    const before = await users.ensure(ada, 'free', now);
    await users.complete(profile(), later);
    const { sourceEventAtMs: _event, sourceMessageId: _message, ...said } = profile();
    const id = before.kind === 'found' ? before.user.id : '';
    expect(await found()).toEqual({
      ...said,
      id,
      signsInHere: false,
      createdAt: now.toISOString(),
      updatedAt: later.toISOString(),
    });
  });

  it('makes a row where there is none', async () => {
    await users.complete(profile({ tier: 'admin' }), now);
    expect(await found()).toMatchObject({ tier: 'admin', createdAt: now.toISOString() });
  });

  it('takes away what is not there any more', async () => {
    await users.complete(profile({ isBanned: true }), now);
    await users.complete(
      profile({ email: null, isEmailVerified: false, tier: 'free', sourceUpdatedAtMs: 1001 }),
      now,
    );
    expect(await found()).toMatchObject({
      email: null,
      isEmailVerified: false,
      tier: 'free',
      isBanned: false,
    });
  });

  const order = [
    { sourceUpdatedAtMs: 999, sourceEventAtMs: 5000, sourceMessageId: 'z' },
    { sourceUpdatedAtMs: 1000, sourceEventAtMs: 999, sourceMessageId: 'z' },
    { sourceUpdatedAtMs: 1000, sourceEventAtMs: 1000, sourceMessageId: 'a' },
    { sourceUpdatedAtMs: 1000, sourceEventAtMs: 1000, sourceMessageId: 'b' },
    { sourceUpdatedAtMs: 1000, sourceEventAtMs: 1001, sourceMessageId: 'a' },
    { sourceUpdatedAtMs: 1001, sourceEventAtMs: 1, sourceMessageId: '' },
  ];
  const pairs = order.flatMap((first, a) => order.map((second, b) => ({ first, second, a, b })));

  it.each(pairs)(
    'is written over only by what is newer: number $b after number $a',
    async ({ first, second, a, b }) => {
      await users.complete(profile({ ...first, firstName: `${a}` }), now);
      await users.complete(profile({ ...second, firstName: `${b}` }), now);
      expect((await found()).firstName).toBe(String(Math.max(a, b)));
    },
  );

  it('may give one address to two people, in either order', async () => {
    const bob = { provider: 'clerk', id: 'user_bob' } as const;
    await users.complete(profile(), now);
    await users.complete(profile({ subject: bob }), now);
    expect((await users.list({ limit: 10 }))?.users.map(({ email }) => email)).toEqual([
      'ada@example.org',
      'ada@example.org',
    ]);
  });
});

describe('the list of users', () => {
  const at = (n: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(n / 3)));

  /** Several of them were made within the same millisecond. */
  async function fill(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const subject = { provider: 'clerk', id: `user_${n}` } as const;
      await users.complete(
        profile({
          subject,
          tier: n % 4 === 0 ? 'pro' : 'free',
          email: `P${n}@Example.org`,
          displayName: `Zoë ${n}%_'`,
        }),
        at(n),
      );
    }
  }

  it('comes page by page, newest first, everybody once', async () => {
    await fill(25);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await users.list({ limit: 4, ...(cursor !== undefined && { cursor }) });
      if (page === undefined) throw new Error('the cursor is not taken');
      expect(page.users.length).toBeLessThanOrEqual(4);
      seen.push(...page.users.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { results } = await env.DB.prepare('SELECT id FROM users ORDER BY created_at DESC, id DESC').all<{
      id: string;
    }>();
    expect(seen).toEqual(results.map(({ id }) => id));
    expect(seen).toHaveLength(25);
  });

  it('is not disturbed by those who come meanwhile', async () => {
    await fill(6);
    const first = await users.list({ limit: 3 });
    await users.complete(profile({ subject: { provider: 'clerk', id: 'user_late' } }), later);
    const second = await users.list({ limit: 3, cursor: first?.nextCursor ?? '' });
    const ids = [...(first?.users ?? []), ...(second?.users ?? [])].map(({ subject }) => subject.id);
    expect(new Set(ids).size).toBe(6);
    expect(second?.nextCursor).toBeNull();
  });

  it.each([
    { search: 'p7@example.ORG', expected: ['user_7'] },
    { search: '@EXAMPLE', expected: 12 },
    { search: 'zoë 1', expected: ['user_1', 'user_10', 'user_11'] },
    { search: "1%_'", expected: ['user_1', 'user_11'] },
    { search: '%', expected: 12 },
    { search: '_', expected: 12 },
    { search: 'e%o', expected: 0 },
    { search: "' OR 1=1 --", expected: 0 },
    { search: 'user_7', expected: ['user_7'] },
    { search: 'user_', expected: 0 },
    { search: '', expected: 12 },
    { search: '\\', expected: 0 },
    { search: '\u0000', expected: 0 },
    { search: 'x'.repeat(5000), expected: 0 },
  ])('finds $search', async ({ search, expected }) => {
    await fill(12);
    const found = (await users.list({ limit: 100, search }))?.users.map(({ subject }) => subject.id) ?? [];
    if (typeof expected === 'number') expect(found).toHaveLength(expected);
    else expect(found.sort()).toEqual(expected);
  });

  it('can be of one tier, together with all the rest', async () => {
    await fill(12);
    const page = await users.list({ limit: 2, tier: 'pro', search: 'example' });
    expect(page?.users.map(({ tier }) => tier)).toEqual(['pro', 'pro']);
    const rest = await users.list({
      limit: 2,
      tier: 'pro',
      search: 'example',
      cursor: page?.nextCursor ?? '',
    });
    expect(rest?.users).toHaveLength(1);
    expect(rest?.nextCursor).toBeNull();
  });

  it('refuses a cursor that is none', async () => {
    expect(await users.list({ limit: 2, cursor: 'nonsense' })).toBeUndefined();
  });

  it('has 1 to 100 on a page', async () => {
    await fill(3);
    expect((await users.list({ limit: 0 }))?.users).toHaveLength(1);
    expect((await users.list({ limit: 1e9 }))?.users).toHaveLength(3);
  });
});
