import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, newEmail, password, readSession } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post, get } = scene;
/** Addresses have to be confirmed, as where e-mails go to people. */
const strict = createAuthScene({ BETTER_AUTH_VERIFY_EMAIL: 'true' });

/**
 * How often a password is hashed meanwhile, to keep it or to compare it. Before each scrypt the library brings the password into
 * one form, NFKC, and nothing else does.
 */
async function countHashes(work: () => Promise<unknown>): Promise<number> {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  try {
    await work();
    return normalize.mock.calls.filter(([form]) => form === 'NFKC').length;
  } finally {
    normalize.mockRestore();
  }
}

/** What an answer tells: everything but what is made up anew each time. */
async function describeAnswer(answer: Response): Promise<unknown> {
  const body = (await answer.text())
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>');
  const headers = [...answer.headers.keys()].filter((name) => !name.startsWith('ratelimit')).sort();
  return { status: answer.status, body, headers };
}

describe('known and unknown addresses', () => {
  it('cost one hash each where the password is wrong', async () => {
    const { email } = await scene.signUp();
    const counts: number[] = [];
    for (const address of [email, newEmail()])
      counts.push(
        await countHashes(() => post('/api/auth/sign-in/email', { email: address, password: 'wrong' })),
      );
    expect(counts).toEqual([1, 1]);
  });

  it('cost one hash each where somebody signs up and addresses have to be confirmed', async () => {
    const email = newEmail();
    const wanted = { name: 'x', password };
    const counts: number[] = [];
    const answers: unknown[] = [];
    for (const address of [email, email, newEmail()])
      counts.push(
        await countHashes(async () => {
          const answer = await strict.post('/api/auth/sign-up/email', { ...wanted, email: address });
          answers.push(
            JSON.parse(JSON.stringify(await describeAnswer(answer)).replaceAll(address, '<email>')),
          );
        }),
      );
    expect(counts).toEqual([1, 1, 1]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each(['request-password-reset', 'send-verification-email'])('get one answer from %s', async (path) => {
    const { email } = await scene.signUp();
    const answers: unknown[] = [];
    for (const address of [email, newEmail()])
      answers.push(await describeAnswer(await post(`/api/auth/${path}`, { email: address })));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 200 });
  });
});

describe('credential stuffing', { timeout: 60_000 }, () => {
  it('of 100 wrong passwords at once on one account, five attempts count', async () => {
    const { email } = await scene.signUp();
    // Signing up is the first of the five on this address.
    const { email: victim } = await scene.signUp();
    const statuses: number[] = [];
    const hashes = await countHashes(async () => {
      const attempts = Array.from({ length: 100 }, (_, n) =>
        post('/api/auth/sign-in/email', { email: victim, password: `wrong ${n}` }),
      );
      for (const answer of await Promise.all(attempts)) statuses.push(answer.status);
    });
    expect(hashes).toBe(4);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(96);
    // Nobody else is kept out by it.
    expect((await post('/api/auth/sign-in/email', { email, password })).status).toBe(200);
  });

  it('of 100 accounts at once from one address, twenty are tried', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.99' };
    const statuses: number[] = [];
    const hashes = await countHashes(async () => {
      const attempts = Array.from({ length: 100 }, () =>
        post('/api/auth/sign-in/email', { email: newEmail(), password: 'wrong' }, headers),
      );
      for (const answer of await Promise.all(attempts)) statuses.push(answer.status);
    });
    expect(hashes).toBe(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(80);
  });
});

it('the database does not have what a link has in it', async () => {
  const { id, email } = await scene.signUp();
  await post('/api/auth/request-password-reset', { email });
  const token = /reset-password[/?](?:token=)?([A-Za-z0-9]+)/.exec(await scene.readLink(email))?.[1] ?? '';
  expect(token.length).toBeGreaterThanOrEqual(20);
  const { results } = await env.DB.prepare('SELECT * FROM auth_verifications WHERE value = ?1')
    .bind(id)
    .all();
  expect(results).toHaveLength(1);
  expect(JSON.stringify(results)).not.toContain(token);
});

describe('session fixation', () => {
  it('a session that was there before signing in is never the one after', async () => {
    const attacker = await scene.signUp();
    const { email, id } = await scene.signUp();
    for (const headers of [{ Cookie: attacker.cookie }, bearer(attacker.token)]) {
      const answer = await post('/api/auth/sign-in/email', { email, password }, headers);
      expect(answer.status).toBe(200);
      const { token } = readSession(answer);
      expect(token).not.toBe(attacker.token);
      expect(await (await get('/api/account', bearer(token))).json()).toMatchObject({ id });
      // What the attacker has still leads to the attacker.
      const own = await get('/api/account', bearer(attacker.token));
      expect(await own.json()).toMatchObject({ id: attacker.id });
    }
  });

  it('a token that somebody made up becomes none by signing in', async () => {
    const { email } = await scene.signUp();
    const planted = `${'A'.repeat(32)}.${'A'.repeat(43)}=`;
    const Cookie = `__Host-bloqr.session_token=${encodeURIComponent(planted)}`;
    const answer = await post('/api/auth/sign-in/email', { email, password }, { Cookie });
    expect(readSession(answer).token).not.toBe(planted);
    const count = 'SELECT COUNT(*) AS n FROM auth_sessions WHERE token = ?1';
    expect(await env.DB.prepare(count).bind('A'.repeat(32)).first('n')).toBe(0);
    expect((await get('/api/account', bearer(planted))).status).toBe(401);
  });
});
