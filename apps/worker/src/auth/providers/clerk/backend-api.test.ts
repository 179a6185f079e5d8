import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../lib/log.ts';
import type { UserProfile } from '../../../users/user-store.ts';
import { createBackendApi } from './backend-api.ts';
import { createCompleteUser } from './complete-user.ts';

const id = 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S';
const user = { id, public_metadata: { tier: 'pro' }, updated_at: 1_600_000_000_000 };
const nowMs = 1_700_000_000_000;

/** A client whose requests a test answers. */
function createApi(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  const api = createBackendApi({
    url: 'https://api.clerk.com',
    secretKey: 'sk_test_abc',
    now: () => nowMs,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return answer(request);
    },
  });
  return { api, requests };
}

describe('the Backend API', () => {
  it('is asked for one user, with the secret key, and follows no redirect', async () => {
    const { api, requests } = createApi(() => Response.json(user));
    expect(await api.findUser(id)).toMatchObject({
      kind: 'found',
      profile: {
        subject: { provider: 'clerk', id },
        tier: 'pro',
        sourceUpdatedAtMs: 1_600_000_000_000,
        sourceEventAtMs: nowMs,
        sourceMessageId: '',
      },
    });
    const [request] = requests;
    expect(request?.url).toBe(`https://api.clerk.com/v1/users/${id}`);
    expect(request?.method).toBe('GET');
    expect(request?.headers.get('Authorization')).toBe('Bearer sk_test_abc');
    expect(request?.headers.get('Clerk-API-Version')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(request?.redirect).toBe('manual');
  });

  it.each([
    { name: '404', answer: () => new Response('', { status: 404 }), expected: { kind: 'unknown' } },
    {
      name: '401',
      answer: () => new Response('', { status: 401 }),
      expected: { kind: 'unavailable', reason: 'status-401' },
    },
    {
      name: '429',
      answer: () => new Response('', { status: 429 }),
      expected: { kind: 'rate-limited', retryAfterSeconds: 10 },
    },
    {
      name: '503',
      answer: () => new Response('', { status: 503 }),
      expected: { kind: 'unavailable', reason: 'status-503' },
    },
    {
      name: 'a redirect',
      answer: () => Response.redirect('https://example.org/', 302),
      expected: { kind: 'unavailable', reason: 'status-302' },
    },
    {
      name: 'a page',
      answer: () => new Response('<html>'),
      expected: { kind: 'unavailable', reason: 'not-a-user' },
    },
    {
      name: 'nothing',
      answer: () => new Response(null),
      expected: { kind: 'unavailable', reason: 'not-a-user' },
    },
    {
      name: 'somebody else',
      answer: () => Response.json({ ...user, id: 'user_other' }),
      expected: { kind: 'unavailable', reason: 'not-a-user' },
    },
    {
      name: 'too much',
      answer: () => new Response(new Uint8Array(300_000)),
      expected: { kind: 'unavailable', reason: 'too-large' },
    },
    {
      name: 'a broken connection',
      answer: () => Promise.reject(new TypeError('x')),
      expected: { kind: 'unavailable', reason: 'network' },
    },
    {
      name: 'silence',
      answer: () => Promise.reject(new DOMException('x', 'TimeoutError')),
      expected: { kind: 'unavailable', reason: 'timeout' },
    },
  ])('answers with $name', async ({ answer, expected }) => {
    expect(await createApi(answer).api.findUser(id)).toEqual(expected);
  });

  it('never leaves its place in the address', async () => {
    const { api, requests } = createApi(() => new Response('', { status: 404 }));
    await api.findUser('../jwks?x=#y');
    expect(requests[0]?.url).toBe('https://api.clerk.com/v1/users/..%2Fjwks%3Fx%3D%23y');
  });
});

describe('a change that the Backend API is asked for', () => {
  it.each([
    {
      change: { kind: 'set-metadata', tier: 'pro' },
      expected: { method: 'PATCH', path: '/metadata', body: '{"public_metadata":{"tier":"pro"}}' },
    },
    {
      change: { kind: 'set-metadata', tier: 'free', role: 'editor' },
      expected: {
        method: 'PATCH',
        path: '/metadata',
        body: '{"public_metadata":{"tier":"free","role":"editor"}}',
      },
    },
    { change: { kind: 'ban' }, expected: { method: 'POST', path: '/ban', body: '' } },
    { change: { kind: 'unban' }, expected: { method: 'POST', path: '/unban', body: '' } },
  ] as const)('$change.kind says so, and nothing else', async ({ change, expected }) => {
    const bodies: string[] = [];
    const { api, requests } = createApi(async (request) => {
      bodies.push(await request.text());
      return Response.json(user);
    });
    expect(await api.changeUser(id, change)).toMatchObject({ kind: 'found', profile: { tier: 'pro' } });
    const [request] = requests;
    expect({
      method: request?.method,
      url: request?.url,
      body: bodies[0],
      redirect: request?.redirect,
    }).toEqual({
      method: expected.method,
      url: `https://api.clerk.com/v1/users/${id}${expected.path}`,
      body: expected.body,
      redirect: 'manual',
    });
  });

  it.each([
    { status: 302, expected: { kind: 'refused', reason: 'status-302' } },
    { status: 401, expected: { kind: 'refused', reason: 'status-401' } },
    { status: 404, expected: { kind: 'unknown' } },
    { status: 422, expected: { kind: 'refused', reason: 'status-422' } },
    { status: 429, expected: { kind: 'busy' } },
    { status: 500, expected: { kind: 'unavailable', reason: 'status-500' } },
    { status: 503, expected: { kind: 'unavailable', reason: 'status-503' } },
  ])('is made or not, or nobody knows: $status', async ({ status, expected }) => {
    const { api } = createApi(
      () => new Response('', { status, headers: { Location: 'https://example.org/' } }),
    );
    expect(await api.changeUser(id, { kind: 'ban' })).toEqual(expected);
  });

  it.each([
    { name: 'an answer about somebody else', answer: () => Response.json({ ...user, id: 'user_other' }) },
    { name: 'no JSON', answer: () => new Response('ok') },
    { name: 'a connection that breaks', answer: () => Promise.reject(new TypeError('reset')) },
  ])('may be made where there is $name', async ({ answer }) => {
    const { api } = createApi(answer);
    expect(await api.changeUser(id, { kind: 'ban' })).toMatchObject({ kind: 'unavailable' });
  });
});

describe('completing a user', () => {
  const complete = async (answer: () => Response, write = async () => {}) => {
    const entries: LogEntry[] = [];
    const written: UserProfile[] = [];
    const { api, requests } = createApi(answer);
    const users = {
      complete: async (profile: UserProfile) => {
        await write();
        written.push(profile);
      },
    };
    const completeUser = createCompleteUser({
      api,
      users,
      log: (entry) => entries.push(entry),
      now: () => nowMs,
    });
    await completeUser({ provider: 'clerk', id });
    return { entries, written, requests, completeUser };
  };

  it('writes what Clerk says', async () => {
    const { written } = await complete(() => Response.json(user));
    expect(written).toMatchObject([{ tier: 'pro' }]);
  });

  it('leaves the row where Clerk knows nobody, and where it does not answer', async () => {
    for (const status of [404, 500]) {
      const { written, entries } = await complete(() => new Response('', { status }));
      expect(written).toEqual([]);
      expect(entries).toHaveLength(1);
    }
  });

  it('only logs where the row cannot be written', async () => {
    const { entries } = await complete(
      () => Response.json(user),
      () => Promise.reject(new Error('x')),
    );
    expect(entries).toEqual([{ level: 'error', event: 'user-completion-failed', reason: 'database' }]);
  });

  it('asks about nobody whom another provider signs in', async () => {
    const { completeUser, requests } = await complete(() => Response.json(user));
    await completeUser({ provider: 'better-auth', id: 'x' });
    expect(requests).toHaveLength(1);
  });

  it('does nothing without a secret key', async () => {
    const completeUser = createCompleteUser({
      api: undefined,
      users: undefined,
      log: () => {},
      now: () => nowMs,
    });
    await expect(completeUser({ provider: 'clerk', id })).resolves.toBeUndefined();
  });
});
