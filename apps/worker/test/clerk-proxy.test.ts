import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createTestApp, expectProblem } from './harness.ts';

const origin = 'https://bloqr.test';
const secretKey = 'sk_test_secret';

/** The service with Clerk at `/__clerk`, and what it hands on. */
function createProxyScene(answer: () => Response | Promise<Response>, settings: Record<string, string> = {}) {
  const sent: Request[] = [];
  const { call, entries } = createTestApp(
    {
      ...env,
      CLERK_PUBLISHABLE_KEY: `pk_test_${btoa('big-fox-1.clerk.accounts.dev$')}`,
      CLERK_SECRET_KEY: secretKey,
      CLERK_PROXY_URL: '/__clerk',
      ...settings,
    },
    {
      fetch: async (input, init) => {
        sent.push(new Request(input, init));
        return answer();
      },
    },
  );
  return { call, entries, sent };
}

describe('Clerk at an address of ours', () => {
  it('is handed on to as a proxy has to, with nothing that is ours', async () => {
    const { call, sent } = createProxyScene(() => Response.json({ response: null }));
    const answer = await call('/__clerk/v1/client?_method=PATCH', {
      method: 'POST',
      headers: {
        Authorization: 'Bearer blq_key',
        Cookie: '__Host-bloqr.session=ours; __client=theirs; __session_abc=theirs; theme=dark',
        'CF-Connecting-IP': '192.0.2.7',
        Origin: origin,
      },
      body: 'a=1',
    });
    expect(await answer.json()).toEqual({ response: null });
    const [request] = sent;
    expect(request?.url).toBe('https://frontend-api.clerk.dev/v1/client?_method=PATCH');
    expect(request?.method).toBe('POST');
    expect(await request?.text()).toBe('a=1');
    const headers = Object.fromEntries(request?.headers ?? []);
    expect(headers).toMatchObject({
      'clerk-proxy-url': `${origin}/__clerk`,
      'clerk-secret-key': secretKey,
      'x-forwarded-for': '192.0.2.7',
      cookie: '__client=theirs; __session_abc=theirs',
      origin,
    });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('says nothing of where somebody claims to come from', async () => {
    const { call, sent } = createProxyScene(() => new Response());
    const claimed = {
      'X-Forwarded-For': '203.0.113.9',
      'X-Real-IP': '203.0.113.9',
      Forwarded: 'for=203.0.113.9',
    };
    await call('/__clerk/v1/client', { headers: claimed });
    expect(JSON.stringify([...(sent[0]?.headers ?? [])])).not.toContain('203.0.113.9');
  });

  it('keeps cookies and redirects of Clerk, which lead back to us', async () => {
    const { call } = createProxyScene(
      () =>
        new Response(null, {
          status: 303,
          headers: [
            ['Location', 'http://localhost:8790/v1/oauth_callback?x=1'],
            ['Set-Cookie', '__client=a; HttpOnly'],
            ['Set-Cookie', '__client_uat=1'],
          ],
        }),
      { CLERK_API_URL: 'http://localhost:8790' },
    );
    const answer = await call('/__clerk/v1/client/sign_ins');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe(`${origin}/__clerk/v1/oauth_callback?x=1`);
    expect(answer.headers.getSetCookie()).toEqual(['__client=a; HttpOnly', '__client_uat=1']);
  });

  it.each(['/__clerk/emulator/connection', '/__clerk/', '/__clerk', '/__clerkv1/client', '/__clerk/v2/x'])(
    'does not hand on %s, which no page of Clerk asks for',
    async (path) => {
      const { call, sent } = createProxyScene(() => new Response());
      await expectProblem(await call(path), 'not-found');
      expect(sent).toEqual([]);
    },
  );

  it.each([{ CLERK_PROXY_URL: '' }, { CLERK_PROXY_URL: 'https://example.com/clerk' }])(
    'is not there with %j',
    async (settings) => {
      const { call, sent } = createProxyScene(() => new Response(), settings);
      await expectProblem(await call('/__clerk/v1/client'), 'not-found');
      expect(sent).toEqual([]);
    },
  );

  it('says in Clerk’s form that Clerk is not reached, and in the log why', async () => {
    const { call, entries } = createProxyScene(() => Promise.reject(new TypeError('refused by 10.0.0.1')));
    const answer = await call('/__clerk/v1/client');
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'proxy_request_failed' }] });
    expect(entries).toContainEqual({ level: 'error', event: 'clerk-proxy-failed', reason: 'network' });
  });
});

describe('GET /api/config', () => {
  it.each([
    { url: '/__clerk', told: '/__clerk' },
    { url: 'https://example.com/clerk/', told: 'https://example.com/clerk' },
    { url: '', told: undefined },
  ])('tells pages where Clerk is reached: $told', async ({ url, told }) => {
    const { call } = createProxyScene(() => new Response(), { CLERK_PROXY_URL: url });
    const config: { readonly auth: { readonly clerkProxyUrl?: string } } = await (
      await call('/api/config')
    ).json();
    expect(config.auth.clerkProxyUrl).toBe(told);
  });

  it.each(['/other', 'http://example.com', 'https://a:b@example.com', 'https://example.com/?a=1', 'x'])(
    'the service does not work with CLERK_PROXY_URL=%s',
    async (url) => {
      const { call } = createProxyScene(() => new Response(), { CLERK_PROXY_URL: url });
      await expectProblem(await call('/api/config'), 'misconfigured');
    },
  );

  it('nor with a proxy of its own and no secret key, without which Clerk takes none', async () => {
    const { call } = createProxyScene(() => new Response(), { CLERK_SECRET_KEY: '' });
    await expectProblem(await call('/api/config'), 'misconfigured');
  });
});
