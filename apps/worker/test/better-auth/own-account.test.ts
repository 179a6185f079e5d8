import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiKeyStoreD1 } from '../../src/api-keys/api-key-store-d1.ts';
import { createApiKeys } from '../../src/api-keys/api-keys.ts';
import { createUserStoreD1 } from '../../src/users/user-store-d1.ts';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password, readSession } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post, get, readLink } = scene;
const whoIs = async (token: string) => (await get('/api/account', bearer(token))).status;
const signIn = (email: string, word: string) => post('/api/auth/sign-in/email', { email, password: word });
const apiKeys = createApiKeys({
  store: createApiKeyStoreD1(env.DB),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  newId: () => crypto.randomUUID(),
  now: () => Date.now(),
});

async function makeKey(userId: string): Promise<string> {
  const outcome = await apiKeys.issue(userId, { name: 'k', scopes: ['account'], lifetimeDays: null });
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.text;
}

/** Other administrators do not count, so that there is a last one. */
async function makeOnlyAdmin(id: string): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("UPDATE users SET tier = 'free'"),
    env.DB.prepare("UPDATE users SET tier = 'admin' WHERE id = ?1").bind(id),
  ]);
}

describe('a password', () => {
  it('is set anew by the link in an e-mail, once, and ends every session', async () => {
    const { email, token } = await scene.signUp();
    expect((await post('/api/auth/request-password-reset', { email })).status).toBe(200);
    const link = new URL(await readLink(email));
    expect(`${link.origin}${link.pathname}`).toBe('https://bloqr.test/reset-password');
    const body = { newPassword: 'another password', token: link.searchParams.get('token') };
    expect((await post('/api/auth/reset-password', body)).status).toBe(200);
    expect(await whoIs(token)).toBe(401);
    expect((await signIn(email, password)).status).toBe(401);
    expect((await signIn(email, 'another password')).status).toBe(200);
    const again = await post('/api/auth/reset-password', body);
    expect(await again.json()).toMatchObject({ code: 'INVALID_TOKEN' });
  });

  it('is set anew on the page that was asked for', async () => {
    const { email } = await scene.signUp();
    await post('/api/auth/request-password-reset', { email, redirectTo: '/account/new-password' });
    const link = new URL(await readLink(email));
    expect(link.pathname).toMatch(/^\/api\/auth\/reset-password\/\w+$/);
    const answer = await scene.call(`${link.pathname}${link.search}`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toMatch(/\/account\/new-password\?token=\w+$/);
  });

  it('that is asked for by nobody’s address gets the same answer and no e-mail', async () => {
    const { email } = await scene.signUp();
    const known = await post('/api/auth/request-password-reset', { email });
    const before = scene.later.length;
    const unknown = await post('/api/auth/request-password-reset', { email: newEmail() });
    expect(unknown.status).toBe(known.status);
    expect(await unknown.text()).toBe(await known.text());
    expect(scene.later).toHaveLength(before);
  });

  it('changes with the old one, and ends the other sessions', async () => {
    const { email, token } = await scene.signUp();
    const other = readSession(await signIn(email, password));
    const change = { currentPassword: 'wrong', newPassword: 'another password', revokeOtherSessions: true };
    const refused = await post('/api/auth/change-password', change, bearer(token));
    expect(await refused.json()).toMatchObject({ code: 'INVALID_PASSWORD' });
    const changed = await post(
      '/api/auth/change-password',
      { ...change, currentPassword: password },
      bearer(token),
    );
    expect(changed.status).toBe(200);
    expect(await whoIs(other.token)).toBe(401);
    expect(await whoIs(readSession(changed).token)).toBe(200);
    expect((await signIn(email, 'another password')).status).toBe(200);
  });

  it('ends the other sessions also where nobody asked for it', async () => {
    const { email, token } = await scene.signUp();
    const other = readSession(await signIn(email, password));
    const body = { currentPassword: password, newPassword: 'another password' };
    expect((await post('/api/auth/change-password', body, bearer(token))).status).toBe(200);
    expect(await whoIs(other.token)).toBe(401);
  });

  it('cannot be set anew where no e-mail can be sent, and that is said', async () => {
    const mute = createAuthScene({ ENVIRONMENT: 'preview' });
    const { email } = await mute.signUp();
    const answer = await mute.post('/api/auth/request-password-reset', { email });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'RESET_PASSWORD_DISABLED' });
    const config: { auth: unknown } = await (await mute.get('/api/config')).json();
    expect(config.auth).toEqual({
      providers: ['better-auth'],
      betterAuth: { social: [], sendsEmail: false, requiresVerifiedEmail: false },
    });
  });
});

