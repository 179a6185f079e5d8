import { env } from 'cloudflare:workers';
import { hash } from 'bcryptjs';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { authEndpoints } from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import { origin } from '../harness.ts';
import { listCells } from '../list-cells.ts';
import { bearer } from '../scene.ts';
import { createRandom } from '../webhooks/random.ts';
import { type AuthScene, createAuthScene, loadLibrary } from './auth-scene.ts';
import { callEndpoint, endpointCalls, setUpSecondFactor } from './endpoint-calls.ts';
import { stubGithub } from './github-stand-in.ts';

const { seed } = inject('proofSize');
const timeLimitMs = 600_000;
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

beforeAll(loadLibrary, 60_000);
afterAll(() => vi.unstubAllGlobals());

/** Where something may stand: columns, and answers by method and path. */
interface Places {
  readonly columns?: readonly string[];
  readonly answers?: readonly string[] | 'their own';
}

/** What nobody but its owner may be told, and where it may stand all the same. */
const kinds = {
  password: {},
  'secret of the service': {},
  'secret of a client': {},
  'key of the sender': {},
  'token of an account elsewhere': {},
  'token of a link': { answers: ['GET /reset-password/:token'] },
  'token of a confirmation': {},
  digest: { columns: ['auth_accounts.password'] },
  /** It opens something only with the signature. */
  'id of a session': {
    columns: ['auth_sessions.token'],
    answers: [
      ...['POST /sign-up/email', 'POST /sign-in/email', 'POST /two-factor/verify-totp'],
      ...['POST /two-factor/verify-backup-code', 'POST /two-factor/disable', 'POST /change-password'],
      ...['GET /get-session', 'GET /list-sessions', 'GET /verify-email', 'POST /change-email'],
      ...['POST /update-user', 'POST /two-factor/enable'],
    ],
  },
  'secret of a second factor': {
    answers: ['POST /two-factor/enable', 'POST /two-factor/get-totp-uri'],
  },
  'code on paper': { answers: ['POST /two-factor/enable', 'POST /two-factor/generate-backup-codes'] },
  /** Whoever is adding a passkey or an account elsewhere has it in the row that waits for them to come back. */
  address: { columns: ['users.email', 'auth_verifications.value'], answers: 'their own' },
} as const satisfies Record<string, Places>;
type Kind = keyof typeof kinds;
const placesOf: Readonly<Record<Kind, Places>> = kinds;

interface Planted {
  readonly kind: Kind;
  readonly text: string;
}

interface Setting {
  readonly scene: AuthScene;
  readonly planted: Planted[];
  readonly plant: (kind: Kind, text: string) => string;
  readonly word: () => string;
  /** What was put into the platform's cache. */
  readonly cached: string[];
  readonly hits: string[];
}

