import { env } from 'cloudflare:workers';
import { getMigrations } from 'better-auth/db/migration';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { authEndpoints } from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import { forgetOldSessions } from '../../src/auth/providers/better-auth/forget-old-sessions-d1.ts';
import { createLibrary } from '../../src/auth/providers/better-auth/library-d1.ts';
import { createLibraryOptions } from '../../src/auth/providers/better-auth/library-options.ts';
import { createPasswordHashing } from '../../src/auth/providers/better-auth/password-hashing.ts';
import { expectProblem, origin } from '../harness.ts';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password, readSession, secret } from './auth-scene.ts';
import { stubGithub } from './github-stand-in.ts';
import { libraryParts } from './library-parts.ts';
import { totp } from './totp.ts';

beforeAll(loadLibrary, 60_000);
afterEach(() => vi.unstubAllGlobals());

const scene = createAuthScene();
const { post, get } = scene;
const whoIs = async (token: string) => (await get('/api/account', bearer(token))).status;

/** What the library has and is not offered, with the reason. */
const notOffered: Readonly<Record<string, string>> = {
  '/ok': 'GET /api/health says it',
  '/error': 'pages of ours show what went wrong',
  '/update-session': 'a session has nothing to set',
  '/verify-password': 'what needs the password asks for it',
  '/refresh-token': 'accounts elsewhere are for signing in alone',
  '/get-access-token': 'accounts elsewhere are for signing in alone',
  '/account-info': 'accounts elsewhere are for signing in alone',
  '/delete-user/callback': 'deleting takes the password, not an e-mail',
  '/two-factor/send-otp': 'the second factor is an app, or a code on paper',
  '/two-factor/verify-otp': 'the second factor is an app, or a code on paper',
};

describe('the library', () => {
  it('finds the tables as it wants them', async () => {
    const options = createLibraryOptions(
      origin,
      { ...libraryParts, spendCode: async () => true },
      () => {},
      createPasswordHashing(() => undefined),
    );
    const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database: env.DB });
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  });

  it('has no address that is neither offered nor left out on purpose', async () => {
    const library = await createLibrary(origin, libraryParts);
    const there = library.listEndpoints().map(({ path }) => path);
    const known = [...authEndpoints.map(({ path }) => path), ...Object.keys(notOffered)];
    expect([...new Set(there)].sort()).toEqual([...new Set(known)].sort());
    for (const { path, method } of authEndpoints)
      expect(library.listEndpoints().some((one) => one.path === path && one.methods.includes(method))).toBe(
        true,
      );
  });
});

describe('a second factor', () => {
  it('is asked for when somebody signs in with the password, and guessing it is stopped', {
    timeout: 60_000,
  }, async () => {
    const { email, token } = await scene.signUp();
    const enabled = await post('/api/auth/two-factor/enable', { password }, bearer(token));
    const { totpURI, backupCodes }: { totpURI: string; backupCodes: string[] } = await enabled.json();
    const key = new URL(totpURI).searchParams.get('secret') ?? '';
    const confirmed = await post('/api/auth/two-factor/verify-totp', { code: totp(key) }, bearer(token));
    expect(confirmed.status).toBe(200);

    const first = await post('/api/auth/sign-in/email', { email, password });
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true });
    expect(first.headers.get('set-auth-token')).toBeNull();
    const Cookie = first.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .filter((text) => !text?.endsWith('='))
      .join('; ');
    expect(Cookie).toMatch(/^__Host-bloqr\.two_factor=/);
    expect((await get('/api/account', { Cookie, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(401);

    const wrong = await post('/api/auth/two-factor/verify-totp', { code: '000000x' }, { Cookie });
    expect(wrong.status).toBe(401);
    const right = await post('/api/auth/two-factor/verify-totp', { code: totp(key) }, { Cookie });
    expect(await whoIs(readSession(right).token)).toBe(200);

    const second = await post('/api/auth/sign-in/email', { email, password });
    const again = {
      Cookie: second.headers
        .getSetCookie()
        .map((text) => text.split(';')[0])
        .join('; '),
    };
    const byCode = await post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] }, again);
    expect(await whoIs(readSession(byCode).token)).toBe(200);

    const third = await post('/api/auth/sign-in/email', { email, password });
    const guess = {
      Cookie: third.headers
        .getSetCookie()
        .map((text) => text.split(';')[0])
        .join('; '),
    };
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++)
      statuses.push((await post('/api/auth/two-factor/verify-totp', { code: `00000${n}x` }, guess)).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('stands in the database encrypted', async () => {
    const { id, token } = await scene.signUp();
    const enabled = await post('/api/auth/two-factor/enable', { password }, bearer(token));
    const { totpURI, backupCodes }: { totpURI: string; backupCodes: string[] } = await enabled.json();
    const row = JSON.stringify(
      await env.DB.prepare('SELECT * FROM auth_two_factors WHERE user_id = ?1').bind(id).first(),
    );
    for (const text of [new URL(totpURI).searchParams.get('secret') ?? '-', ...backupCodes])
      expect(row).not.toContain(text);
  });
});

describe('a passkey', () => {
  it('is asked for of this host, and none that is made up signs anybody in', async () => {
    const { token } = await scene.signUp();
    const register = await get('/api/auth/passkey/generate-register-options', bearer(token));
    expect(await register.json()).toMatchObject({ rp: { id: 'bloqr.test', name: 'bloqr' } });
    const options = await get('/api/auth/passkey/generate-authenticate-options');
    expect(options.status).toBe(200);
    const Cookie = options.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const response = { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} };
    const answer = await post('/api/auth/passkey/verify-authentication', { response }, { Cookie });
    expect(answer.status).toBe(401);
    const list = await get('/api/auth/passkey/list-user-passkeys', bearer(token));
    expect(await list.json()).toEqual([]);
  });
});

