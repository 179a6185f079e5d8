import { env } from 'cloudflare:workers';
import { apiKeyLimits, auditEntrySchema } from '@bloqr/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../better-auth/auth-scene.ts';
import { expectProblem } from '../harness.ts';
import { createLinkScene, insertKeys, readAll, type TwoAccounts } from './link-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = await createLinkScene();
const { mint, link, makeTwo, read } = scene;

async function makeKey(token: string): Promise<string> {
  const answer = await scene.post('/api/keys', { name: 'k', scopes: ['account'] }, bearer(token));
  const { key }: { key: string } = await answer.json();
  return key;
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

const linkBoth = async (two: TwoAccounts) => link(two.own.token, await mint(two));

describe('two accounts', () => {
  it.each(['clerk', 'better-auth'] as const)(
    'are one when the person who is signed in with %s sends a session of the other',
    async (first) => {
      const two = await makeTwo();
      const { clerks, own, email } = two;
      const keys = [await makeKey(own.token), await makeKey(await mint(two))];
      const tokens = [await mint(two), own.token] as const;
      const answer = first === 'clerk' ? await link(tokens[0], tokens[1]) : await link(tokens[1], tokens[0]);
      expect(answer.status).toBe(200);
      const account = {
        id: clerks.id,
        email,
        emailVerified: true,
        tier: 'free',
        provider: 'clerk',
        signInProviders: ['clerk', 'better-auth'],
      };
      expect(await answer.json()).toMatchObject(account);

      for (const credential of [...tokens, ...keys])
        expect(await read(credential)).toMatchObject({ status: 200, account });
      const { users, owned, entries } = await readAll(clerks.id, own.id);
      expect(users).toMatchObject([{ id: clerks.id, better_auth: 1, email }]);
      expect(owned).toMatchObject({
        auth_sessions: [{ user_id: clerks.id, n: 1 }],
        auth_accounts: [{ user_id: clerks.id, n: 1 }],
        api_keys: [{ user_id: clerks.id, n: 2 }],
      });
      expect(entries).toEqual([
        {
          action: 'link-account',
          actor_user_id: clerks.id,
          actor_subject: clerks.clerkUserId,
          target_id: own.id,
          user_id: clerks.id,
          before: JSON.stringify({ tier: 'free', betterAuth: false, keys: 1 }),
          after: JSON.stringify({ tier: 'free', betterAuth: true, keys: 2 }),
        },
      ]);
      const again = await scene.signIn(email);
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({ user: { id: clerks.id } });
    },
  );

  it('are one already when it is asked again, and nothing more is entered', async () => {
    const two = await makeTwo();
    await linkBoth(two);
    expect((await linkBoth(two)).status).toBe(200);
    expect((await readAll(two.clerks.id, two.own.id)).entries).toHaveLength(1);
  });

  it('share one budget of requests', async () => {
    const two = await makeTwo();
    await linkBoth(two);
    const leftOf = async (token: string): Promise<number> => {
      const answer = await scene.call('/api/keys', { headers: bearer(token) });
      return Number(/r=(\d+)/.exec(answer.headers.get('RateLimit') ?? '')?.[1]);
    };
    const before = await leftOf(two.own.token);
    expect(await leftOf(await mint(two))).toBe(before - 1);
    expect(await leftOf(two.own.token)).toBe(before - 2);
  });

  it('can both be had by somebody who had Clerk’s alone: they sign up, confirm the address, and link', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const clerks = await scene.makeClerks(email);
    const two = { email, clerks, own: await scene.signUp(email) };
    expect((await linkBoth(two)).status).toBe(200);
    expect(await read(two.own.token)).toMatchObject({ account: { id: clerks.id } });
  });

  it('are two as long as nobody asks', async () => {
    const two = await makeTwo();
    expect(await read(two.own.token)).toMatchObject({ account: { id: two.own.id } });
    expect(await read(await mint(two))).toMatchObject({ account: { id: two.clerks.id } });
  });
});

