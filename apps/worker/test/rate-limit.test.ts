import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createTestApp, expectProblem } from './harness.ts';

/** Sends a body that is refused before anything is compiled: what counts is the request. */
function ask(
  call: ReturnType<typeof createTestApp>['call'],
  address: string,
  headers = {},
): Promise<Response> {
  return call('/api/compile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': address, ...headers },
    body: '{}',
  });
}

describe('the limit of requests', () => {
  it.each([
    { quota: 5, address: '198.51.100.5' },
    { quota: 57, address: '198.51.100.57' },
    { quota: 1000, address: '198.51.100.100' },
  ])('of $quota is exact under 200 at once', async ({ quota, address }) => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: `anonymous=${quota}` });
    const statuses: number[] = [];
    while (statuses.length < quota + 200) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => ask(call, address)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status !== 429)).toHaveLength(quota);
  });

  it('is said with every counted answer, and when there is more with every refusal', async () => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=2' });
    const address = '198.51.100.1';
    const first = await ask(call, address);
    expect(first.status).toBe(422);
    expect(first.headers.get('RateLimit-Policy')).toBe('"default";q=2;w=60');
    expect(first.headers.get('RateLimit')).toBe('"default";r=1;t=60');
    expect(first.headers.get('Retry-After')).toBeNull();
    await ask(call, address);
    const refused = await ask(call, address);
    const problem = await expectProblem(refused, 'rate-limited');
    expect(problem.limit).toEqual({ name: 'requestsPerMinute', tier: 'anonymous', max: 2 });
    expect(refused.headers.get('RateLimit')).toMatch(/^"default";r=0;t=(?:60|59|58)$/);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(50);
  });

  it.each([
    { name: 'IPv4 addresses', one: '198.51.100.2', other: '198.51.100.3', isShared: false },
    { name: 'networks of IPv6', one: '2001:db8:0:2::1', other: '2001:db8:0:3::1', isShared: false },
    { name: 'one network of IPv6', one: '2001:db8:0:4::1', other: '2001:db8:0:4:ffff::1', isShared: true },
  ])('is for each by itself, or shared: $name', async ({ one, other, isShared }) => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=1' });
    await ask(call, one);
    expect((await ask(call, other)).status).toBe(isShared ? 429 : 422);
  });

  it('cannot be got around by headers that the caller chooses', async () => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=1' });
    await ask(call, '198.51.100.4');
    for (const name of [
      'X-Forwarded-For',
      'X-Real-IP',
      'Forwarded',
      'True-Client-IP',
      'CF-Connecting-IPv6',
    ]) {
      expect((await ask(call, '198.51.100.4', { [name]: '203.0.113.9' })).status).toBe(429);
    }
  });

  it.each(
    ['/api/compile?x=1', '/api/./compile', '/api/x/../compile', '/api/%63ompile', '/api/compile#x'].map(
      (path, index) => ({ path, index }),
    ),
  )('holds for the spelling $path', async ({ path, index }) => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=1' });
    const headers = {
      'CF-Connecting-IP': `2001:db8:${index + 10}::1`,
      'Content-Type': 'application/json',
    };
    const send = () => call(path, { method: 'POST', headers, body: '{}' });
    expect([(await send()).status, (await send()).status]).toEqual([422, 429]);
  });

  it('does not count what tells how the service is, nor what is no operation', async () => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=1' });
    const headers = { 'CF-Connecting-IP': '198.51.100.6' };
    for (const path of ['/api/version', '/api/health', '/api/nothing', '/api/compile', '/api//compile']) {
      const response = await call(path, { headers });
      expect(response.headers.get('RateLimit')).toBeNull();
    }
    expect((await ask(call, '198.51.100.6')).status).toBe(422);
  });
});

describe('where requests cannot be counted', () => {
  const hanging = new Proxy(env.RATE_WINDOWS, { get: () => () => ({ take: () => new Promise(() => {}) }) });
  const failing = new Proxy(env.RATE_WINDOWS, {
    get: () => () => {
      throw new Error('no such object');
    },
  });

  it.each([
    { name: 'the binding is missing', bindings: { DB: env.DB }, reason: 'missing' },
    { name: 'the counter fails', bindings: { ...env, RATE_WINDOWS: failing }, reason: 'error' },
    { name: 'the counter hangs', bindings: { ...env, RATE_WINDOWS: hanging }, reason: 'timeout' },
  ])('a compile is 503 with a time to come back: $name', async ({ bindings, reason }) => {
    const { call, entries } = createTestApp(bindings);
    const response = await ask(call, '198.51.100.7');
    expect(response.headers.get('Retry-After')).toBe('5');
    await expectProblem(response, 'unavailable');
    expect(entries).toContainEqual({
      level: 'error',
      event: 'rate-limiter-failed',
      reason,
      requestId: expect.any(String),
    });
    expect((await call('/api/version')).status).toBe(200);
  });

  it('service comes back by itself', async () => {
    let isBroken = true;
    const windows = new Proxy(env.RATE_WINDOWS, {
      get: (target, name) => {
        if (isBroken) throw new Error('broken');
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { call } = createTestApp({ ...env, RATE_WINDOWS: windows });
    expect((await ask(call, '198.51.100.8')).status).toBe(503);
    isBroken = false;
    expect((await ask(call, '198.51.100.8')).status).toBe(422);
  });
});
