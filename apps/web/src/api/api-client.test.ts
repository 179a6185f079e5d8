import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import { CurrentSession, type SessionState } from '../session/session.ts';
import { ApiClient } from './api-client.ts';
import { fillPath } from './api-operation.ts';

interface Sent {
  readonly address: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

const signedIn = (getToken: () => Promise<string | undefined>): SessionState => ({
  kind: 'signed-in',
  person: { id: 'user-1', label: 'ada@example.org', provider: 'clerk', isAdmin: false },
  getToken,
});

/** A client whose service gives this answer. */
function createClient(
  answer: () => Response | Promise<Response> = () => Response.json({}),
  state: SessionState = { kind: 'signed-out' },
) {
  const clock = createTestClock();
  const sent: Sent[] = [];
  let rechecks = 0;
  const session = new CurrentSession(state, () => rechecks++);
  const client = new ApiClient(
    {
      ...clock,
      fetch: (address, init) => {
        sent.push({
          address: String(address),
          method: init?.method,
          headers: new Headers(init?.headers),
          body: init?.body,
        });
        return new Promise((resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError')));
          Promise.resolve(answer()).then(resolve, reject);
        });
      },
    },
    session,
  );
  return { client, session, sent, clock, rechecks: () => rechecks };
}

describe('a request', () => {
  it('puts parameters and body where they belong', async () => {
    const { client, sent } = createClient();
    await client.send('patch', '/api/keys/{id}', { path: { id: 'a/../b' }, body: { name: 'x' } }, () => true);
    expect(sent[0]).toMatchObject({
      address: '/api/keys/a%2F..%2Fb',
      method: 'PATCH',
      body: '{"name":"x"}',
    });
    expect(sent[0]?.headers.get('Content-Type')).toBe('application/json');
    expect(fillPath('/api/x', {}, { a: 'b&c', d: undefined, e: 1 })).toBe('/api/x?a=b%26c&e=1');
  });

  it.each([
    { name: 'a token', state: signedIn(async () => 'abc'), expected: 'Bearer abc' },
    { name: 'no token where a cookie does', state: signedIn(async () => undefined), expected: null },
    {
      name: 'none of a provider that fails',
      state: signedIn(() => Promise.reject(new Error())),
      expected: null,
    },
    { name: 'none of nobody', state: { kind: 'signed-out' } as const, expected: null },
    { name: 'none of a failed session', state: { kind: 'failed', reason: 'x' } as const, expected: null },
  ])('carries $name', async ({ state, expected }) => {
    const { client, sent } = createClient(undefined, state);
    await client.send('get', '/api/account', {}, () => true);
    expect(sent[0]?.headers.get('Authorization')).toBe(expected);
  });

  it('waits until it is known who is signed in', async () => {
    const { client, sent, session } = createClient(undefined, { kind: 'loading' });
    const answer = client.send('get', '/api/account', {}, () => true);
    expect(sent).toEqual([]);
    session.set(signedIn(async () => 'late'));
    await answer;
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer late');
  });

  it('goes out without a credential where that is not known in 5 s', async () => {
    const { client, sent, clock } = createClient(undefined, { kind: 'loading' });
    const answer = client.send('get', '/api/account', {}, () => true);
    clock.pass(5000);
    await answer;
    expect(sent[0]?.headers.get('Authorization')).toBe(null);
  });
});

describe('an answer', () => {
  const readName = (value: unknown): string | undefined =>
    typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined;

  it('is what the reader makes of it', async () => {
    const { client } = createClient(() => Response.json({ name: 'x' }));
    expect(await client.send('get', '/api/config', {}, readName)).toEqual({ kind: 'answered', value: 'x' });
  });

  it.each([
    {
      name: 'of which the reader makes nothing',
      answer: () => Response.json([]),
      failure: { kind: 'cut-off' },
    },
    { name: 'that is a page', answer: () => new Response('<!doctype html>'), failure: { kind: 'cut-off' } },
    {
      name: 'that never came',
      answer: () => Promise.reject(new TypeError()),
      failure: { kind: 'unreachable' },
    },
    {
      name: 'that is a refusal',
      answer: () =>
        Response.json(
          {
            code: 'rate-limited',
            title: 'Too often',
            status: 429,
            detail: 'Wait.',
            type: '/errors#rate-limited',
          },
          { status: 429, headers: { 'Retry-After': '7' } },
        ),
      failure: {
        kind: 'problem',
        problem: { code: 'rate-limited', page: '/errors#rate-limited', title: 'Too often' },
        retryAtMs: 7000,
      },
    },
    {
      name: 'that is a refusal of something in between',
      answer: () => new Response('Bad gateway', { status: 502 }),
      failure: { kind: 'problem', problem: { title: 'The service answered with status 502' } },
    },
  ])('$name is a failure', async ({ answer, failure }) => {
    const { client } = createClient(answer);
    const answered = await client.send('get', '/api/config', {}, readName);
    expect(answered).toMatchObject({ kind: 'failed', failure });
  });

  it('that takes more than 20 s is not waited for', async () => {
    const { client, clock, sent } = createClient(() => new Promise(() => undefined));
    const answer = client.send('get', '/api/config', {}, readName);
    await expect.poll(() => sent.length).toBe(1);
    clock.pass(20_000);
    expect(await answer).toEqual({ kind: 'failed', failure: { kind: 'silent', seconds: 20 } });
  });

  it('401 lets the session be looked at again', async () => {
    const { client, rechecks } = createClient(() => Response.json({}, { status: 401 }));
    await client.send('get', '/api/account', {}, readName);
    expect(rechecks()).toBe(1);
  });
});
