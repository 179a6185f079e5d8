import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectProblem, origin } from '../harness.ts';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password, readCookies, readSession } from './auth-scene.ts';
import { stubGithub } from './github-stand-in.ts';

beforeAll(loadLibrary, 60_000);
afterEach(() => vi.unstubAllGlobals());

const scene = createAuthScene();
const { post, get } = scene;
/** Addresses have to be confirmed, as where e-mails go to people. */
const strict = createAuthScene({ BETTER_AUTH_VERIFY_EMAIL: 'true' });
const open = (link: string): Promise<Response> => {
  const { pathname, search } = new URL(link);
  return get(`${pathname}${search}`);
};
const countEmails = (entries: typeof scene.entries, email: string): number =>
  entries.filter(({ event, to }) => event === 'email' && to === email).length;

describe('an address to go on to', () => {
  const evil = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/x/..//evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'https:evil.example',
    `${origin}.evil.example/`,
    `${origin}@evil.example/`,
    'javascript:alert(1)',
    'data:text/html,x',
  ];

  /** Where a browser would be. */
  function land(answer: Response): string {
    const location = answer.headers.get('Location');
    return location === null ? origin : new URL(location, origin).origin;
  }

  it.each(evil)('is never another host’s: %s', async (address) => {
    const callbackURL = encodeURIComponent(address);
    const { email, token } = await scene.signUp();
    await post('/api/auth/request-password-reset', { email });
    for (const path of [
      `/api/auth/verify-email?token=x&callbackURL=${callbackURL}`,
      `/api/auth/verify-email?token=${new URL(await scene.readLink(email)).searchParams.get('token')}&callbackURL=${callbackURL}`,
      `/api/auth/reset-password/x?callbackURL=${callbackURL}`,
    ])
      expect(land(await get(path))).toBe(origin);
    await post('/api/auth/request-password-reset', { email, redirectTo: address });
    await post('/api/auth/change-email', { newEmail: newEmail(), callbackURL: address }, bearer(token));
    await Promise.all(scene.later);
    for (const { event, to, link } of scene.entries)
      if (event === 'email' && to === email) expect(land(await open(String(link)))).toBe(origin);
  });

  it('is the page of the sign-in where nobody knows what was begun elsewhere', async () => {
    for (const query of ['', '?code=x', '?code=x&state=y', '?error=access_denied&state=y']) {
      const answer = await get(`/api/auth/callback/github${query}`);
      expect(answer.headers.get('Location')).toMatch(new RegExp(`^${origin}/sign-in\\?error=\\w+$`));
    }
  });
});

describe('an address that is written otherwise', () => {
  it.each(['/api/auth/%73ign-in/email', '/api/%61uth/sign-in/email', '/api/auth/sign-in%2Femail'])(
    'is none: %s',
    async (path) => {
      await expectProblem(await post(path, { email: newEmail(), password }), 'not-found');
    },
  );
});

describe('e-mails', () => {
  it('to one address are few, however often a link is opened that has one sent', async () => {
    const { id, email, token } = await scene.signUp();
    await env.DB.prepare('UPDATE users SET email_verified = 1 WHERE id = ?1').bind(id).run();
    const victim = newEmail();
    await post('/api/auth/change-email', { newEmail: victim }, bearer(token));
    const link = await scene.readLink(email);
    for (let n = 0; n < 12; n++) expect((await open(link)).status).toBe(302);
    await Promise.all(scene.later);
    expect(countEmails(scene.entries, victim)).toBe(5);
  });

  it('tell whoever has the address that somebody wanted to sign up with it once more', async () => {
    const email = newEmail();
    const wanted = { name: 'x', email, password };
    await strict.post('/api/auth/sign-up/email', wanted);
    const first = await strict.readLink(email);
    await strict.post('/api/auth/sign-up/email', wanted);
    expect(await strict.readLink(email)).toBe(`${origin}/sign-in`);
    expect(first).not.toBe(`${origin}/sign-in`);
  });

  it('are waited for by nobody: how long one takes tells nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const slow = createAuthScene(
      { EMAIL_FROM: 'bloqr@example.org', RESEND_API_KEY: 're_x', BETTER_AUTH_VERIFY_EMAIL: 'true' },
      { fetch: () => promise },
    );
    const email = newEmail();
    for (const [path, body] of [
      ['sign-up/email', { name: 'x', email, password }],
      ['sign-in/email', { email, password }],
      ['send-verification-email', { email }],
      ['request-password-reset', { email }],
      ['sign-up/email', { name: 'x', email, password }],
    ] as const)
      expect((await slow.post(`/api/auth/${path}`, body)).status).toBeLessThan(500);
    resolve(new Response('{}'));
    await Promise.all(slow.later);
    expect(slow.entries.filter(({ event }) => event === 'email-sent')).toHaveLength(5);
  });
});

describe('an address that somebody else has taken meanwhile', () => {
  it('is refused by the link as by signing up', async () => {
    const wanted = newEmail();
    const links: string[] = [];
    for (const _ of [1, 2]) {
      const { token } = await scene.signUp();
      await post('/api/auth/change-email', { newEmail: wanted }, bearer(token));
      links.push(await scene.readLink(wanted));
    }
    const [first = '', second = ''] = links;
    expect((await open(first)).status).toBe(302);
    const answer = await open(second);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL' });
  });
});