describe('one account', () => {
  it('keeps the address that one signs in with, whatever Clerk says', async () => {
    const two = await makeTwo();
    await linkBoth(two);
    await scene.world.ask('PATCH', `/v1/users/${two.clerks.clerkUserId}/metadata`, {
      public_metadata: { tier: 'pro' },
    });
    await env.DB.prepare("UPDATE users SET email = 'kept@example.org' WHERE id = ?1")
      .bind(two.clerks.id)
      .run();
    await scene.deliverAll();
    expect(await read(two.own.token)).toMatchObject({
      account: { id: two.clerks.id, email: 'kept@example.org', tier: 'pro' },
    });
  });

  it('is gone with all that is its own when Clerk deletes the person', async () => {
    const two = await makeTwo();
    await linkBoth(two);
    await scene.world.ask('DELETE', `/v1/users/${two.clerks.clerkUserId}`);
    await scene.deliverAll();
    expect((await read(two.own.token)).status).toBe(401);
    expect((await scene.signIn(two.email)).status).toBe(401);
    const { users, owned } = await readAll(two.clerks.id, two.own.id);
    expect(users).toEqual([]);
    expect(new Set(Object.values(owned).map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[]']));
  });

  it('has both ways in shut when Clerk bans the person', async () => {
    const two = await makeTwo();
    await linkBoth(two);
    await scene.world.ask('POST', `/v1/users/${two.clerks.clerkUserId}/ban`);
    await scene.deliverAll();
    expect((await read(two.own.token)).status).toBe(401);
    expect((await scene.signIn(two.email)).status).toBe(401);
  });
});

describe('a second token', () => {
  it.each([
    { name: 'that is nothing', make: async () => 'nonsense' },
    { name: 'of the same provider', make: async (two: TwoAccounts) => two.own.token },
    { name: 'that is an API key', make: async (two: TwoAccounts) => makeKey(await mint(two)) },
    {
      name: 'of somebody who acts as the person',
      make: (two: TwoAccounts) => mint(two, { actor: { sub: 'user_other' } }),
    },
    {
      name: 'of a sign-in that is not finished',
      make: (two: TwoAccounts) => mint(two, { status: 'pending' }),
    },
    { name: 'for another page', make: (two: TwoAccounts) => mint(two, { origin: 'https://evil.example' }) },
    {
      name: 'of somebody who is banned',
      make: async (two: TwoAccounts) => {
        await env.DB.prepare('UPDATE users SET banned = 1 WHERE id = ?1').bind(two.clerks.id).run();
        return mint(two);
      },
    },
    {
      name: 'of somebody who was deleted',
      make: async (two: TwoAccounts) => {
        const token = await mint(two);
        await scene.world.ask('DELETE', `/v1/users/${two.clerks.clerkUserId}`);
        await scene.deliverAll();
        return token;
      },
    },
  ])('$name links nothing', async ({ make }) => {
    const two = await makeTwo();
    const token = await make(two);
    const before = await readAll(two.clerks.id, two.own.id);
    await expectProblem(await link(two.own.token, token), 'second-session-refused');
    expect(await readAll(two.clerks.id, two.own.id)).toEqual(before);
    expect(scene.entries).toContainEqual(
      expect.objectContaining({ event: 'credential-refused', credential: 'second-session' }),
    );
  });

  it('that lives longer than five minutes is not fresh, wherever it stands', async () => {
    const two = await makeTwo();
    const long = await mint(two, { expiresInSeconds: 3600 });
    await expectProblem(await link(two.own.token, long), 'fresh-sign-in-required');
    await expectProblem(await link(long, two.own.token), 'fresh-sign-in-required');
  });

  it('of a session that began over a day ago is not fresh, wherever it stands', async () => {
    const two = await makeTwo();
    const began = new Date(Date.now() - 86_460_000).toISOString();
    await env.DB.prepare('UPDATE auth_sessions SET created_at = ?2 WHERE user_id = ?1')
      .bind(two.own.id, began)
      .run();
    await expectProblem(await link(two.own.token, await mint(two)), 'fresh-sign-in-required');
    await expectProblem(await link(await mint(two), two.own.token), 'fresh-sign-in-required');
  });

  it('does not outdo what the request itself comes with: a key and somebody in another’s place link nothing', async () => {
    const two = await makeTwo();
    await expectProblem(await link(await makeKey(await mint(two)), two.own.token), 'session-required');
    const other = await mint(two, { actor: { sub: 'user_other' } });
    await expectProblem(await link(other, two.own.token), 'session-impersonated');
  });
});

describe('accounts stay two', () => {
  const set = (assignment: string) => (id: string) =>
    env.DB.prepare(`UPDATE users SET ${assignment} WHERE id = ?1`).bind(id).run();

  it.each([
    {
      name: 'Clerk’s address is not confirmed',
      says: 'confirmed',
      spoil: (t: TwoAccounts) => set('email_verified = 0')(t.clerks.id),
    },
    {
      name: 'the other address is not confirmed',
      says: 'confirmed',
      spoil: (t: TwoAccounts) => set('email_verified = 0')(t.own.id),
    },
    {
      name: 'Clerk has none',
      says: 'confirmed',
      spoil: (t: TwoAccounts) => set('email = NULL')(t.clerks.id),
    },
    {
      name: 'the addresses differ',
      says: 'must be the same',
      spoil: (t: TwoAccounts) => set("email = 'x' || email")(t.clerks.id),
    },
    {
      name: 'nothing but a token has told of Clerk’s',
      says: 'has not said yet',
      spoil: (t: TwoAccounts) => set('source_updated_at = 0')(t.clerks.id),
    },
    {
      name: 'Clerk’s has a higher tier',
      says: 'different tiers',
      spoil: (t: TwoAccounts) => set("tier = 'admin'")(t.clerks.id),
    },
    {
      name: 'the other has a higher tier',
      says: 'different tiers',
      spoil: (t: TwoAccounts) => set("tier = 'admin'")(t.own.id),
    },
    {
      name: 'the other is one with somebody else’s',
      says: 'one with another already',
      spoil: (t: TwoAccounts) => set(`clerk_user_id = 'user_${t.own.id.replaceAll('-', '')}'`)(t.own.id),
    },
    {
      name: 'Clerk’s is one with somebody else’s',
      says: 'one with another already',
      spoil: async (t: TwoAccounts) => {
        await set("email = 'y' || email")(t.clerks.id);
        await set('better_auth = 1')(t.clerks.id);
      },
    },
    {
      name: 'a change of Clerk’s is on its way',
      says: 'on its way',
      spoil: (t: TwoAccounts) =>
        env.DB.prepare(
          `INSERT INTO pending_user_changes (id, started_at, user_id, clerk_user_id, takes_admin, change, before, actor_user_id, actor_subject, action, reason, request_id)
           VALUES (?1, ?2, ?3, ?4, 1, '{}', '{}', '', '', 'change-user', '', '')`,
        )
          .bind(crypto.randomUUID(), new Date(Date.now()).toISOString(), t.clerks.id, t.clerks.clerkUserId)
          .run(),
    },
    {
      name: 'together they have too many keys',
      says: 'more API keys',
      spoil: async (t: TwoAccounts) => {
        await insertKeys(t.clerks.id, apiKeyLimits.activeMax - 1);
        await insertKeys(t.own.id, 2);
      },
    },
  ])('where $name', async ({ spoil, says }) => {
    const two = await makeTwo();
    // A token that says nothing of the tier, so that the row alone counts.
    const token = await mint(two);
    await spoil(two);
    const before = await readAll(two.clerks.id, two.own.id);
    const problem = await expectProblem(await link(two.own.token, token), 'link-refused');
    expect(problem.detail).toContain(says);
    const after = await readAll(two.clerks.id, two.own.id);
    expect({ ...after, users: after.users.length }).toEqual({ ...before, users: before.users.length });
    expect(after.entries).toEqual([]);
  });

  it('but not where they have just as many keys as one may have', async () => {
    const two = await makeTwo();
    await insertKeys(two.clerks.id, apiKeyLimits.activeMax - 2);
    await insertKeys(two.own.id, 2);
    expect((await linkBoth(two)).status).toBe(200);
  });
});

describe('administrators', () => {
  it('are one with the same tier, and the audit shows it', async () => {
    const two = await makeTwo();
    await env.DB.prepare("UPDATE users SET tier = 'admin' WHERE id IN (?1, ?2)")
      .bind(two.clerks.id, two.own.id)
      .run();
    expect((await linkBoth(two)).status).toBe(200);
    const answer = await scene.call(`/api/admin/audit?user=${two.clerks.id}`, {
      headers: bearer(two.own.token),
    });
    const { entries }: { entries: unknown[] } = await answer.json();
    expect(entries.map((entry) => auditEntrySchema.parse(entry).action)).toEqual(['link-account']);
  });
});

describe('at once', () => {
  it('50 requests make one account once', async () => {
    const two = await makeTwo();
    await insertKeys(two.own.id, 3);
    const tokens = [two.own.token, await mint(two)] as const;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0 ? link(tokens[0], tokens[1]) : link(tokens[1], tokens[0]),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { users, owned, entries } = await readAll(two.clerks.id, two.own.id);
    expect(users).toHaveLength(1);
    expect(entries).toHaveLength(1);
    expect(owned).toMatchObject({
      auth_sessions: [{ user_id: two.clerks.id, n: 1 }],
      api_keys: [{ user_id: two.clerks.id, n: 3 }],
    });
  });
});