const said = async (answer: Response): Promise<string> =>
  `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;

/** A service as it is deployed, in which every secret can be told from others. */
function open(): Setting {
  const random = createRandom(seed);
  const word = () => random.text(letters, 24);
  const planted: Planted[] = [];
  const plant: Setting['plant'] = (kind, text) => {
    if (text !== '') planted.push({ kind, text });
    return text;
  };
  const cached: string[] = [];
  const sent: { to: string; link: string }[] = [];
  const name = crypto.randomUUID();
  const scene = createAuthScene(
    {
      ENVIRONMENT: 'production',
      SOURCE_HOST_ALLOWLIST: '',
      BETTER_AUTH_URL: origin,
      BETTER_AUTH_SECRET: plant('secret of the service', word() + word()),
      BETTER_AUTH_VERIFY_EMAIL: 'false',
      EMAIL_FROM: 'bloqr@example.org',
      RESEND_API_KEY: plant('key of the sender', `re_${word()}`),
      BETTER_AUTH_GITHUB_CLIENT_ID: 'github-client',
      BETTER_AUTH_GITHUB_CLIENT_SECRET: plant('secret of a client', word()),
      BETTER_AUTH_GOOGLE_CLIENT_ID: 'google-client',
      BETTER_AUTH_GOOGLE_CLIENT_SECRET: plant('secret of a client', word()),
    },
    {
      openCache: async () => watchCache(await caches.open(name), cached),
      fetch: async (input, init) => {
        // Else it is the source, which may be kept.
        if (new URL(String(input)).hostname !== 'api.resend.com')
          return new Response('||example.org^\n', { headers: { ETag: '"1"', 'Content-Type': 'text/plain' } });
        const { to, text }: { to: string[]; text: string } = JSON.parse(String(init?.body));
        const link = /https:\S+/.exec(text)?.[0] ?? '';
        const { searchParams } = new URL(link);
        const token = searchParams.get('token') ?? /reset-password\/(\w+)/.exec(link)?.[1] ?? '';
        plant(link.includes('verify-email') ? 'token of a confirmation' : 'token of a link', token);
        sent.push({ to: to[0] ?? '', link });
        return Response.json({ id: '1' });
      },
    },
  );
  return {
    planted,
    plant,
    word,
    cached,
    hits: [],
    scene: {
      ...scene,
      async readLink(email) {
        await Promise.all(scene.later);
        return sent.findLast(({ to }) => to === email)?.link ?? '';
      },
    },
  };
}

function watchCache(cache: Cache, cached: string[]): Cache {
  return {
    match: (request, options) => cache.match(request, options),
    delete: (request, options) => cache.delete(request, options),
    put: async (request, response) => {
      cached.push(`${request} ${await said(response.clone())}`);
      await cache.put(request, response);
    },
  };
}

/** Notes what an answer tells that it may not. */
async function judge(
  { planted, hits }: Setting,
  name: string,
  answer: Response,
  own: readonly string[] = [],
): Promise<string> {
  const text = await said(answer);
  for (const { kind, text: secret } of planted) {
    const { answers } = placesOf[kind];
    const isTheirs = answers === 'their own' ? own.includes(secret) : answers?.includes(name) === true;
    const mayTell = answer.status < 400 && isTheirs;
    if (!mayTell && (text.includes(secret) || text.includes(encodeURIComponent(secret))))
      hits.push(`${kind} in an answer ${answer.status} to ${name}`);
  }
  return text;
}

/** Every endpoint as it is meant, by people of their own. */
async function askAsMeant(setting: Setting): Promise<number> {
  const { scene, plant, word } = setting;
  for (const { method, path } of authEndpoints) {
    const name = `${method} ${path}`;
    const endpoint = endpointCalls[name];
    if (endpoint === undefined) throw new Error(`nobody has said how ${name} is called`);
    const email = plant('address', `canary-${word()}@example.org`);
    const person = await scene.signUp({ email });
    plant('id of a session', person.token.split('.')[0] ?? '');
    const call = await endpoint.prepare(scene, person);
    for (const [field, value] of Object.entries(call.body ?? {})) {
      if (/password/i.test(field)) plant('password', value);
    }
    const own = [email, ...Object.values(call.body ?? {}).map(String)];
    await judge(setting, name, await callEndpoint(scene, call), own);
  }
  return authEndpoints.length;
}

/** What is refused: something planted in each part of the request, and made-up credentials beside real ones. */
async function askOtherwise(setting: Setting): Promise<number> {
  const { scene, plant, word } = setting;
  let count = 0;
  for (const { method, path } of authEndpoints) {
    const name = `${method} ${path}`;
    const own = plant('address', `canary-${word()}@example.org`);
    const { token, cookie } = await scene.signUp({ email: own });
    const wrong = plant('password', `wrong ${word()}`);
    const made = plant('token of a link', word());
    const address = plant('address', `canary-${word()}@example.org`);
    const forged = `${word()}.${word()}`;
    const body = { email: address, newEmail: address, password: wrong, currentPassword: wrong };
    const bodies = [
      { ...body, newPassword: wrong, token: made, code: made, providerId: made, [word()]: wrong },
      { ...body, email: [address], password: { wrong }, newPassword: 'x', token: [made], code: [made] },
    ];
    for (const headers of [bearer(token), bearer(forged), { Cookie: cookie, Origin: origin }, {}]) {
      const full = { ...headers, 'User-Agent': 'x', Referer: `https://example.org/?token=${made}` };
      const target = `/api/auth${path.replace(/:\w+/, made)}?token=${made}&callbackURL=/x&email=${address}`;
      const answers =
        method === 'GET'
          ? [await scene.get(target, full)]
          : await Promise.all(bodies.map((each) => scene.post(target, each, full)));
      for (const answer of answers) {
        // Where somebody goes back to a page with what they came with, they have it already.
        if (answer.status < 400 && (await answer.clone().text()) === '') continue;
        await judge(setting, `${name} otherwise`, answer, [own, address]);
        count++;
      }
    }
  }
  return count;
}

