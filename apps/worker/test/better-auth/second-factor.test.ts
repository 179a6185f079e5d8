import { beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary, password, readCookies, readSession } from './auth-scene.ts';
import { totp } from './totp.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
const { post } = scene;

describe('a code of the second factor', () => {
  it('signs in once', async () => {
    const { email, token } = await scene.signUp();
    const enabled = await post('/api/auth/two-factor/enable', { password }, bearer(token));
    const { totpURI }: { totpURI: string } = await enabled.json();
    const key = new URL(totpURI).searchParams.get('secret') ?? '';
    await post('/api/auth/two-factor/verify-totp', { code: totp(key) }, bearer(token));

    const code = totp(key);
    const begin = async () => ({
      Cookie: readCookies(await post('/api/auth/sign-in/email', { email, password })),
    });
    const [one, two, three] = [await begin(), await begin(), await begin()];
    const verify = (headers: Record<string, string>) =>
      post('/api/auth/two-factor/verify-totp', { code }, headers);
    const atOnce = await Promise.all([verify(one), verify(two)]);
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 401]);
    const later = await verify(three);
    expect(later.status).toBe(401);
    expect(await later.json()).toMatchObject({ code: 'INVALID_CODE' });
  });
});

describe('a browser that is not asked for the second factor', () => {
  /** Somebody with a second factor, and a browser that has been trusted. */
  async function createTrust() {
    const person = await scene.signUp();
    const enable = async (token: string): Promise<string> => {
      const enabled = await post('/api/auth/two-factor/enable', { password }, bearer(token));
      const { totpURI }: { totpURI: string } = await enabled.json();
      const key = new URL(totpURI).searchParams.get('secret') ?? '';
      const confirmed = await post('/api/auth/two-factor/verify-totp', { code: totp(key) }, bearer(token));
      return readSession(confirmed).token && key;
    };
    const key = await enable(person.token);
    const begun = await post('/api/auth/sign-in/email', { email: person.email, password });
    const body = { code: totp(key), trustDevice: true };
    const trusted = await post('/api/auth/two-factor/verify-totp', body, { Cookie: readCookies(begun) });
    const Cookie = readCookies(trusted)
      .split('; ')
      .filter((pair) => pair.includes('trust_device'))
      .join('; ');
    return {
      ...person,
      enable,
      token: readSession(trusted).token,
      signIn: (word: string) =>
        post('/api/auth/sign-in/email', { email: person.email, password: word }, { Cookie }),
    };
  }

  it('is asked again once the password is another', async () => {
    const { email, signIn } = await createTrust();
    await post('/api/auth/request-password-reset', { email });
    const token = new URL(await scene.readLink(email)).searchParams.get('token');
    const newPassword = 'another password';
    expect((await post('/api/auth/reset-password', { newPassword, token })).status).toBe(200);
    expect(await (await signIn(newPassword)).json()).toMatchObject({ twoFactorRedirect: true });
  });

  it('is asked again once the second factor is another', async () => {
    const { token, enable, signIn } = await createTrust();
    const disabled = await post('/api/auth/two-factor/disable', { password }, bearer(token));
    await enable(readSession(disabled).token);
    expect(await (await signIn(password)).json()).toMatchObject({ twoFactorRedirect: true });
  });

  it('is not asked until then', async () => {
    const { signIn } = await createTrust();
    expect(readSession(await signIn(password)).token).toMatch(/\./);
  });
});
