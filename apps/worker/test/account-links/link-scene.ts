import { env } from 'cloudflare:workers';
import { readSession, secret } from '../better-auth/auth-scene.ts';
import { type ClerkWorld, createClerkWorld, type Isolate } from '../clerk-world.ts';
import { origin } from '../harness.ts';

const password = 'correct horse battery';
let addresses = 0;

/** A person with an account at Clerk and one with Better Auth, which know nothing of each other. */
export interface TwoAccounts {
  readonly email: string;
  /** Our ids, and Clerk's. */
  readonly clerks: { readonly id: string; readonly clerkUserId: string };
  readonly own: { readonly id: string; readonly token: string };
}

/** A service with both providers beside a local Clerk. */
export async function createLinkScene() {
  const world: ClerkWorld = await createClerkWorld();
  // The library has no clock but the platform's.
  world.clock.nowMs = Date.now();
  const isolate: Isolate = world.createIsolate({
    AUTH_PROVIDERS: 'clerk,better-auth',
    BETTER_AUTH_SECRET: secret,
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    isolate.call(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: origin,
        'CF-Connecting-IP': `10.9.${addresses >> 8}.${addresses++ & 255}`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
  const deliverAll = async (): Promise<void> => {
    for (const delivery of world.outbox.splice(0)) await isolate.deliver(delivery);
  };
  const read = async (token: string): Promise<{ readonly status: number; readonly account: unknown }> => {
    const answer = await isolate.call('/api/account', { headers: { Authorization: `Bearer ${token}` } });
    return { status: answer.status, account: await answer.json() };
  };
  const makeClerks = async (email: string, tier = 'free') => {
    const clerkUserId = await world.makePerson(tier, { email_address: [email] });
    await deliverAll();
    const id = await env.DB.prepare('SELECT id FROM users WHERE clerk_user_id = ?1')
      .bind(clerkUserId)
      .first<string>('id');
    return { clerkUserId, id: id ?? '' };
  };
  const signUp = async (email: string) => {
    const answer = await post('/api/auth/sign-up/email', { name: 'Ada', email, password });
    const { user }: { user: { id: string } } = await answer.json();
    await env.DB.prepare('UPDATE users SET email_verified = 1 WHERE id = ?1').bind(user.id).run();
    return { id: user.id, token: readSession(answer).token };
  };

  return {
    ...isolate,
    world,
    post,
    deliverAll,
    read,
    makeClerks,
    signUp,
    makeTwo: async (): Promise<TwoAccounts> => {
      const email = `${crypto.randomUUID()}@example.org`;
      return { email, clerks: await makeClerks(email), own: await signUp(email) };
    },
    signIn: (email: string) => post('/api/auth/sign-in/email', { email, password }),
    mint: ({ clerks }: TwoAccounts, options: object = {}) => world.mint(clerks.clerkUserId, options),
    link: (first: string, second: unknown) =>
      post('/api/account/link', { token: second }, { Authorization: `Bearer ${first}` }),
  };
}

/** A key of somebody, for what counts; nobody can use it. */
export async function insertKeys(userId: string, count: number): Promise<void> {
  const insert = env.DB.prepare(
    `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
     VALUES (?1, ?2, 'k', 'blq_', lower(hex(randomblob(32))), 'compile', '2026-01-01T00:00:00.000Z')`,
  );
  await env.DB.batch(Array.from({ length: count }, () => insert.bind(crypto.randomUUID(), userId)));
}

const belongings = ['auth_sessions', 'auth_accounts', 'auth_two_factors', 'auth_passkeys', 'api_keys'];

/** All that is anybody's of two accounts: the rows, what hangs on them, and the entries about them. */
export async function readAll(staying: string, leaving: string) {
  const rows = async (sql: string) => (await env.DB.prepare(sql).bind(staying, leaving).all()).results;
  const owned = await Promise.all(
    belongings.map(async (table) => [
      table,
      await rows(`SELECT user_id, COUNT(*) AS n FROM ${table} WHERE user_id IN (?1, ?2) GROUP BY user_id`),
    ]),
  );
  return {
    users: await rows('SELECT * FROM users WHERE id IN (?1, ?2) ORDER BY id'),
    owned: Object.fromEntries(owned) as Record<string, unknown>,
    entries: await rows(
      'SELECT action, actor_user_id, actor_subject, target_id, user_id, before, after FROM audit_entries WHERE user_id IN (?1, ?2)',
    ),
  };
}