describe('an account elsewhere', () => {
  const github = createAuthScene({
    BETTER_AUTH_GITHUB_CLIENT_ID: 'client-id',
    BETTER_AUTH_GITHUB_CLIENT_SECRET: 'CANARY-secret',
  });

  async function comeBack(): Promise<Response> {
    const start = await github.post('/api/auth/sign-in/social', {
      provider: 'github',
      callbackURL: '/compiler',
      errorCallbackURL: '/sign-in',
    });
    const { url }: { url: string } = await start.json();
    const there = new URL(url);
    expect(there.origin).toBe('https://github.com');
    expect(there.searchParams.get('client_id')).toBe('client-id');
    expect(there.searchParams.get('redirect_uri')).toBe(`${origin}/api/auth/callback/github`);
    expect(url).not.toContain('CANARY');
    const Cookie = start.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const state = encodeURIComponent(there.searchParams.get('state') ?? '');
    return github.get(`/api/auth/callback/github?code=x&state=${state}`, { Cookie });
  }

  it('signs somebody up and, the next time, in', async () => {
    const email = newEmail();
    stubGithub({ id: 4711, email, token: 'CANARY-token' });
    const first = await comeBack();
    expect(first.status).toBe(302);
    expect(first.headers.get('Location')).toBe('/compiler');
    const account = await github.get('/api/account', bearer(readSession(first).token));
    const { id }: { id: string } = await account.json();
    const again = await github.get('/api/account', bearer(readSession(await comeBack()).token));
    expect(await again.json()).toMatchObject({ id, email, emailVerified: true });
    const row = await env.DB.prepare('SELECT access_token FROM auth_accounts WHERE user_id = ?1')
      .bind(id)
      .first();
    expect(JSON.stringify(row)).not.toContain('CANARY');
  });

  it('does not become that of somebody with the same address', async () => {
    const { email, id } = await scene.signUp();
    stubGithub({ id: 4712, email, token: 'CANARY-token' });
    const answer = await comeBack();
    expect(answer.headers.get('Location')).toMatch(/error=/);
    expect(answer.headers.get('set-auth-token')).toBeNull();
    const count = 'SELECT COUNT(*) AS n FROM auth_accounts WHERE user_id = ?1';
    expect(await env.DB.prepare(count).bind(id).first('n')).toBe(1);
  });

  it('is of no use to somebody who is banned', async () => {
    const email = newEmail();
    stubGithub({ id: 4713, email, token: 'CANARY-token' });
    await comeBack();
    await env.DB.prepare('UPDATE users SET banned = 1 WHERE email = ?1').bind(email).run();
    const answer = await comeBack();
    expect(answer.headers.get('set-auth-token')).toBeNull();
    expect(answer.headers.get('Location')).toMatch(/error=/);
    const count = 'SELECT COUNT(*) AS n FROM users WHERE email = ?1';
    expect(await env.DB.prepare(count).bind(email).first('n')).toBe(1);
  });

  it('that is not set up is none', async () => {
    const answer = await post('/api/auth/sign-in/social', { provider: 'google', callbackURL: '/' });
    expect(answer.status).toBe(404);
  });

  it('is told of to pages', async () => {
    const config: { auth: unknown } = await (await github.get('/api/config')).json();
    expect(config.auth).toMatchObject({ betterAuth: { social: ['github'], sendsEmail: true } });
    expect(JSON.stringify(config)).not.toContain('CANARY');
  });
});

describe('a secret that is exchanged', () => {
  it('ends the sessions, and leaves second factors readable', async () => {
    const { email, token } = await scene.signUp();
    const enabled = await post('/api/auth/two-factor/enable', { password }, bearer(token));
    const { totpURI }: { totpURI: string } = await enabled.json();
    const key = new URL(totpURI).searchParams.get('secret') ?? '';
    await post('/api/auth/two-factor/verify-totp', { code: totp(key) }, bearer(token));
    const next = createAuthScene({
      BETTER_AUTH_SECRET: secret,
      BETTER_AUTH_SECRETS: `2:${crypto.randomUUID()}${crypto.randomUUID()},1:${secret}`,
    });
    await expectProblem(await next.get('/api/account', bearer(token)), 'invalid-session-token');
    const first = await next.post('/api/auth/sign-in/email', { email, password });
    const Cookie = first.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const answer = await next.post('/api/auth/two-factor/verify-totp', { code: totp(key) }, { Cookie });
    expect(answer.status).toBe(200);
  });
});

it('what is over is forgotten, and nothing else', async () => {
  const { id, token } = await scene.signUp();
  await forgetOldSessions(env.DB, new Date());
  expect(await whoIs(token)).toBe(200);
  await forgetOldSessions(env.DB, new Date(Date.now() + 8 * 86_400_000));
  const count = 'SELECT COUNT(*) AS n FROM auth_sessions WHERE user_id = ?1';
  expect(await env.DB.prepare(count).bind(id).first('n')).toBe(0);
});