/** Secrets that the service makes itself, and that come from elsewhere. */
async function plantMadeOnes(setting: Setting): Promise<void> {
  const { scene, plant, word } = setting;
  const person = await scene.signUp({ email: plant('address', `canary-${word()}@example.org`) });
  const { secret, backupCodes } = await setUpSecondFactor(scene, person);
  plant('secret of a second factor', secret);
  for (const code of backupCodes) plant('code on paper', code);

  const email = plant('address', `canary-${word()}@example.org`);
  stubGithub({ id: 4715, email, token: plant('token of an account elsewhere', `gho_${word()}`) });
  const comeBack = endpointCalls['GET /callback/:id'];
  if (comeBack === undefined) throw new Error('nobody comes back');
  const call = await comeBack.prepare(scene, person);
  await judge(setting, 'GET /callback/:id', await callEndpoint(scene, call), [email]);

  // Somebody of Clerk's, whose digest becomes the library's own when they come.
  const moved = await scene.signUp({ email: plant('address', `canary-${word()}@example.org`) });
  const password = plant('password', `moved ${word()}`);
  const digest = plant('digest', (await hash(password, 4)).replace(/^\$2[aby]/, '$2b'));
  await env.DB.prepare('UPDATE auth_accounts SET password = ?1 WHERE user_id = ?2')
    .bind(digest, moved.id)
    .run();
  const signIn = await scene.post('/api/auth/sign-in/email', { email: moved.email, password });
  expect(signIn.status).toBe(200);
  await judge(setting, 'POST /sign-in/email', signIn, [moved.email]);
  await Promise.all(scene.later);

  // The rest of the API by such a session, with something for the cache.
  const configuration = { name: 'x', sources: [{ source: 'https://lists.example.org/a.txt' }] };
  const compile = await scene.post('/api/compile', { configuration }, bearer(moved.token));
  expect(compile.status).toBe(200);
  await judge(setting, 'POST /api/compile', compile);
  for (const path of ['/api/config', '/api/openapi.json', '/api/health', '/api/keys'])
    await judge(setting, path, await scene.get(path, bearer(moved.token)));
}

it('what people and operators trust the sign-in with is in no log, no cache, no answer to others and no other column', {
  timeout: timeLimitMs,
}, async ({ task }) => {
  const setting = open();
  const { scene, planted, plant, cached, hits } = setting;
  stubGithub(undefined);
  await plantMadeOnes(setting);
  const meant = await askAsMeant(setting);
  const others = await askOtherwise(setting);
  await Promise.all(scene.later);

  const { results } = await env.DB.prepare(
    'SELECT password FROM auth_accounts WHERE password IS NOT NULL',
  ).all<{ password: string }>();
  for (const { password } of results) plant('digest', password);
  const log = JSON.stringify(scene.entries);
  const cells = await listCells();
  for (const { kind, text } of planted) {
    const { columns } = placesOf[kind];
    if (log.includes(text)) hits.push(`${kind} in the log`);
    if (cached.some((entry) => entry.includes(text))) hits.push(`${kind} in the cache`);
    for (const { column, value } of cells)
      if (value.includes(text) && columns?.includes(column) !== true) hits.push(`${kind} in ${column}`);
  }
  const unique = [...new Set(hits)];
  task.meta.figures = [
    `Better Auth: ${planted.length} planted texts of ${Object.keys(kinds).length} kinds, seed ${seed}, ${meant} requests as meant and ${others} otherwise: ${unique.length} hits in answers, ${scene.entries.length} lines of the log, ${cached.length} entries of the cache and ${cells.length} cells of D1`,
    ...unique.slice(0, 10),
  ];
  expect(unique).toEqual([]);
  // Each kind was there to be found, and the search finds what is there.
  expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  expect(
    cells.some(({ column, value }) => column === 'auth_accounts.password' && log.length > value.length),
  ).toBe(true);
  expect(cached.length).toBeGreaterThan(0);
  expect(log).toContain('email-sent');
});

it.each([
  { name: 'on this machine', bindings: { ENVIRONMENT: 'local' }, isLogged: true },
  { name: 'in a preview', bindings: { ENVIRONMENT: 'preview' }, isLogged: false },
  {
    name: 'in production',
    bindings: { ENVIRONMENT: 'production', BETTER_AUTH_URL: origin, SOURCE_HOST_ALLOWLIST: '' },
    isLogged: false,
  },
])('a link to set a password anew stands in the log $name: $isLogged', async ({ bindings, isLogged }) => {
  const scene = createAuthScene(bindings);
  const { email } = await scene.signUp();
  await (await scene.post('/api/auth/request-password-reset', { email })).text();
  await Promise.all(scene.later);
  const log = JSON.stringify(scene.entries);
  expect(log.includes('reset-password?token=')).toBe(isLogged);
  expect(log.includes(email)).toBe(isLogged);
});
