import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../api/api-client.ts';
import type { AuthAnswer } from '../session/better-auth/auth-api.ts';
import { type LinkParts, linkClerkAccount, linkOwnAccount } from './account-link.ts';

const answered = (value: unknown, sessionToken?: string): AuthAnswer => ({
  kind: 'answered',
  value,
  sessionToken,
});
const refused: AuthAnswer = {
  kind: 'refused',
  refusal: { code: 'X', message: 'Not together.', retryAtMs: undefined },
};

interface Scene {
  readonly auth?: Readonly<Record<string, AuthAnswer>>;
  readonly clerkToken?: string;
  readonly linked?: ApiAnswer<unknown>;
}

/** Everything that is asked, in its order. */
function createScene({ auth = {}, clerkToken, linked }: Scene) {
  const asked: unknown[] = [];
  const parts: LinkParts = {
    session: {
      tokenOf: async (provider) => (provider === 'clerk' ? clerkToken : undefined),
      recheck: () => asked.push('recheck'),
    },
    auth: {
      post: async (path, _body, credentials) => {
        asked.push([path, credentials]);
        return auth[path] ?? refused;
      },
      endSession: async (token, credentials) => {
        asked.push(['end', token, credentials]);
      },
    },
    api: {
      send: async (_method, path, request, read) => {
        asked.push([path, 'body' in request ? request.body : undefined]);
        if (linked?.kind === 'failed') return linked;
        const value = read({});
        return value === undefined
          ? { kind: 'failed', failure: { kind: 'cut-off' } }
          : { kind: 'answered', value };
      },
    },
  };
  return { asked, parts };
}

const credentials = { email: 'ada@example.org', password: 'correct horse', code: '' };

describe('from an account of this service', () => {
  it('the session of Clerk in this browser is sent, and who is signed in is asked anew', async () => {
    const { parts, asked } = createScene({ clerkToken: 'a.b.c' });
    expect(await linkClerkAccount(parts)).toMatchObject({ kind: 'done' });
    expect(asked).toEqual([['/api/account/link', { token: 'a.b.c' }], 'recheck']);
  });

  it('it is said how, where there is no such session, and nothing is asked', async () => {
    const { parts, asked } = createScene({});
    expect(await linkClerkAccount(parts)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('sign in with Clerk'),
    });
    expect(asked).toEqual([]);
  });
});

describe('from an account of Clerk', () => {
  it('a session is begun without cookies, sent, and ended', async () => {
    const { parts, asked } = createScene({ auth: { '/sign-in/email': answered({}, 'tok.sig') } });
    expect(await linkOwnAccount(parts, credentials)).toMatchObject({ kind: 'done' });
    expect(asked).toEqual([
      ['/sign-in/email', 'omit'],
      ['/api/account/link', { token: 'tok.sig' }],
      'recheck',
      ['end', 'tok.sig', 'omit'],
    ]);
  });

  it('a code is asked for where the account has a second factor, and then sent', async () => {
    const auth = {
      '/sign-in/email': answered({ twoFactorRedirect: true }),
      '/two-factor/verify-totp': answered({}, 'tok.sig'),
    };
    const { parts, asked } = createScene({ auth });
    expect(await linkOwnAccount(parts, credentials)).toEqual({ kind: 'code-needed' });
    expect(await linkOwnAccount(parts, { ...credentials, code: '123456' })).toMatchObject({ kind: 'done' });
    expect(asked).toEqual([
      ['/sign-in/email', 'omit'],
      ['/sign-in/email', 'same-origin'],
      ['/two-factor/verify-totp', 'same-origin'],
      ['/api/account/link', { token: 'tok.sig' }],
      'recheck',
      ['end', 'tok.sig', 'same-origin'],
    ]);
  });

  it('a wrong password links nothing', async () => {
    const { parts, asked } = createScene({});
    expect(await linkOwnAccount(parts, credentials)).toMatchObject({
      kind: 'refused',
      message: 'Not together.',
    });
    expect(asked).toEqual([['/sign-in/email', 'omit']]);
  });

  it('the session that was begun ends also where linking is refused', async () => {
    const { parts, asked } = createScene({
      auth: { '/sign-in/email': answered({}, 'tok.sig') },
      linked: { kind: 'failed', failure: { kind: 'unreachable' } },
    });
    expect(await linkOwnAccount(parts, credentials)).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([
      ['/sign-in/email', 'omit'],
      ['/api/account/link', { token: 'tok.sig' }],
      ['end', 'tok.sig', 'omit'],
    ]);
  });
});
