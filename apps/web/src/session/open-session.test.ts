import { describe, expect, it } from 'vitest';
import { hasClerkCookie, openSession, type SessionPorts } from './open-session.ts';
import type { SessionAdapter } from './session-adapter.ts';

type Answer = readonly [status: number, body: unknown];

/** A service that gives these answers, and says what it was asked. */
function createScene(
  answer: (path: string, init: RequestInit) => Answer,
  { cookies = '', clerk }: { readonly cookies?: string; readonly clerk?: SessionAdapter } = {},
) {
  const asked: string[] = [];
  let comeBack = (): void => undefined;
  const ports: SessionPorts = {
    fetch: async (path, init = {}) => {
      asked.push(`${init.method ?? 'GET'} ${path}${init.credentials === 'omit' ? ' without cookies' : ''}`);
      const [status, body] = answer(String(path), init);
      return new Response(JSON.stringify(body), { status });
    },
    readCookies: () => cookies,
    onReturn: (run) => {
      comeBack = run;
    },
    clerk: {
      isOpen: () => false,
      open: async () => {
        if (clerk === undefined) throw new Error('Clerk does not answer.');
        return clerk;
      },
      onChange: () => undefined,
    },
  };
  return { asked, session: openSession(ports), comeBack: () => comeBack() };
}

const config = (tier: string, providers = ['better-auth']): Answer => [
  200,
  { tier, auth: { providers, clerkPublishableKey: `pk_test_${btoa('big-fox-1.clerk.accounts.dev$')}` } },
];
const account: Answer = [200, { id: 'user-1', displayName: ' ', email: 'ada@example.org', tier: 'admin' }];

describe('a session of Better Auth', () => {
  it('takes one request where nobody is signed in', async () => {
    const { asked, session } = createScene(() => config('anonymous'));
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
    expect(asked).toEqual(['GET /api/config']);
    expect(session.ways()?.providers).toEqual(['better-auth']);
  });

  it('gives the answer with the limits on, once, to whoever it is about', async () => {
    const { session } = createScene(() => config('anonymous'));
    expect(await session.takeConfig()).toMatchObject({ tier: 'anonymous' });
    expect(await session.takeConfig()).toBeUndefined();
    const other = createScene(() => config('anonymous', ['clerk']), { cookies: '__session=x' });
    expect(await other.session.takeConfig()).toBeUndefined();
  });

  it('is that of whoever the account is', async () => {
    const { session } = createScene((path) => (path === '/api/account' ? account : config('admin')));
    const state = await session.settled();
    expect(state).toMatchObject({
      kind: 'signed-in',
      person: { id: 'user-1', label: 'ada@example.org', provider: 'better-auth', isAdmin: true },
    });
    expect(state.kind === 'signed-in' && (await state.getToken())).toBeUndefined();
  });

  it('that has ended is cleared away, for its cookie would have every request refused', async () => {
    const { asked, session } = createScene((path, { credentials }) => {
      if (path === '/api/auth/sign-out') return [200, {}];
      return credentials === 'omit' ? config('anonymous') : [401, {}];
    });
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
    expect(asked).toEqual([
      'GET /api/config',
      'GET /api/config without cookies',
      'GET /api/config',
      'POST /api/auth/sign-out',
    ]);
  });

  it('is looked for again after a failure', async () => {
    let isDown = true;
    const { session } = createScene(() => (isDown ? [503, {}] : config('anonymous')));
    expect(await session.settled()).toMatchObject({ kind: 'failed' });
    isDown = false;
    session.recheck();
    expect(session.state()).toEqual({ kind: 'loading' });
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
  });

  it('is kept while the service is down, and looked for when somebody comes back', async () => {
    let isDown = false;
    const { asked, session, comeBack } = createScene((path) => {
      if (isDown) return [503, {}];
      return path === '/api/account' ? account : config('pro');
    });
    await session.settled();
    const before = asked.length;
    isDown = true;
    comeBack();
    await expect.poll(() => asked.length).toBeGreaterThan(before);
    expect(session.state().kind).toBe('signed-in');
  });

  it('that began in another tab is found when somebody comes back, without asking anew in between', async () => {
    let tier = 'anonymous';
    const { session, comeBack } = createScene((path) => (path === '/api/account' ? account : config(tier)));
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
    tier = 'admin';
    comeBack();
    expect(session.state().kind).toBe('signed-out');
    await expect.poll(() => session.state().kind).toBe('signed-in');
  });

  it('that nobody has is no failure where somebody comes back while the service is down', async () => {
    let isDown = false;
    const { asked, session, comeBack } = createScene(() => (isDown ? [503, {}] : config('anonymous')));
    await session.settled();
    isDown = true;
    comeBack();
    await expect.poll(() => asked.length).toBe(2);
    await session.settled();
    expect(session.state()).toEqual({ kind: 'signed-out' });
  });

  it.each([
    { name: 'does not end it', end: (): Answer => [503, {}] },
    {
      name: 'cannot be reached',
      end: (): Answer => {
        throw new TypeError('Failed to fetch');
      },
    },
  ])('is not ended where the service $name', async ({ end }) => {
    const { session } = createScene((path) => {
      if (path === '/api/auth/sign-out') return end();
      return path === '/api/account' ? account : config('pro');
    });
    await session.settled();
    await expect(session.signOut()).rejects.toThrow('did not end the session');
    expect(session.state().kind).toBe('signed-in');
  });
});

