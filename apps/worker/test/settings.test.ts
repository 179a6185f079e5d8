import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../src/env.ts';
import { createTestApp, expectProblem } from './harness.ts';

const CLERK_JWKS_URL = 'https://clerk.example.org/.well-known/jwks.json';

describe('the settings', () => {
  it.each([
    { name: 'nothing set', bindings: {}, environment: 'local', faultCount: 0 },
    {
      name: 'empty values',
      bindings: { ENVIRONMENT: '', SOURCE_HOST_ALLOWLIST: '' },
      environment: 'local',
      faultCount: 0,
    },
    {
      name: 'preview',
      bindings: { ENVIRONMENT: 'preview', CLERK_JWKS_URL },
      environment: 'preview',
      faultCount: 0,
    },
    {
      name: 'production',
      bindings: { ENVIRONMENT: 'production', CLERK_JWKS_URL },
      environment: 'production',
      faultCount: 0,
    },
    {
      name: 'an unknown environment',
      bindings: { ENVIRONMENT: 'prod', CLERK_JWKS_URL },
      environment: 'production',
      faultCount: 1,
    },
    {
      name: 'an allow-list where it may be',
      bindings: { SOURCE_HOST_ALLOWLIST: '127.0.0.1:8080, [::1]:8080,localhost:1' },
      environment: 'local',
      faultCount: 0,
    },
    {
      name: 'a broken allow-list',
      bindings: { SOURCE_HOST_ALLOWLIST: '*' },
      environment: 'local',
      faultCount: 1,
    },
    {
      name: 'an allow-list without port',
      bindings: { SOURCE_HOST_ALLOWLIST: 'localhost' },
      environment: 'local',
      faultCount: 1,
    },
    {
      name: 'an allow-list in production',
      bindings: { ENVIRONMENT: 'production', CLERK_JWKS_URL, SOURCE_HOST_ALLOWLIST: 'localhost:1' },
      environment: 'production',
      faultCount: 1,
    },
    {
      name: 'an instance of Clerk that is none',
      bindings: { CLERK_JWKS_URL, CLERK_INSTANCE_ID: 'my-instance' },
      environment: 'local',
      faultCount: 1,
    },
    {
      name: 'a secret key that is none, for an address without TLS',
      bindings: {
        ENVIRONMENT: 'preview',
        CLERK_JWKS_URL,
        CLERK_SECRET_KEY: 'secret',
        CLERK_API_URL: 'http://example.org',
      },
      environment: 'preview',
      faultCount: 2,
    },
    {
      name: 'a weak signing secret, which stops webhooks and nothing else',
      bindings: { CLERK_JWKS_URL, CLERK_WEBHOOK_SECRET: 'whsec_AAAA' },
      environment: 'local',
      faultCount: 0,
    },
  ])('$name: $environment with $faultCount faults', ({ bindings, environment, faultCount }) => {
    const settings = parseSettings(bindings);
    expect(settings.environment).toBe(environment);
    expect(settings.faults).toHaveLength(faultCount);
  });

  it('lets nothing local through in production', () => {
    const settings = parseSettings({ ENVIRONMENT: 'production', SOURCE_HOST_ALLOWLIST: 'localhost:1' });
    expect(settings.sourceHostAllowlist.size).toBe(0);
  });
});

describe('a Worker whose set-up is wrong', () => {
  const { call, entries } = createTestApp({
    ...env,
    ENVIRONMENT: 'production',
    CLERK_JWKS_URL,
    SOURCE_HOST_ALLOWLIST: 'localhost:1',
  });

  it('says so in the log', () => {
    expect(entries[0]).toEqual({
      level: 'error',
      event: 'misconfigured',
      detail: 'SOURCE_HOST_ALLOWLIST must not be set in production.',
    });
  });

  it('still tells its version', async () => {
    const response = await call('/api/version');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ environment: 'production' });
  });

  it('says so in its health', async () => {
    const response = await call('/api/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'failing',
      parts: { configuration: { status: 'failing', reason: 'misconfigured' } },
    });
  });

  it.each(['/api/compile', '/api/nothing', '/api/health/', '/api//version'])('refuses %s', async (path) => {
    await expectProblem(await call(path, { method: 'POST', body: '{}' }), 'misconfigured');
  });
});
