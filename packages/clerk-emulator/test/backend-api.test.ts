import { describe, expect, it } from 'vitest';
import { startEmulator } from './start-emulator.ts';

describe('the Backend API', () => {
  it.each([
    { name: 'no key', authorization: undefined, code: 'authentication_invalid' },
    { name: 'an empty header', authorization: '', code: 'authentication_invalid' },
    { name: 'a bare key', authorization: 'sk_test_x', code: 'authorization_header_format_invalid' },
    { name: 'another scheme', authorization: 'Basic c2s6', code: 'authorization_header_format_invalid' },
    { name: 'another key', authorization: 'Bearer sk_test_x', code: 'clerk_key_invalid' },
    { name: 'a live key', authorization: `Bearer sk_live_${'x'.repeat(42)}`, code: 'clerk_key_invalid' },
  ])('answers 401 to $name, without saying the right one', async ({ authorization, code }) => {
    const { call, emulator } = await startEmulator();
    const { secretKey } = await emulator.connect();
    for (const path of ['/v1/users', '/v1/jwks', '/v1/users/user_x', '/v1/nothing']) {
      const { status, body, headers } = await call(`GET ${path}`, undefined, {
        Authorization: authorization,
      });
      expect([status, body.errors[0].code]).toEqual([401, code]);
      expect(body.clerk_trace_id).toMatch(/^[0-9a-f]{32}$/);
      expect(headers.get('content-type')).toBe('application/json');
      expect(JSON.stringify(body)).not.toContain(secretKey);
    }
  });

  it('lets anybody see the public key set', async () => {
    const { call } = await startEmulator();
    expect((await call('GET /.well-known/jwks.json')).status).toBe(200);
  });

  it.each([
    { header: undefined, query: '', status: 200 },
    { header: '2026-05-12', query: '', status: 200 },
    { header: '2021-02-05', query: '', status: 200 },
    { header: undefined, query: '?__clerk_api_version=2025-11-10', status: 200 },
    { header: '2026-05-12', query: '?__clerk_api_version=2026-05-12', status: 400 },
    { header: '2026-01-01', query: '', status: 400 },
    { header: 'v1', query: '', status: 400 },
  ])('takes the version $header $query with $status', async ({ header, query, status }) => {
    const { call } = await startEmulator();
    const answer = await call(`GET /v1/users${query}`, undefined, { 'Clerk-API-Version': header });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.errors[0].code).toBe('api_version_invalid');
  });

  it.each([
    { name: 'no JSON', body: '{"a":', type: 'application/json', status: 400, code: 'request_body_invalid' },
    { name: 'a list', body: '[]', type: 'application/json', status: 400, code: 'request_body_invalid' },
    {
      name: 'a form',
      body: 'a=b',
      type: 'application/x-www-form-urlencoded',
      status: 415,
      code: 'unsupported_content_type',
    },
    { name: 'no type', body: '{}', type: undefined, status: 415, code: 'unsupported_content_type' },
    {
      name: 'JSON with a charset',
      body: '{"username":"maria"}',
      type: 'application/json; charset=utf-8',
      status: 200,
      code: undefined,
    },
  ])('answers a body of $name with $status', async ({ body, type, status, code }) => {
    const { call } = await startEmulator();
    const answer = await call('POST /v1/users', body, { 'Content-Type': type });
    expect([answer.status, answer.body.errors?.[0].code]).toEqual([status, code]);
  });

  it.each([
    'GET /v1/users/user_x',
    'PATCH /v1/users/user_x',
    'DELETE /v1/users/user_x',
    'PATCH /v1/users/user_x/metadata',
    'POST /v1/users/user_x/ban',
    'POST /v1/users/user_x/lock',
    'POST /v1/users/user_x/verify_password',
    'GET /v1/sessions/sess_x',
    'POST /v1/sessions/sess_x/revoke',
    'POST /v1/sessions/sess_x/tokens',
    'GET /v1/jwt_templates/jtmp_x',
    'POST /v1/actor_tokens/act_x/revoke',
    'POST /v1/sign_in_tokens/sit_x/revoke',
    'GET /v1/email_addresses/idn_x',
    'GET /v1/organizations',
    'GET /v2/users',
  ])('answers %s with 404 in Clerk’s form', async (request) => {
    const { call } = await startEmulator();
    const { status, body } = await call(request);
    expect([status, body.errors[0].code]).toEqual([404, 'resource_not_found']);
    expect(Object.keys(body.errors[0])).toEqual(expect.arrayContaining(['message', 'long_message', 'code']));
  });

  it('lists sessions of somebody only, bare or in an envelope', async () => {
    const { call, addUser, clock } = await startEmulator();
    const user_id = await addUser('a@example.com');
    const made = [];
    for (let count = 0; count < 3; count++) {
      made.unshift((await call('POST /v1/sessions', { user_id })).body);
      clock.now += 1000;
    }
    expect((await call(`GET /v1/sessions?user_id=${user_id}`)).body).toEqual(made);
    expect((await call(`GET /v1/sessions?user_id=${user_id}&paginated=true&limit=1`)).body).toEqual({
      data: [made[0]],
      total_count: 3,
    });
    expect((await call(`GET /v1/sessions?client_id=${made[1].client_id}`)).body).toEqual([made[1]]);
    expect((await call(`GET /v1/sessions?user_id=${user_id}&status=revoked`)).body).toEqual([]);
    expect((await call('GET /v1/sessions')).status).toBe(422);
    expect((await call(`GET /v1/sessions?user_id=${user_id}&status=alive`)).status).toBe(422);
  });

  it('takes origins of apps and of pages, and nothing with a path', async () => {
    const { call } = await startEmulator();
    const allowed_origins = ['capacitor://localhost', 'http://localhost:4200', 'chrome-extension://abc'];
    expect((await call('PATCH /v1/instance', { allowed_origins })).status).toBe(204);
    for (const wrong of ['localhost', 'http://localhost/x', 'https://a@b', '']) {
      expect((await call('PATCH /v1/instance', { allowed_origins: [wrong] })).status).toBe(422);
    }
    expect((await call('GET /v1/instance')).body).toMatchObject({ object: 'instance', allowed_origins });
  });
});

describe('rate limits', () => {
  it('are off at first', async () => {
    const { call } = await startEmulator();
    for (let count = 0; count < 120; count++) expect((await call('GET /v1/users')).status).toBe(200);
  });

  it('of a development instance let 100 requests through in 10 s, the key set not counted', async () => {
    const { call, clock } = await startEmulator();
    await call('PATCH /emulator/settings', { rateLimits: 'development' });
    for (let count = 0; count < 100; count++) await call('GET /v1/users');
    clock.now += 2500;
    const { status, headers, body } = await call('GET /v1/users');
    expect([status, headers.get('Retry-After'), body.errors[0].code]).toEqual([
      429,
      '8',
      'too_many_requests',
    ]);
    expect((await call('GET /v1/jwks')).status).toBe(200);
    clock.now += 7500;
    expect((await call('GET /v1/users')).status).toBe(200);
  });

  it('let one user be changed 10 times in 10 s', async () => {
    const { call, addUser } = await startEmulator();
    const [id, other] = [await addUser('a@example.com'), await addUser('b@example.com')];
    await call('PATCH /emulator/settings', { rateLimits: 'production' });
    const change = (user: string) => call(`PATCH /v1/users/${user}/metadata`, { public_metadata: { a: 1 } });
    for (let count = 0; count < 10; count++) expect((await change(id)).status).toBe(200);
    expect((await change(id)).status).toBe(429);
    expect((await change(other)).status).toBe(200);
  });
});