describe('what somebody says of themselves', () => {
  it.each([
    { name: {} },
    { name: [] },
    { name: 1 },
    { name: null },
    { image: {} },
    { image: 1 },
    { image: [] },
  ])('has to be text: %o', async (body) => {
    const { token } = await scene.signUp();
    const answer = await post('/api/auth/update-user', body, bearer(token));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_PROFILE' });
    expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ displayName: 'Ada' });
  });
});

describe('attempts', () => {
  const guess = { currentPassword: 'wrong wrong', newPassword: 'another password' };

  it('in one session are counted together, however its token is written', async () => {
    const { token, cookie } = await scene.signUp();
    const [name = '', value = ''] = cookie.split('=');
    const spell = (at: number, text: string) =>
      `${text.slice(0, at)}%${text.charCodeAt(at).toString(16)}${text.slice(at + 1)}`;
    const spellings: Record<string, string>[] = [
      { Authorization: `bearer ${token}` },
      { Authorization: `BEARER  ${token}` },
      { Authorization: `Bearer ${spell(0, token)}` },
      { Authorization: `Bearer ${spell(5, token)}` },
      { Cookie: cookie },
      { Cookie: `${name}=${spell(3, value)}` },
      { Cookie: `${name}="${value}"` },
    ];
    for (let n = 0; n < 5; n++) await post('/api/auth/change-password', guess, bearer(token));
    for (const headers of spellings)
      await expectProblem(await post('/api/auth/change-password', guess, headers), 'rate-limited');
  });
});

describe('an account elsewhere', () => {
  const bindings = {
    BETTER_AUTH_VERIFY_EMAIL: 'true',
    BETTER_AUTH_GITHUB_CLIENT_ID: 'client-id',
    BETTER_AUTH_GITHUB_CLIENT_SECRET: 'client-secret',
  };
  const github = createAuthScene(bindings);

  /** Comes back from GitHub, which says that somebody has this address. */
  async function comeBack(id: number, email: string, isVerified: boolean): Promise<Response> {
    stubGithub({ id, email, isVerified, token: 'x', idToken: 'CANARY-id-token' });
    const start = await github.post('/api/auth/sign-in/social', {
      provider: 'github',
      callbackURL: '/compiler',
    });
    const { url }: { url: string } = await start.json();
    const state = encodeURIComponent(new URL(url).searchParams.get('state') ?? '');
    return github.get(`/api/auth/callback/github?code=x&state=${state}`, { Cookie: readCookies(start) });
  }

  it('with an address that nobody has confirmed lets nobody in where addresses have to be', async () => {
    const email = newEmail();
    const refused = await comeBack(5001, email, false);
    expect(refused.headers.get('Location')).toMatch(/\/sign-in\?error=\w+/);
    expect(refused.headers.get('set-auth-token')).toBeNull();
    const count = 'SELECT COUNT(*) AS n FROM auth_sessions JOIN users ON users.id = user_id WHERE email = ?1';
    expect(await env.DB.prepare(count).bind(email).first('n')).toBe(0);
    const { pathname, search } = new URL(await github.readLink(email));
    await github.get(`${pathname}${search}`);
    expect(readSession(await comeBack(5001, email, false)).token).toMatch(/\./);
  });

  it('leaves nothing of itself in clear in the database', async () => {
    const email = newEmail();
    for (const _ of ['up', 'in']) {
      await comeBack(5002, email, true);
      const find = 'SELECT a.* FROM auth_accounts a JOIN users u ON u.id = a.user_id WHERE u.email = ?1';
      const row = await env.DB.prepare(find).bind(email).first();
      expect(row).toMatchObject({ provider_id: 'github', id_token: null });
    }
  });
});

describe('a link in an e-mail', () => {
  it('leads to the address of the service, whatever a request says', async () => {
    const url = 'https://bloqr.example.org';
    const deployed = createAuthScene({ BETTER_AUTH_URL: url, BETTER_AUTH_VERIFY_EMAIL: 'false' }, {});
    const email = newEmail();
    const foreign = {
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'http',
      Forwarded: 'host=evil.example',
    };
    const headers = { ...foreign, Origin: url, Host: 'evil.example' };
    await deployed.post('/api/auth/sign-up/email', { name: 'x', email, password }, headers);
    expect(await deployed.readLink(email)).toMatch(
      /^https:\/\/bloqr\.example\.org\/api\/auth\/verify-email\?/,
    );
    await deployed.post('/api/auth/request-password-reset', { email }, headers);
    expect(await deployed.readLink(email)).toMatch(/^https:\/\/bloqr\.example\.org\/reset-password\?token=/);
    await deployed.post('/api/auth/request-password-reset', { email, redirectTo: '/x' }, headers);
    expect(await deployed.readLink(email)).toMatch(
      /^https:\/\/bloqr\.example\.org\/api\/auth\/reset-password\//,
    );
  });
});

it('a link to set a password anew ends when the password changes', async () => {
  const { email, token } = await scene.signUp();
  await post('/api/auth/request-password-reset', { email });
  const link = new URL(await scene.readLink(email));
  const change = { currentPassword: password, newPassword: 'another password' };
  expect((await post('/api/auth/change-password', change, bearer(token))).status).toBe(200);
  const body = { newPassword: 'a third password', token: link.searchParams.get('token') };
  const answer = await post('/api/auth/reset-password', body);
  expect(await answer.json()).toMatchObject({ code: 'INVALID_TOKEN' });
});
