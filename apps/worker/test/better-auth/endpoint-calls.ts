import { bearer } from '../scene.ts';
import { type AuthScene, newEmail, password, readSession, type SignedUp } from './auth-scene.ts';
import { totp } from './totp.ts';

/** A request to an endpoint of the sign-in as it is made where all is well. */
export interface EndpointCall {
  readonly path: string;
  /** Left out, it is a GET. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is answered where all is well, and what has to be there first. */
interface Endpoint {
  readonly status: number;
  /** Given somebody who is signed in. */
  readonly prepare: (scene: AuthScene, person: SignedUp) => Promise<EndpointCall> | EndpointCall;
}

const another = 'another battery staple';
const backTo = '/account';

/** A secret as an app has it: what `two-factor/enable` gives, and the headers of whoever signs in with it next. */
async function enableSecondFactor({ post }: AuthScene, { token }: SignedUp) {
  const answer = await post('/api/auth/two-factor/enable', { password }, bearer(token));
  const { totpURI, backupCodes }: { totpURI: string; backupCodes: string[] } = await answer.json();
  return { secret: new URL(totpURI).searchParams.get('secret') ?? '', backupCodes };
}

/** A sign-in that waits for its second factor: the cookies that say so. */
async function beginTwoFactor({ post }: AuthScene, { email }: SignedUp): Promise<Record<string, string>> {
  const answer = await post('/api/auth/sign-in/email', { email, password });
  return {
    Cookie: answer.headers
      .getSetCookie()
      .map((text) => text.split(';')[0] ?? '')
      .join('; '),
  };
}

const signedIn =
  (path: string, body?: object): Endpoint['prepare'] =>
  (_scene, { token }) => ({ path, headers: bearer(token), ...(body && { body }) });

async function requestReset({ post, readLink }: AuthScene, email: string): Promise<string> {
  await post('/api/auth/request-password-reset', { email });
  return new URL(await readLink(email)).searchParams.get('token') ?? '';
}

/** As a browser says it, in answer to no challenge: it is refused. */
const madeUpPasskey = {
  id: 'nothing',
  rawId: 'nothing',
  type: 'public-key',
  response: { clientDataJSON: 'e30' },
};

/** A request for each endpoint, by method and path as `auth-endpoints.data.ts` has them. */
export const endpointCalls: Readonly<Record<string, Endpoint>> = {
  'POST /sign-up/email': {
    status: 200,
    prepare: () => ({ path: '/sign-up/email', body: { name: 'Ada', email: newEmail(), password } }),
  },
  'POST /sign-in/email': {
    status: 200,
    prepare: (_scene, { email }) => ({ path: '/sign-in/email', body: { email, password } }),
  },
  'POST /sign-in/social': {
    status: 200,
    prepare: () => ({ path: '/sign-in/social', body: { provider: 'github', callbackURL: backTo } }),
  },
  'GET /callback/:id': {
    status: 302,
    prepare: async ({ post }) => {
      const begun = await post('/api/auth/sign-in/social', { provider: 'github', callbackURL: backTo });
      const { url }: { url: string } = await begun.json();
      const cookies = begun.headers.getSetCookie().map((text) => text.split(';')[0] ?? '');
      const state = encodeURIComponent(new URL(url).searchParams.get('state') ?? '');
      return {
        path: `/callback/github?code=made-up&state=${state}`,
        headers: { Cookie: cookies.join('; ') },
      };
    },
  },
  'POST /sign-out': { status: 200, prepare: signedIn('/sign-out', {}) },
  'GET /get-session': { status: 200, prepare: signedIn('/get-session') },
  'GET /list-sessions': { status: 200, prepare: signedIn('/list-sessions') },
  'POST /revoke-session': {
    status: 200,
    prepare: async ({ post }, { email, token }) => {
      const other = readSession(await post('/api/auth/sign-in/email', { email, password }));
      return {
        path: '/revoke-session',
        body: { token: other.token.split('.')[0] },
        headers: bearer(token),
      };
    },
  },
  'POST /revoke-sessions': { status: 200, prepare: signedIn('/revoke-sessions', {}) },
  'POST /revoke-other-sessions': { status: 200, prepare: signedIn('/revoke-other-sessions', {}) },
  'POST /update-user': { status: 200, prepare: signedIn('/update-user', { name: 'Grace' }) },
  'POST /delete-user': { status: 200, prepare: signedIn('/delete-user', { password }) },
  'POST /change-password': {
    status: 200,
    prepare: signedIn('/change-password', { currentPassword: password, newPassword: another }),
  },
  'POST /change-email': {
    status: 200,
    prepare: (_scene, { token }) => ({
      path: '/change-email',
      body: { newEmail: newEmail() },
      headers: bearer(token),
    }),
  },
  'POST /request-password-reset': {
    status: 200,
    prepare: (_scene, { email }) => ({ path: '/request-password-reset', body: { email } }),
  },
  'GET /reset-password/:token': {
    status: 302,
    prepare: async (scene, { email }) => ({
      path: `/reset-password/${await requestReset(scene, email)}?callbackURL=${encodeURIComponent(backTo)}`,
    }),
  },
  'POST /reset-password': {
    status: 200,
    prepare: async (scene, { email }) => ({
      path: '/reset-password',
      body: { newPassword: another, token: await requestReset(scene, email) },
    }),
  },
  'POST /send-verification-email': {
    status: 200,
    prepare: (_scene, { email }) => ({ path: '/send-verification-email', body: { email } }),
  },
  'GET /verify-email': {
    status: 302,
    prepare: async ({ readLink }, { email }) => {
      const { pathname, search } = new URL(await readLink(email));
      return { path: `${pathname.slice('/api/auth'.length)}${search}` };
    },
  },
  'GET /list-accounts': { status: 200, prepare: signedIn('/list-accounts') },
  'POST /link-social': {
    status: 200,
    prepare: signedIn('/link-social', { provider: 'github', callbackURL: backTo }),
  },
  // Nobody takes their last way in away.
  'POST /unlink-account': {
    status: 400,
    prepare: signedIn('/unlink-account', { providerId: 'credential' }),
  },
  'POST /two-factor/enable': { status: 200, prepare: signedIn('/two-factor/enable', { password }) },
  'POST /two-factor/disable': { status: 200, prepare: signedIn('/two-factor/disable', { password }) },
  'POST /two-factor/get-totp-uri': {
    status: 200,
    prepare: async (scene, person) => {
      await enableSecondFactor(scene, person);
      return { path: '/two-factor/get-totp-uri', body: { password }, headers: bearer(person.token) };
    },
  },
  'POST /two-factor/generate-backup-codes': {
    status: 200,
    prepare: async (scene, person) => ({
      path: '/two-factor/generate-backup-codes',
      body: { password },
      headers: bearer((await setUpSecondFactor(scene, person)).token),
    }),
  },
  'POST /two-factor/verify-totp': {
    status: 200,
    prepare: async (scene, person) => {
      const { secret } = await setUpSecondFactor(scene, person);
      return {
        path: '/two-factor/verify-totp',
        body: { code: totp(secret) },
        headers: await beginTwoFactor(scene, person),
      };
    },
  },
  'POST /two-factor/verify-backup-code': {
    status: 200,
    prepare: async (scene, person) => {
      const { backupCodes } = await setUpSecondFactor(scene, person);
      return {
        path: '/two-factor/verify-backup-code',
        body: { code: backupCodes[0] },
        headers: await beginTwoFactor(scene, person),
      };
    },
  },
  'GET /passkey/generate-register-options': {
    status: 200,
    prepare: signedIn('/passkey/generate-register-options'),
  },
  'POST /passkey/verify-registration': {
    status: 400,
    prepare: signedIn('/passkey/verify-registration', { response: madeUpPasskey }),
  },
  'GET /passkey/generate-authenticate-options': {
    status: 200,
    prepare: () => ({ path: '/passkey/generate-authenticate-options' }),
  },
  'POST /passkey/verify-authentication': {
    status: 400,
    prepare: () => ({ path: '/passkey/verify-authentication', body: { response: madeUpPasskey } }),
  },
  'GET /passkey/list-user-passkeys': { status: 200, prepare: signedIn('/passkey/list-user-passkeys') },
  'POST /passkey/update-passkey': {
    status: 404,
    prepare: signedIn('/passkey/update-passkey', { id: 'nothing', name: 'x' }),
  },
  'POST /passkey/delete-passkey': {
    status: 404,
    prepare: signedIn('/passkey/delete-passkey', { id: 'nothing' }),
  },
};

/** A second factor that counts, and the session that came of confirming it. */
export async function setUpSecondFactor(scene: AuthScene, person: SignedUp) {
  const made = await enableSecondFactor(scene, person);
  const body = { code: totp(made.secret) };
  const confirmed = await scene.post('/api/auth/two-factor/verify-totp', body, bearer(person.token));
  return { ...made, token: confirmed.headers.get('set-auth-token') ?? person.token };
}

/** Makes the request. */
export function callEndpoint(scene: AuthScene, { path, body, headers }: EndpointCall): Promise<Response> {
  const address = `/api/auth${path}`;
  return body === undefined ? scene.get(address, headers) : scene.post(address, body, headers);
}