describe('a token of the provider that does not count', () => {
  const clerk: SessionAdapter = {
    name: 'clerk',
    check: async () => ({ kind: 'signed-in', getToken: async () => 'a.b.c' }),
    signOut: async () => undefined,
  };
  const both = ['better-auth', 'clerk'];

  it.each([
    { name: 'Clerk has a session, too', providers: both, cookies: '__session=x', token: 'a.b.c' },
    { name: 'Clerk has none', providers: both, cookies: '', token: undefined },
    { name: 'Clerk is no provider', providers: ['better-auth'], cookies: '__session=x', token: undefined },
  ])('is there where $name', async ({ providers, cookies, token }) => {
    const { session } = createScene(
      (path) => {
        if (path === '/api/auth/get-session') return [200, { session: { id: 'session-1' } }];
        return path === '/api/account' ? account : config('admin', providers);
      },
      { cookies, clerk },
    );
    expect(await session.settled()).toMatchObject({
      kind: 'signed-in',
      person: { provider: 'better-auth' },
    });
    expect(await session.tokenOf('clerk')).toBe(token);
  });

  it('is the only one where the service answers to its cookie, and Better Auth knows of none', async () => {
    const { session } = createScene(
      (path) => {
        if (path === '/api/auth/get-session') return [200, null];
        return path === '/api/account' ? account : config('admin', both);
      },
      { cookies: '__session=x', clerk },
    );
    expect(await session.settled()).toMatchObject({ kind: 'signed-in', person: { provider: 'clerk' } });
  });

  it('is not believed to be the only one where Better Auth cannot say', async () => {
    const { session } = createScene(
      (path) => (path === '/api/auth/get-session' ? [503, {}] : config('admin', both)),
      { cookies: '__session=x', clerk },
    );
    expect(await session.settled()).toMatchObject({ kind: 'failed' });
  });

  it('is none where pages cannot read it', async () => {
    const { session } = createScene((path) => (path === '/api/account' ? account : config('admin')));
    await session.settled();
    expect(await session.tokenOf('better-auth')).toBeUndefined();
  });
});

describe('a session of Clerk', () => {
  const clerk: SessionAdapter = {
    name: 'clerk',
    check: async () => ({ kind: 'signed-in', getToken: async () => 'token' }),
    signOut: async () => undefined,
  };

  it('is not looked for where there is no cookie of it', async () => {
    const { session } = createScene(() => config('anonymous', ['clerk']));
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
  });

  it('is told by Clerk, and its account by the service', async () => {
    const { asked, session } = createScene(
      (path, { headers }) => {
        if (path !== '/api/account') return config('anonymous', ['clerk']);
        return new Headers(headers).get('Authorization') === 'Bearer token' ? account : [401, {}];
      },
      { cookies: '__session=x', clerk },
    );
    expect(await session.settled()).toMatchObject({ kind: 'signed-in', person: { provider: 'clerk' } });
    expect(asked[0]).toBe('GET /api/config without cookies');
    await session.signOut();
    expect(session.state()).toEqual({ kind: 'signed-out' });
  });

  it('is asked for a fresh token where a kept one is refused, and is over where there is none', async () => {
    const tokens: Record<string, Answer> = { 'Bearer fresh': account };
    for (const [fresh, kind] of [
      ['fresh', 'signed-in'],
      [undefined, 'signed-out'],
    ] as const) {
      const stale: SessionAdapter = {
        ...clerk,
        check: async () => ({ kind: 'signed-in', getToken: async (isFresh) => (isFresh ? fresh : 'kept') }),
      };
      const { session } = createScene(
        (path, { headers }) =>
          path === '/api/account'
            ? (tokens[new Headers(headers).get('Authorization') ?? ''] ?? [401, {}])
            : config('anonymous', ['clerk']),
        { cookies: '__session=x', clerk: stale },
      );
      expect(await session.settled()).toMatchObject({ kind });
    }
  });

  it('fails with the reason where Clerk does not come, or the service does not take its token', async () => {
    const cookies = '__client_uat=1795465912';
    const down = createScene(() => config('anonymous', ['clerk']), { cookies });
    expect(await down.session.settled()).toEqual({ kind: 'failed', reason: 'Clerk does not answer.' });
    const refused = createScene(
      (path) => {
        const problem = { title: 'Invalid JWT', detail: 'The session token is not accepted.' };
        return path === '/api/account' ? [401, problem] : config('anonymous', ['clerk']);
      },
      { cookies, clerk },
    );
    expect(await refused.session.settled()).toEqual({
      kind: 'failed',
      reason: 'Invalid JWT. The session token is not accepted.',
    });
  });
});

describe('a cookie of Clerk', () => {
  it.each([
    { cookies: '', has: false },
    { cookies: '__clerk_db_jwt=x; __client_uat=0; __client_uat_lj-IbFZA=0', has: false },
    { cookies: '__client_uat=1795465912', has: true },
    { cookies: 'a=b; __client_uat_lj-IbFZA=1795465912', has: true },
    { cookies: '__session=x', has: true },
    { cookies: 'my__session=x', has: false },
  ])('is there in “$cookies”: $has', ({ cookies, has }) => {
    expect(hasClerkCookie(cookies)).toBe(has);
  });
});
