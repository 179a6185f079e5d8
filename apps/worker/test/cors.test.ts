import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createTestApp, origin } from './harness.ts';

const page = 'https://app.example';
const { call } = createTestApp({
  ...env,
  ALLOWED_ORIGINS: `${page},http://localhost:4200`,
  RATE_LIMITS: 'anonymous=1',
});

const preflight = (path: string, from: string) =>
  call(path, {
    method: 'OPTIONS',
    headers: {
      Origin: from,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
      'CF-Connecting-IP': '203.0.113.1',
    },
  });

describe('a page of an allowed origin', () => {
  it.each([page, 'http://localhost:4200', origin])('may read every answer: %s', async (from) => {
    const headers = { Origin: from, 'Content-Type': 'application/json', 'CF-Connecting-IP': '203.0.113.2' };
    const answers = await Promise.all([
      call('/api/version', { headers }),
      call('/api/nothing', { headers }),
      call('/api/compile', { headers }),
      call('/api/compile', { method: 'POST', headers, body: '{}' }),
      call('/api/compile', { method: 'POST', headers, body: '{}' }),
    ]);
    for (const answer of answers) {
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(from);
      expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
      expect(answer.headers.get('Vary')).toContain('Origin');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    }
    expect(answers.map(({ status }) => status)).toContain(429);
  });

  it('may read a 500 and a 503, too', async () => {
    const limitless = createTestApp({ DB: env.DB, ALLOWED_ORIGINS: page });
    const answer = await limitless.call('/api/compile', { method: 'POST', headers: { Origin: page } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(page);
    const broken = createTestApp(env, {
      now: () => {
        throw new Error('no clock');
      },
    });
    const failed = await broken.call('/api/version', { headers: { Origin: 'http://localhost:4200' } });
    expect(failed.status).toBe(500);
    expect(failed.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:4200');
    expect(failed.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each(['/api/compile', '/api/version', '/api/nothing'])('may ask before it sends: %s', async (path) => {
    const answer = await preflight(path, page);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(page);
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, POST');
    expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  it('is not counted for asking', async () => {
    for (const _ of [1, 2, 3]) {
      const answer = await preflight('/api/compile', page);
      expect(answer.headers.get('RateLimit')).toBeNull();
    }
    const answer = await call('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': '203.0.113.1' },
      body: '{}',
    });
    expect(answer.status).toBe(422);
  });
});

describe('a page of another origin', () => {
  it.each([
    'null',
    'https://evil.example',
    'https://app.example.evil.example',
    'https://evil-app.example',
    'https://sub.app.example',
    'https://app.example:444',
    'https://app.example.',
    'https://APP.example',
    'https://app.example/',
    'http://app.example',
    'http://localhost:8787',
    'https://app.example, https://evil.example',
    '*',
    '',
  ])('may read nothing: "%s"', async (from) => {
    for (const answer of [
      await call('/api/version', { headers: { Origin: from } }),
      await preflight('/api/compile', from),
    ]) {
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(answer.headers.get('Access-Control-Allow-Methods')).toBeNull();
      expect(answer.headers.get('Vary')).toContain('Origin');
    }
  });
});

describe('an answer to no page', () => {
  it('is still not for a cache to give to one', async () => {
    const answer = await call('/api/version');
    expect(answer.headers.get('Vary')).toContain('Origin');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('to OPTIONS without a page is 405', async () => {
    const answer = await call('/api/version', { method: 'OPTIONS' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe('GET, HEAD');
  });
});
