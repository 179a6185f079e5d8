import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthScene, loadLibrary, newEmail, password } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();
/** Addresses have to be confirmed, as where e-mails go to people. */
const strict = createAuthScene({ BETTER_AUTH_VERIFY_EMAIL: 'true' });

describe('signing up several times at once', () => {
  it('tells no more than one after the other, where nobody is to learn who is known', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      [1, 2, 3].map(() => strict.post('/api/auth/sign-up/email', { name: 'x', email, password })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const count = 'SELECT COUNT(*) AS n FROM users WHERE email = ?1';
    expect(await env.DB.prepare(count).bind(email).first('n')).toBe(1);
  });
});

describe('somebody who signs in while', () => {
  /** D1 in which something happens right before a session is written. */
  function createRacingDatabase(race: () => Promise<unknown>): D1Database {
    return new Proxy(env.DB, {
      get(target, name) {
        if (name !== 'prepare') {
          const member: unknown = Reflect.get(target, name);
          return typeof member === 'function' ? member.bind(target) : member;
        }
        return (sql: string) =>
          /^insert into "?auth_sessions/i.test(sql) ? hold(target.prepare(sql)) : target.prepare(sql);
      },
    });
    function hold(statement: D1PreparedStatement): D1PreparedStatement {
      return new Proxy(statement, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          if (name === 'bind') return (...values: unknown[]) => hold(target.bind(...values));
          return async (...args: unknown[]) => {
            await race();
            return Reflect.apply(member, target, args);
          };
        },
      });
    }
  }

  it.each([
    { name: 'they are banned', sql: 'UPDATE users SET banned = 1 WHERE id = ?1' },
    { name: 'they are deleted', sql: 'DELETE FROM users WHERE id = ?1' },
    { name: 'they are Clerk’s alone again', sql: 'UPDATE users SET better_auth = 0 WHERE id = ?1' },
  ])('$name is nobody, and stays so', async ({ sql }) => {
    const { id, email } = await scene.signUp();
    await env.DB.prepare('DELETE FROM auth_sessions WHERE user_id = ?1').bind(id).run();
    const racing = createAuthScene({
      DB: createRacingDatabase(() => env.DB.prepare(sql).bind(id).run()),
    });
    const answer = await racing.post('/api/auth/sign-in/email', { email, password });
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const count = 'SELECT COUNT(*) AS n FROM auth_sessions WHERE user_id = ?1';
    expect(await env.DB.prepare(count).bind(id).first('n')).toBe(0);
  });
});
