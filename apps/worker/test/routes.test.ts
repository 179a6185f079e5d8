import { versionResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { listMethods } from '../src/http/register-routes.ts';
import { declaredRoutes } from './declared-routes.ts';
import { callApi, createTestApp, expectProblem } from './harness.ts';

const routes = declaredRoutes;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

describe('the table of routes', () => {
  it('names each operation once', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([
      'POST /api/compile',
      'POST /api/compile/stream',
      'POST /api/validate',
      'GET /api/keys',
      'POST /api/keys',
      'PATCH /api/keys/{id}',
      'DELETE /api/keys/{id}',
      'POST /api/keys/{id}/rotate',
      'GET /api/account',
      'POST /api/account/link',
      'GET /api/admin/users',
      'GET /api/admin/users/{id}',
      'PATCH /api/admin/users/{id}',
      'POST /api/admin/users/{id}/ban',
      'POST /api/admin/users/{id}/unban',
      'DELETE /api/admin/users/{id}/keys/{keyId}',
      'GET /api/admin/deliveries',
      'GET /api/admin/deliveries/{id}',
      'POST /api/admin/deliveries/{id}/replay',
      'GET /api/admin/audit',
      'GET /api/admin/reconciliation',
      'POST /api/admin/reconciliation',
      'GET /api/admin/clerk-migration',
      'POST /api/admin/clerk-migration',
      'POST /api/webhooks/clerk',
      'GET /api/config',
      'GET /api/version',
      'GET /api/health',
      'GET /api/metrics',
      'GET /api/openapi.json',
      'GET /api/docs',
    ]);
  });

  it('counts every route but those that only describe the service', () => {
    const uncounted = routes.filter((route) => route.limit === 'uncounted').map((route) => route.path);
    expect(uncounted).toEqual([
      '/api/config',
      '/api/version',
      '/api/health',
      '/api/openapi.json',
      '/api/docs',
    ]);
  });

  const wrong = [...new Set(routes.map(({ path }) => path))].flatMap((path) => {
    const right = listMethods(routes.filter((route) => route.path === path));
    return methods
      .filter((method) => !right.includes(method))
      .map((method) => ({ method, path, allow: right.join(', ') }));
  });

  it.each(wrong)('answers $method $path with 405 and Allow: $allow', async ({ method, path, allow }) => {
    const response = await callApi(path, { method });
    expect(response.headers.get('Allow')).toBe(allow);
    if (method === 'HEAD') expect(response.status).toBe(405);
    else await expectProblem(response, 'method-not-allowed');
  });

  it.each(routes.filter(({ method }) => method === 'GET'))(
    'answers HEAD $path without a body',
    async ({ path }) => {
      const [head, get] = await Promise.all([callApi(path, { method: 'HEAD' }), callApi(path)]);
      expect(head.status).toBe(get.status);
      expect(head.headers.get('Content-Type')).toBe(get.headers.get('Content-Type'));
      expect(await head.text()).toBe('');
    },
  );
});

describe('an address that is none', () => {
  const addresses = [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/version/',
    '/api//version',
    '//api/version',
    '/API/version',
    '/api/Version',
    '/api/version;x=1',
    '/api/version%2f',
    '/api%2fversion',
    '/api/version/../nothing',
    '/api/compile/extra',
    '/api/__proto__',
    '/api/constructor',
    '/api/%00',
    '/api/%ff%fe',
  ];

  it.each(addresses)('%s answers 404', async (address) => {
    await expectProblem(await callApi(address), 'not-found');
  });

  it.each(['/api/./version', '/api/x/../version', '/api/version?x=1', '/api/%76ersion'])(
    '%s is another spelling of a route and no way around its layers',
    async (address) => {
      const response = await callApi(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    },
  );
});

describe('every answer', () => {
  it.each(['/api/version', '/api/health', '/api/compile', '/api/nothing'])(
    'carries the security headers: %s',
    async (path) => {
      const { headers } = await callApi(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
      expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('has an id of its own, whatever the caller proposes', async () => {
    const response = await callApi('/api/version', { headers: { 'X-Request-Id': 'mine' } });
    expect(response.headers.get('X-Request-Id')).not.toBe('mine');
  });

  it('leaves one line in the log, with the route as declared', async () => {
    const { call, entries } = createTestApp();
    await call('/api/version?token=secret', { headers: { Authorization: 'Bearer secret' } });
    await call('/api/secret-path');
    expect(entries).toEqual([
      {
        level: 'info',
        event: 'request',
        method: 'GET',
        route: '/api/version',
        status: 200,
        outcome: 'answered',
        problem: null,
        principal: 'anonymous',
        tier: 'anonymous',
        durationMs: 0,
        databaseReads: 0,
        databaseWrites: 0,
        requestId: 'id-1',
      },
      {
        level: 'info',
        event: 'request',
        method: 'GET',
        route: null,
        status: 404,
        outcome: 'refused',
        problem: 'not-found',
        principal: null,
        tier: null,
        durationMs: 0,
        databaseReads: 0,
        databaseWrites: 0,
        requestId: 'id-2',
      },
    ]);
  });
});

describe('GET /api/version', () => {
  it('says what runs here', async () => {
    const response = await callApi('/api/version');
    expect(response.status).toBe(200);
    expect(versionResponseSchema.parse(await response.json()).environment).toBe('local');
  });
});
