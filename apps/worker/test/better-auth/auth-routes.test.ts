import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { authEndpoints } from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import { expectProblem, origin } from '../harness.ts';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post, get } = scene;
const whoIs = async (token: string) => (await get('/api/account', bearer(token))).status;

describe('a page of another site', () => {
  it.each([
    { name: 'another origin', headers: { Origin: 'https://evil.example' } },
    { name: 'an origin that begins like ours', headers: { Origin: `${origin}.evil.example` } },
    { name: 'no origin that may be told', headers: { Origin: 'null' } },
  ])('signs nobody in or out: $name', async ({ headers }) => {
    const { email, cookie, token } = await scene.signUp();
    const signIn = await post('/api/auth/sign-in/email', { email, password }, headers);
    await expectProblem(signIn, 'foreign-page');
    const signOut = await post('/api/auth/sign-out', {}, { ...headers, Cookie: cookie });
    await expectProblem(signOut, 'foreign-page');
    expect(await whoIs(token)).toBe(200);
  });

  it('cannot use our cookies, even where it may call the API', async () => {
    const page = 'https://app.example';
    const allowing = createAuthScene({ ALLOWED_ORIGINS: page });
    const { cookie, token, email } = await allowing.signUp();
    const signOut = await allowing.post('/api/auth/sign-out', {}, { Cookie: cookie, Origin: page });
    await expectProblem(signOut, 'foreign-page');
    expect(await whoIs(token)).toBe(200);
    const signIn = await allowing.post('/api/auth/sign-in/email', { email, password }, { Origin: page });
    expect(signIn.status).toBe(200);
    expect(signIn.headers.get('Access-Control-Expose-Headers')).toContain('Set-Auth-Token');
  });

  it('cannot send a form', async () => {
    const answer = await scene.call('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
      body: 'email=a%40example.org&password=x',
    });
    await expectProblem(answer, 'foreign-page');
    const own = await scene.call('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
      body: 'email=a%40example.org&password=x',
    });
    await expectProblem(own, 'unsupported-media-type');
  });

  it('is not where a link leads', async () => {
    const { email } = await scene.signUp();
    const body = { email, redirectTo: 'https://evil.example/' };
    expect((await post('/api/auth/request-password-reset', body)).status).toBe(403);
  });
});

describe('the addresses below /api/auth', () => {
  it('that are not offered are not there', async () => {
    for (const path of [
      'nothing',
      'ok',
      'error',
      'sign-in',
      'sign-in/email/',
      'get-access-token',
      'two-factor/send-otp',
    ])
      await expectProblem(await get(`/api/auth/${path}`), 'not-found');
  });

  it('take only their methods', async () => {
    const answer = await get('/api/auth/sign-in/email');
    expect(answer.headers.get('Allow')).toBe('POST');
    await expectProblem(answer, 'method-not-allowed');
  });

  it('take no body that is too large', async () => {
    const body = { email: 'x'.repeat(40_000) };
    await expectProblem(await post('/api/auth/sign-in/email', body), 'payload-too-large');
  });

  it('have the headers of every answer', async () => {
    const answer = await get('/api/auth/get-session');
    expect(answer.headers.get('X-Request-Id')).toMatch(/./);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('are not there where Better Auth is not a provider', async () => {
    const { call } = createAuthScene({
      AUTH_PROVIDERS: 'clerk',
      CLERK_JWKS_URL: 'https://clerk.example.org/.well-known/jwks.json',
    });
    for (const { path } of authEndpoints) await expectProblem(await call(`/api/auth${path}`), 'not-found');
  });

  it('say what is missing where there is no secret', async () => {
    const { call } = createAuthScene({ BETTER_AUTH_SECRET: '' });
    await expectProblem(await call('/api/auth/get-session'), 'misconfigured');
  });
});

describe('attempts', () => {
  it('on one account are counted wherever they come from, whether there is one or not', async () => {
    for (const email of [(await scene.signUp()).email, newEmail()]) {
      const statuses: number[] = [];
      for (let n = 0; n < 7; n++)
        statuses.push((await post('/api/auth/sign-in/email', { email, password: 'wrong' })).status);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
      const answer = await post('/api/auth/sign-in/email', { email: ` ${email.toUpperCase()}`, password });
      expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
      const problem = await expectProblem(answer, 'rate-limited');
      expect(JSON.stringify(problem)).not.toContain(email);
    }
  });

  it('from one address are counted, and headers of proxies change nothing', async () => {
    const address = { 'CF-Connecting-IP': '203.0.113.77' };
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) {
      const headers = { ...address, 'X-Forwarded-For': `198.51.100.${n}` };
      const answer = await post('/api/auth/request-password-reset', { email: newEmail() }, headers);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429, 429]);
  });
});

describe('what fails', () => {
  it('is told as what it is: the database', async () => {
    const { token } = await scene.signUp();
    const failing = createAuthScene({ DB: brokenDatabase() });
    for (const answer of [
      await failing.post('/api/auth/sign-in/email', { email: newEmail(), password }),
      await failing.post('/api/auth/sign-up/email', { name: 'x', email: newEmail(), password }),
      await failing.get('/api/auth/get-session', bearer(token)),
      await failing.get('/api/account', bearer(token)),
    ]) {
      expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
      await expectProblem(answer, 'unavailable');
    }
    expect(JSON.stringify(failing.entries)).not.toContain('SECRET');
  });

  it('lets nobody through: the counter', async () => {
    const RATE_WINDOWS = new Proxy(env.RATE_WINDOWS, {
      get() {
        throw new Error('gone');
      },
    });
    const uncounted = createAuthScene({ RATE_WINDOWS });
    const answer = await uncounted.post('/api/auth/sign-in/email', { email: newEmail(), password });
    await expectProblem(answer, 'unavailable');
  });
});

it('the log has neither addresses nor passwords, tokens nor links', async () => {
  const quiet = createAuthScene(
    {
      EMAIL_FROM: 'bloqr@example.org',
      RESEND_API_KEY: 're_CANARY',
      BETTER_AUTH_VERIFY_EMAIL: 'false',
    },
    { fetch: async () => new Response('{}') },
  );
  const { email, token, cookie, password: word } = await quiet.signUp({ password: 'CANARY-password' });
  await quiet.post('/api/auth/sign-in/email', { email, password: 'CANARY-wrong' });
  await quiet.post('/api/auth/sign-up/email', { name: 'x', email, password });
  await quiet.post('/api/auth/request-password-reset', { email });
  await quiet.get('/api/auth/reset-password/CANARY-token?callbackURL=/x');
  await Promise.all(quiet.later);
  const log = JSON.stringify(quiet.entries);
  expect(log).toContain('email-sent');
  for (const secret of [email, token, cookie, word, 'CANARY']) expect(log).not.toContain(secret);
});

function brokenDatabase(): D1Database {
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === 'prepare' || name === 'batch')
        return () => {
          throw new Error('D1_ERROR: SECRET');
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
