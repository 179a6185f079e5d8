import { describe, expect, it } from 'vitest';
import { createBackendApi } from './backend-api.ts';
import type { UserListing } from './list-users.ts';

const id = 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S';
const user = { id, created_at: 1_600_000_000_000, updated_at: 1_600_000_000_001 };
const after = { id, createdAtMs: 1_600_000_000_000 };

/** Lists with answers that a test gives, and notes what was asked for. */
async function list(listing: UserListing, answer: (url: URL) => Response) {
  const asked: string[] = [];
  const api = createBackendApi({
    url: 'https://api.clerk.com',
    secretKey: 'sk_test_abc',
    now: () => 1_700_000_000_000,
    fetch: async (input) => {
      const url = new URL(String(input));
      asked.push(url.search);
      return answer(url);
    },
  });
  return { answer: await api.listUsers(listing), asked };
}

describe('a page of users', () => {
  it.each([
    {
      name: 'all, from the beginning',
      listing: { kind: 'all', after: undefined },
      search: '?order_by=%2Bcreated_at&limit=500',
    },
    {
      name: 'all behind a user',
      listing: { kind: 'all', after },
      search: `?order_by=%2Bcreated_at&starting_after=${id}&limit=500`,
    },
    {
      name: 'recent changes',
      listing: { kind: 'recent', offset: 500 },
      search: '?order_by=-updated_at&offset=500&limit=500',
    },
    {
      name: 'users by their ids',
      listing: { kind: 'named', ids: [id, 'user_b'] },
      search: `?user_id=${id}&user_id=user_b&limit=500`,
    },
  ] satisfies { name: string; listing: UserListing; search: string }[])(
    'is asked for as Clerk wants it: $name',
    async ({ listing, search }) => {
      const { answer, asked } = await list(listing, () => Response.json([user]));
      expect(asked).toEqual([search]);
      expect(answer).toMatchObject({
        kind: 'listed',
        users: [{ profile: { subject: { id } }, createdAtMs: user.created_at }],
        unreadableCount: 0,
        isLast: true,
      });
    },
  );

  it('is the last one where it is not full', async () => {
    const full = Array.from({ length: 500 }, (_, index) => ({ ...user, id: `user_${index}` }));
    const listing = { kind: 'all', after: undefined } as const;
    expect((await list(listing, () => Response.json(full))).answer).toMatchObject({ isLast: false });
  });

  it('counts entries that are no users, without giving up the others', async () => {
    const { answer } = await list({ kind: 'all', after: undefined }, () =>
      Response.json([user, { id: 'mch_1' }, null]),
    );
    expect(answer).toMatchObject({ kind: 'listed', users: [{}], unreadableCount: 2 });
  });

  it('is looked for by its time where the user of the cursor is gone', async () => {
    const { answer, asked } = await list({ kind: 'all', after }, ({ searchParams }) =>
      searchParams.has('starting_after') ? new Response('', { status: 422 }) : Response.json([user]),
    );
    expect(asked[1]).toBe('?order_by=%2Bcreated_at&created_at_after=1599999999999&limit=500');
    expect(answer.kind).toBe('listed');
  });

  it('is asked for in parts where it is too large', async () => {
    const large = 'x'.repeat(17 * 1024 * 1024);
    const { answer, asked } = await list({ kind: 'recent', offset: 0 }, ({ searchParams }) =>
      searchParams.get('limit') === '500' ? new Response(large) : Response.json([user]),
    );
    expect(asked).toHaveLength(2);
    expect(answer.kind).toBe('listed');
  });

  it.each([
    ['7', 7],
    ['0', 1],
    ['99999', 3600],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 10],
    ['-1', 10],
    [undefined, 10],
  ])('comes later where Clerk is asked too often: Retry-After %s', async (header, seconds) => {
    const headers = header === undefined ? {} : { 'Retry-After': header };
    const { answer } = await list(
      { kind: 'recent', offset: 0 },
      () => new Response('', { status: 429, headers }),
    );
    expect(answer).toEqual({ kind: 'rate-limited', retryAfterSeconds: seconds });
  });
});
