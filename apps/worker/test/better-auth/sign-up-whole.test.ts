import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { interceptStatements } from '../../src/lib/intercepted-database-d1.ts';
import { createAuthScene, loadLibrary, newEmail, password } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const healthy = createAuthScene();

/** D1 that takes so many requests that write and none after them, as where a Worker ends. A batch is one request. */
function createMortalDatabase(writesLeft: number): {
  readonly database: D1Database;
  readonly sent: string[];
} {
  const sent: string[] = [];
  const database = interceptStatements(env.DB, async (sqls, send) => {
    if (!sqls.every((sql) => /^\s*select/i.test(sql))) {
      if (sent.length === writesLeft) throw new Error('the Worker has ended');
      const names = sqls.map((sql) => sql.replace(/^(\w+ into|update|delete from) "?(\w+)"?.*$/is, '$1 $2'));
      sent.push(names.join(' + '));
    }
    return send();
  });
  return { database, sent };
}

async function countRows(email: string): Promise<{ people: unknown; accounts: unknown }> {
  const people = 'SELECT COUNT(*) AS n FROM users WHERE email = ?1';
  const accounts =
    'SELECT COUNT(*) AS n FROM auth_accounts WHERE password IS NOT NULL AND user_id IN (SELECT id FROM users WHERE email = ?1)';
  return {
    people: await env.DB.prepare(people).bind(email).first('n'),
    accounts: await env.DB.prepare(accounts).bind(email).first('n'),
  };
}

describe('signing up', () => {
  it('writes the person and the password as one, then the session', async () => {
    const { database, sent } = createMortalDatabase(100);
    const scene = createAuthScene({ DB: database });
    await scene.signUp();
    expect(sent).toEqual(['insert into users + insert into auth_accounts', 'insert into auth_sessions']);
  });

  it.each([0, 1])('that ends after %i writes leaves nobody who cannot sign in', async (writes) => {
    const email = newEmail();
    const wanted = { name: 'Ada', email, password };
    const dying = createAuthScene({ DB: createMortalDatabase(writes).database });
    expect((await dying.post('/api/auth/sign-up/email', wanted)).status).toBe(503);
    const rows = await countRows(email);
    expect(rows).toEqual(writes === 0 ? { people: 0, accounts: 0 } : { people: 1, accounts: 1 });

    const again = await healthy.post('/api/auth/sign-up/email', wanted);
    expect(again.status).toBe(writes === 0 ? 200 : 422);
    expect((await healthy.post('/api/auth/sign-in/email', { email, password })).status).toBe(200);
  });

  it('tells of the person what the database has', async () => {
    const email = newEmail();
    const answer = await healthy.post('/api/auth/sign-up/email', { name: 'Ada', email, password });
    const { user }: { user: { id: string } } = await answer.json();
    const session = await healthy.post('/api/auth/sign-in/email', { email, password });
    expect(await session.json()).toMatchObject({ user });
  });
});
