import { env } from 'cloudflare:workers';
import { type CreatedApiKey, createdApiKeySchema } from '@bloqr/contract';
import { beforeAll, expect, inject, it } from 'vitest';
import { declaredRoutes } from '../declared-routes.ts';
import { bearer } from '../scene.ts';
import { createRandom } from '../webhooks/random.ts';
import { createAuthScene, loadLibrary, readSession, type SignedUp } from './auth-scene.ts';

const { seed, staleProbeCount } = inject('proofSize');
const timeLimitMs = 3_600_000;
const probesOfRound = 20;
const atOnceBefore = 4;

beforeAll(loadLibrary, 60_000);

/** Three Workers on one database. */
const isolates = [createAuthScene(), createAuthScene(), createAuthScene()] as const;
const [first] = isolates;

/** Every route that takes somebody signed in; those that would change something are asked for what cannot be. */
const routes = declaredRoutes
  .filter(({ credential }) => credential === 'required')
  .map(({ path, method, body }) => ({
    path: path.replace(/\{\w+\}/g, 'nothing'),
    method,
    body: body === undefined ? undefined : 'null',
  }))
  // Asked while the session holds, it would end it.
  .filter(({ path, method }) => !(method === 'DELETE' && path === '/api/account'));

interface Holder extends SignedUp {
  readonly key: CreatedApiKey;
}

/** What ends a session; when it resolves, that has been answered. Tells whether keys end with it. */
const endings: Readonly<Record<string, (holder: Holder) => Promise<unknown>>> = {
  'signing out': ({ token }) => first.post('/api/auth/sign-out', {}, bearer(token)),
  'revoking it from another session': async ({ email, password, token }) => {
    const other = readSession(await first.post('/api/auth/sign-in/email', { email, password }));
    const [id] = token.split('.');
    return first.post('/api/auth/revoke-session', { token: id }, bearer(other.token));
  },
  'revoking all others': async ({ email, password }) => {
    const other = readSession(await first.post('/api/auth/sign-in/email', { email, password }));
    return first.post('/api/auth/revoke-other-sessions', {}, bearer(other.token));
  },
  'revoking all': ({ token }) => first.post('/api/auth/revoke-sessions', {}, bearer(token)),
  'another password': async ({ email, password }) => {
    const other = readSession(await first.post('/api/auth/sign-in/email', { email, password }));
    const body = { currentPassword: password, newPassword: 'another battery' };
    return first.post('/api/auth/change-password', body, bearer(other.token));
  },
  'a password set by e-mail': async ({ email }) => {
    await first.post('/api/auth/request-password-reset', { email });
    const token = new URL((await first.readLink(email)).replace('/reset-password/', '/x?token='))
      .searchParams;
    const link = token.get('token')?.split('?')[0] ?? '';
    return first.post('/api/auth/reset-password', { token: link, newPassword: 'another battery' });
  },
  'a ban': ({ id }) => env.DB.prepare('UPDATE users SET banned = 1 WHERE id = ?1').bind(id).run(),
  'deleting the account': ({ token, password }) =>
    first.post('/api/auth/delete-user', { password }, bearer(token)),
};
const endsKeys = new Set(['a ban', 'deleting the account']);

it('a session that was ended opens nothing from the next request on', { timeout: timeLimitMs }, async ({
  task,
}) => {
  const random = createRandom(seed);
  const send = async ({ token, key }: Holder, credential: 'token' | 'key'): Promise<number> => {
    const { path, method, body } =
      credential === 'key' ? { path: '/api/account', method: 'GET', body: undefined } : random.pick(routes);
    const answer = await random.pick(isolates).call(path, {
      method,
      headers: {
        ...bearer(credential === 'key' ? key.key : token),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    await answer.text();
    return answer.status;
  };
  const stale: string[] = [];
  let [probes, rounds] = [0, 0];
  const names = Object.keys(endings);
  while (probes < staleProbeCount || rounds < names.length) {
    const name = names[rounds % names.length] ?? '';
    const person = await first.signUp();
    const made = await first.post('/api/keys', { name: 'a key', scopes: ['account'] }, bearer(person.token));
    const holder: Holder = { ...person, key: createdApiKeySchema.parse(await made.json()) };
    // What is refused afterwards is not refused for another reason.
    expect(await send(holder, 'token')).not.toBe(401);
    expect(await send(holder, 'key')).toBe(200);
    const underWay = Array.from({ length: atOnceBefore }, () => send(holder, 'token'));
    const ended = await endings[name]?.(holder);
    if (ended instanceof Response) expect(ended.status, name).toBe(200);
    const after = Array.from({ length: probesOfRound }, (_, index) =>
      send(holder, endsKeys.has(name) && index % 4 === 0 ? 'key' : 'token'),
    );
    for (const status of await Promise.all(after)) if (status !== 401) stale.push(`${status} after ${name}`);
    await Promise.all(underWay);
    probes += probesOfRound;
    rounds++;
  }
  task.meta.figures = [
    `${probes} requests after ${rounds} sessions were ended in ${names.length} ways, over ${routes.length} routes: ${stale.length} passed`,
    ...stale.slice(0, 10),
  ];
  expect(stale).toEqual([]);
});
