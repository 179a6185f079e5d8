import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password, readSession } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post, get } = scene;

const isoDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const whoIs = async (token: string) => (await get('/api/account', bearer(token))).status;

describe('somebody who signs up', () => {
  it('is signed in, by cookie and by token, with a tier and its limits', async () => {
    const { id, email, token, cookie } = await scene.signUp();
    const byToken = await get('/api/account', bearer(token));
    expect(await byToken.json()).toMatchObject({
      id,
      email,
      provider: 'better-auth',
      tier: 'free',
      role: 'user',
      displayName: 'Ada',
      emailVerified: false,
    });
    const byCookie = await get('/api/account', { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' });
    expect(await byCookie.json()).toMatchObject({ id });
  });

  it('has a row with dates as text, an address in small letters, and nothing of anybody’s', async () => {
    const email = `Ada.${crypto.randomUUID().toUpperCase()}@Example.ORG`;
    const { id } = await scene.signUp({ email });
    const row = await env.DB.prepare('SELECT * FROM users WHERE id = ?1').bind(id).first();
    expect(row).toMatchObject({
      email: email.toLowerCase(),
      better_auth: 1,
      clerk_user_id: null,
      tier: 'free',
      banned: 0,
      created_at: expect.stringMatching(isoDate),
      updated_at: expect.stringMatching(isoDate),
      last_sign_in_at: expect.stringMatching(isoDate),
    });
    const session = await env.DB.prepare('SELECT * FROM auth_sessions WHERE user_id = ?1').bind(id).first();
    expect(session).toMatchObject({ expires_at: expect.stringMatching(isoDate) });
  });

  it.each(['tier', 'role', 'banned', 'betterAuth', 'clerkUserId', 'twoFactorEnabled'])(
    'cannot say what their %s is',
    async (field) => {
      const email = newEmail();
      const answer = await post('/api/auth/sign-up/email', { name: 'x', email, password, [field]: 'admin' });
      await expectProblem(answer, 'invalid-request');
      const { token } = await scene.signUp();
      const change = await post('/api/auth/update-user', { [field]: 'admin' }, bearer(token));
      await expectProblem(change, 'invalid-request');
    },
  );

  it('is one person, however often it is asked at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('/api/auth/sign-up/email', { name: 'x', email, password })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    const count = await env.DB.prepare('SELECT COUNT(*) AS n FROM users WHERE email = ?1')
      .bind(email)
      .first('n');
    expect(count).toBe(1);
  });

  it.each([
    { name: 'a password of seven characters', wish: { password: '1234567' } },
    { name: 'a password of 129', wish: { password: 'x'.repeat(129) } },
    { name: 'no address', wish: { email: 'ada' } },
    { name: 'an address of 255', wish: { email: `${'a'.repeat(60)}@${'b.'.repeat(95)}example` } },
    { name: 'a name of 257', wish: { name: 'x'.repeat(257) } },
    { name: 'a name with a line break', wish: { name: 'a\nb' } },
    { name: 'an image that is none', wish: { image: 'javascript:alert(1)' } },
  ])('is told what is wrong: $name', async ({ wish }) => {
    const body = { name: 'x', email: newEmail(), password, ...wish };
    const answer = await post('/api/auth/sign-up/email', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  it('keeps out of the way of somebody of Clerk’s with the same address', async () => {
    const email = newEmail();
    const insert = `INSERT INTO users (id, clerk_user_id, email, tier, created_at, updated_at) VALUES (?1, ?2, ?3, 'admin', '', '')`;
    const clerks = crypto.randomUUID();
    await env.DB.prepare(insert).bind(clerks, `user_${clerks}`, email).run();
    const { id } = await scene.signUp({ email });
    expect(id).not.toBe(clerks);
    const row = await env.DB.prepare('SELECT tier, email, updated_at FROM users WHERE id = ?1')
      .bind(clerks)
      .first();
    expect(row).toEqual({ tier: 'admin', email, updated_at: '' });
  });
});

describe('somebody who signs in', () => {
  it('gets a session of their own', async () => {
    const { email, token } = await scene.signUp();
    const answer = await post('/api/auth/sign-in/email', { email: email.toUpperCase(), password });
    expect(answer.status).toBe(200);
    const session = readSession(answer);
    expect(session.token).not.toBe(token);
    expect(await whoIs(session.token)).toBe(200);
    expect(await whoIs(token)).toBe(200);
  });

  it('is told the same whether the password is wrong or there is nobody, or only somebody of Clerk’s', async () => {
    const { email } = await scene.signUp();
    const clerks = newEmail();
    await env.DB.prepare(
      `INSERT INTO users (id, clerk_user_id, email, created_at, updated_at) VALUES (?1, ?2, ?3, '', '')`,
    )
      .bind(crypto.randomUUID(), `user_${crypto.randomUUID()}`, clerks)
      .run();
    const bodies = new Set<string>();
    for (const address of [email, newEmail(), clerks]) {
      const answer = await post('/api/auth/sign-in/email', { email: address, password: 'wrong password' });
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
      bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
  });

  it('has cookies that pages cannot read, and other hosts cannot set', async () => {
    const { email } = await scene.signUp();
    const answer = await post('/api/auth/sign-in/email', { email, password });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toEqual([expect.stringMatching(/^__Host-bloqr\.session_token=/)]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toContain('; HttpOnly');
      expect(cookie).toContain('; Secure');
      expect(cookie).toContain('; SameSite=Lax');
      expect(cookie).not.toContain('Domain');
    }
  });

  it('has a cookie by a plain name where there is no https: on this machine', async () => {
    const local = createAuthScene({ BETTER_AUTH_URL: 'http://localhost:8787' });
    const body = { name: 'x', email: newEmail(), password };
    const answer = await local.post('/api/auth/sign-up/email', body, { Origin: 'http://localhost:8787' });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^bloqr\.session_token=/)]);
    expect(answer.headers.getSetCookie()[0]).not.toContain('Secure');
  });
});

describe('a session', () => {
  it('is over at once with signing out', async () => {
    const { token } = await scene.signUp();
    expect((await post('/api/auth/sign-out', {}, bearer(token))).status).toBe(200);
    expect(await whoIs(token)).toBe(401);
  });

  it('can be ended from another', async () => {
    const { email, token } = await scene.signUp();
    const other = readSession(await post('/api/auth/sign-in/email', { email, password }));
    const list = await get('/api/auth/list-sessions', bearer(token));
    const sessions: { token: string; userAgent: string }[] = await list.json();
    expect(sessions).toHaveLength(2);
    const [id] = other.token.split('.');
    await post('/api/auth/revoke-session', { token: id }, bearer(token));
    expect(await whoIs(other.token)).toBe(401);
    expect(await whoIs(token)).toBe(200);
  });

  it('cannot be ended by somebody else', async () => {
    const [victim, other] = [await scene.signUp(), await scene.signUp()];
    const [id] = victim.token.split('.');
    await post('/api/auth/revoke-session', { token: id }, bearer(other.token));
    expect(await whoIs(victim.token)).toBe(200);
  });

  it('is over when its time is', async () => {
    const { token } = await scene.signUp();
    const later = createAuthScene({}, { now: () => Date.now() + 7 * 86_400_000 + 1000 });
    expect((await later.get('/api/account', bearer(token))).status).toBe(401);
  });

  it('ends with a ban, for good', async () => {
    const { id, email, token } = await scene.signUp();
    await env.DB.prepare('UPDATE users SET banned = 1 WHERE id = ?1').bind(id).run();
    expect(await whoIs(token)).toBe(401);
    const refused = await post('/api/auth/sign-in/email', { email, password });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' });
    await env.DB.prepare('UPDATE users SET banned = 0 WHERE id = ?1').bind(id).run();
    expect(await whoIs(token)).toBe(401);
    expect((await post('/api/auth/sign-in/email', { email, password })).status).toBe(200);
  });

  it.each([
    { name: 'without its signature', change: (token: string) => token.split('.')[0] ?? '' },
    {
      name: 'with another signature',
      change: (token: string) => `${token.slice(0, 33)}${'A'.repeat(43)}=`,
    },
    { name: 'with a character changed', change: (token: string) => `0${token.slice(1)}` },
    { name: 'with something behind it', change: (token: string) => `${token}A` },
  ])('is none $name', async ({ change }) => {
    const { token } = await scene.signUp();
    const changed = change(token);
    // The first character may be a 0 already.
    if (changed === token) return;
    await expectProblem(await get('/api/account', bearer(changed)), 'invalid-session-token');
    const session = await get('/api/auth/get-session', bearer(changed));
    expect(await session.json()).toBeNull();
  });

  it('in the header is not outdone by a cookie of somebody else', async () => {
    const [first, second] = [await scene.signUp(), await scene.signUp()];
    const headers = { ...bearer(`${first.token.slice(0, 33)}${'A'.repeat(43)}=`), Cookie: second.cookie };
    expect(await (await get('/api/auth/get-session', headers)).json()).toBeNull();
    const both = await get('/api/auth/get-session', { ...bearer(first.token), Cookie: second.cookie });
    expect(await both.json()).toMatchObject({ user: { id: first.id } });
  });

  it('tells nothing that is not its person’s business', async () => {
    const { token } = await scene.signUp();
    const session: { user: object } = await (await get('/api/auth/get-session', bearer(token))).json();
    expect(Object.keys(session.user).sort()).toEqual([
      'createdAt',
      'email',
      'emailVerified',
      'id',
      'image',
      'name',
      'role',
      'tier',
      'twoFactorEnabled',
      'updatedAt',
    ]);
  });
});
