import { env } from 'cloudflare:workers';
import type { Bindings } from '../../src/env.ts';
import { createTestApp, origin, type TestParts } from '../harness.ts';

/** A person's way through the sign-in, with what the service has sent them. */
export interface AuthScene extends ReturnType<typeof createTestApp> {
  /** What was not waited for. */
  readonly later: Promise<unknown>[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Somebody whom no other test knows; signed up and in. */
  signUp(wish?: { readonly email?: string; readonly password?: string }): Promise<SignedUp>;
  /** The link in the last e-mail to somebody. */
  readLink(email: string): Promise<string>;
}

export interface SignedUp {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** As it goes into the header Authorization. */
  readonly token: string;
  /** As it goes into the header Cookie. */
  readonly cookie: string;
}

export const secret = crypto.randomUUID() + crypto.randomUUID();
export const newEmail = (): string => `${crypto.randomUUID()}@example.org`;
export const password = 'correct horse battery';

/** A Worker in which people sign in with Better Auth. The database is the one of the test file. */
export function createAuthScene(bindings: Partial<Bindings> = {}, parts: TestParts = {}): AuthScene {
  const later: Promise<unknown>[] = [];
  const app = createTestApp(
    { ...env, RATE_LIMITS: 'anonymous=100000,free=100000', BETTER_AUTH_SECRET: secret, ...bindings },
    {
      now: () => Date.now(),
      newId: () => crypto.randomUUID(),
      waitUntil: (work) => later.push(work),
      ...parts,
    },
  );
  const post: AuthScene['post'] = (path, body, headers = {}) =>
    app.call(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: origin,
        // Each from elsewhere, so that no test uses up another's attempts.
        'CF-Connecting-IP': randomAddress(),
        ...headers,
      },
      body: JSON.stringify(body),
    });
  return {
    ...app,
    later,
    post,
    get: (path, headers = {}) =>
      app.call(path, { headers: { 'CF-Connecting-IP': randomAddress(), ...headers } }),
    async signUp(wish = {}) {
      const email = wish.email ?? newEmail();
      const wanted = { name: 'Ada', email, password: wish.password ?? password };
      const answer = await post('/api/auth/sign-up/email', wanted);
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      const body: { user: { id: string } } = await answer.json();
      return { id: body.user.id, email, password: wanted.password, ...readSession(answer) };
    },
    async readLink(email) {
      await Promise.all(later);
      const entry = app.entries.findLast(({ event, to }) => event === 'email' && to === email);
      if (entry === undefined) throw new Error('no e-mail was sent');
      return String(entry.link);
    },
  };
}

/** The session that an answer gives, in both forms. */
export function readSession(answer: Response): { readonly token: string; readonly cookie: string } {
  const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0] ?? '');
  const cookie = cookies.find((text) => text.includes('session_token='));
  const token = answer.headers.get('set-auth-token');
  if (cookie === undefined || token === null) throw new Error('the answer has no session');
  return { token, cookie };
}

let addresses = 0;

function randomAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** Loads the library, which takes seconds where each of its files is one; to be called before the first test. */
export async function loadLibrary(): Promise<void> {
  await createAuthScene().get('/api/auth/get-session');
}

/** The cookies that an answer sets, as they go into the header Cookie; those that it takes back are left out. */
export function readCookies(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((text) => text.split(';')[0] ?? '')
    .filter((text) => !text.endsWith('='))
    .join('; ');
}
