import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, password, readCookies, readSession } from './auth-scene.ts';
import { givePasskey, type Passkey } from './stand-in-authenticator.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post, get } = scene;

async function begin(): Promise<{ readonly challenge: string; readonly Cookie: string }> {
  const options = await get('/api/auth/passkey/generate-authenticate-options');
  const { challenge }: { challenge: string } = await options.json();
  return { challenge, Cookie: readCookies(options) };
}

async function signIn(
  passkey: Passkey,
  change: (response: object) => object = (same) => same,
): Promise<Response> {
  const { challenge, Cookie } = await begin();
  const body = { response: change(passkey.answer(challenge)) };
  return post('/api/auth/passkey/verify-authentication', body, { Cookie });
}

describe('a passkey', () => {
  it('signs its person in, and tells of them what a session tells', async () => {
    const person = await scene.signUp();
    const answer = await signIn(await givePasskey(person.id));
    expect(answer.status).toBe(200);
    const { user }: { user: object } = await answer.json();
    const account = await get('/api/account', bearer(readSession(answer).token));
    expect(await account.json()).toMatchObject({ id: person.id });
    const session: { user: object } = await (await get('/api/auth/get-session', bearer(person.token))).json();
    expect(Object.keys(user).sort()).toEqual(Object.keys(session.user).sort());
  });

  it('is of no use to somebody who is banned, now or later', async () => {
    const { id } = await scene.signUp();
    const passkey = await givePasskey(id);
    await env.DB.prepare('UPDATE users SET banned = 1 WHERE id = ?1').bind(id).run();
    const answer = await signIn(passkey);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-auth-token')).toBeNull();
    const count = 'SELECT COUNT(*) AS n FROM auth_sessions WHERE user_id = ?1';
    expect(await env.DB.prepare(count).bind(id).first('n')).toBe(0);
    expect(scene.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('answers one challenge once, and no other', async () => {
    const { id } = await scene.signUp();
    const passkey = await givePasskey(id);
    const { challenge, Cookie } = await begin();
    const body = { response: passkey.answer(challenge) };
    const [first, again] = [
      await post('/api/auth/passkey/verify-authentication', body, { Cookie }),
      await post('/api/auth/passkey/verify-authentication', body, { Cookie }),
    ];
    expect([first.status, again.status]).toEqual([200, 400]);
    const other = await begin();
    const replayed = await post('/api/auth/passkey/verify-authentication', body, { Cookie: other.Cookie });
    expect(replayed.status).toBe(400);
    expect(replayed.headers.get('set-auth-token')).toBeNull();
  });

  it.each([
    { name: 'an id that is no text', change: (same: object) => ({ ...same, id: {} }) },
    { name: 'no response', change: (same: object) => ({ ...same, response: 1 }) },
    { name: 'another type', change: (same: object) => ({ ...same, type: 'password' }) },
    { name: 'nothing', change: () => ({}) },
  ])('is refused where a browser says nothing of the kind: $name', async ({ change }) => {
    const { id } = await scene.signUp();
    const answer = await signIn(await givePasskey(id), change);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });

  it.each([
    { id: {}, response: { clientDataJSON: 1 } },
    {
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      response: { clientDataJSON: 'e30', attestationObject: 'AA' },
      clientExtensionResults: {},
    },
    null,
  ])('that is made up is not registered, and is no failure of ours: %o', async (response) => {
    const { token } = await scene.signUp();
    const options = await get('/api/auth/passkey/generate-register-options', bearer(token));
    const headers = { ...bearer(token), Cookie: readCookies(options) };
    const answer = await post('/api/auth/passkey/verify-registration', { response }, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'FAILED_TO_VERIFY_REGISTRATION' });
  });
});

it('a second factor that is begun several times at once is one', async () => {
  const { id, token } = await scene.signUp();
  const answers = await Promise.all(
    [1, 2, 3].map(() => post('/api/auth/two-factor/enable', { password }, bearer(token))),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const count = 'SELECT COUNT(*) AS n FROM auth_two_factors WHERE user_id = ?1';
  expect(await env.DB.prepare(count).bind(id).first('n')).toBe(1);
});