describe('an address', () => {
  it('is confirmed by the link in an e-mail', async () => {
    const { email, token } = await scene.signUp();
    const link = new URL(await readLink(email));
    expect(link.pathname).toBe('/api/auth/verify-email');
    await scene.call(`${link.pathname}${link.search}`, { redirect: 'manual' });
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ emailVerified: true });
  });

  it('must be confirmed first where that is wanted, and who is known is told to nobody', async () => {
    const strict = createAuthScene({ BETTER_AUTH_VERIFY_EMAIL: 'true' });
    const email = newEmail();
    const body = { name: 'x', email, password };
    const first = await strict.post('/api/auth/sign-up/email', body);
    const second = await strict.post('/api/auth/sign-up/email', body);
    expect(first.headers.getSetCookie()).toEqual([]);
    const shape = async (answer: Response) => {
      const { token, user }: { token: unknown; user: Record<string, unknown> } = await answer.json();
      const { id: _id, createdAt: _created, updatedAt: _updated, ...rest } = user;
      return { status: answer.status, token, keys: Object.keys(user).sort(), rest };
    };
    expect(await shape(second)).toEqual(await shape(first));
    expect((await strict.post('/api/auth/sign-in/email', { email, password })).status).toBe(403);
    const link = new URL(await strict.readLink(email));
    await strict.call(`${link.pathname}${link.search}`, { redirect: 'manual' });
    expect((await strict.post('/api/auth/sign-in/email', { email, password })).status).toBe(200);
  });

  it('changes when the new one is confirmed, and not to one that is taken', async () => {
    const { email, token } = await scene.signUp();
    const taken = (await scene.signUp()).email;
    const next = newEmail();
    expect((await post('/api/auth/change-email', { newEmail: taken }, bearer(token))).status).toBe(200);
    expect((await post('/api/auth/change-email', { newEmail: next }, bearer(token))).status).toBe(200);
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ email });
    const link = new URL(await readLink(next));
    await scene.call(`${link.pathname}${link.search}`, { redirect: 'manual' });
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ email: next });
  });

  it('that is confirmed changes when both the old and the new one agree', async () => {
    const { id, email, token } = await scene.signUp();
    await env.DB.prepare('UPDATE users SET email_verified = 1 WHERE id = ?1').bind(id).run();
    const next = newEmail();
    await post('/api/auth/change-email', { newEmail: next }, bearer(token));
    for (const address of [email, next]) {
      expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ email });
      const link = new URL(await readLink(address));
      await scene.call(`${link.pathname}${link.search}`, { redirect: 'manual' });
    }
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({
      email: next,
      emailVerified: true,
    });
  });
});

describe('somebody who goes', () => {
  it('leaves nothing behind', async () => {
    const { id, token } = await scene.signUp();
    const key = await makeKey(id);
    expect((await get('/api/account', bearer(key))).status).toBe(200);
    await post('/api/auth/delete-user', { password }, bearer(token));
    expect(await whoIs(token)).toBe(401);
    expect((await get('/api/account', bearer(key))).status).toBe(401);
    for (const [table, column] of [
      ['users', 'id'],
      ['auth_sessions', 'user_id'],
      ['auth_accounts', 'user_id'],
      ['auth_verifications', 'value'],
      ['api_keys', 'user_id'],
    ]) {
      const count = `SELECT COUNT(*) AS n FROM ${table} WHERE ${column} = ?1`;
      expect(await env.DB.prepare(count).bind(id).first('n')).toBe(0);
    }
  });

  it('gives the password, and it has to be right', async () => {
    const { token } = await scene.signUp();
    const answer = await post('/api/auth/delete-user', { password: 'wrong' }, bearer(token));
    expect(await answer.json()).toMatchObject({ code: 'INVALID_PASSWORD' });
    expect(await whoIs(token)).toBe(200);
  });

  it('stays where nobody else administers', async () => {
    const { id, token } = await scene.signUp();
    await makeOnlyAdmin(id);
    const answer = await post('/api/auth/delete-user', { password }, bearer(token));
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'LAST_ADMIN' });
    expect(await whoIs(token)).toBe(200);
  });

  it('and is Clerk’s, too, does not come back from there', async () => {
    const { id, token } = await scene.signUp();
    const clerkUserId = `user_${id.replaceAll('-', '')}`;
    await env.DB.prepare('UPDATE users SET clerk_user_id = ?2 WHERE id = ?1').bind(id, clerkUserId).run();
    await post('/api/auth/delete-user', { password }, bearer(token));
    const users = createUserStoreD1(env.DB, () => crypto.randomUUID());
    const subject = { provider: 'clerk', id: clerkUserId } as const;
    expect(await users.ensure(subject, 'free', new Date())).toEqual({ kind: 'deleted' });
  });
});

describe('somebody whom Clerk knows, too', () => {
  it('keeps the address that they sign in with, whatever Clerk says', async () => {
    const { id, email, token } = await scene.signUp();
    const other = (await scene.signUp()).email;
    const subject = { provider: 'clerk', id: `user_${id.replaceAll('-', '')}` } as const;
    await env.DB.prepare('UPDATE users SET clerk_user_id = ?2 WHERE id = ?1').bind(id, subject.id).run();
    const users = createUserStoreD1(env.DB, () => crypto.randomUUID());
    const profile = {
      subject,
      isEmailVerified: true,
      tier: 'pro',
      role: 'user',
      displayName: 'Ada',
      firstName: null,
      lastName: null,
      imageUrl: null,
      isBanned: false,
      lastSignInAt: null,
      sourceEventAtMs: 1,
      sourceMessageId: '',
    } as const;
    for (const [index, address] of [other, newEmail(), null].entries())
      await users.complete({ ...profile, email: address, sourceUpdatedAtMs: index + 1 }, new Date());
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({
      id,
      email,
      emailVerified: false,
      tier: 'pro',
    });
  });
});
