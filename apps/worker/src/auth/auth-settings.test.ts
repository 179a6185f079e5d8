import type { Environment } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { parseAuthSettings } from './auth-settings.ts';

const parse = (bindings: Parameters<typeof parseAuthSettings>[0], environment: Environment) =>
  parseAuthSettings(bindings, environment, { kind: 'none' }, true);

const testKey = `pk_test_${btoa('bold-falcon-31.clerk.accounts.dev$')}`;
const liveKey = `pk_live_${btoa('clerk.example.com$')}`;
const liveJwks = 'https://clerk.example.com/.well-known/jwks.json';

describe('the providers', () => {
  it.each([
    { name: 'nothing set', bindings: {}, providers: ['better-auth'] },
    {
      name: 'empty values',
      bindings: { AUTH_PROVIDERS: '', CLERK_SECRET_KEY: ' ' },
      providers: ['better-auth'],
    },
    { name: 'a variable of Clerk', bindings: { CLERK_PUBLISHABLE_KEY: testKey }, providers: ['clerk'] },
    {
      name: 'both in order',
      bindings: { AUTH_PROVIDERS: 'better-auth, clerk', CLERK_PUBLISHABLE_KEY: testKey },
      providers: ['better-auth', 'clerk'],
    },
    {
      name: 'Clerk left out on purpose, its variables not looked at',
      bindings: { AUTH_PROVIDERS: 'better-auth', CLERK_PUBLISHABLE_KEY: 'x' },
      providers: ['better-auth'],
    },
  ])('$name: $providers', ({ bindings, providers }) => {
    const { settings, faults } = parse(bindings, 'local');
    expect(settings.providers).toEqual(providers);
    expect(settings.clerk === undefined).toBe(!providers.includes('clerk'));
    expect(faults).toEqual([]);
  });

  it.each(['clerk,', 'Clerk', 'clerk,auth0', 'clerk,clerk', 'better-auth;clerk'])('%s', (text) => {
    const bindings = { AUTH_PROVIDERS: text, CLERK_PUBLISHABLE_KEY: testKey };
    const isFault = text !== 'clerk,';
    expect(parse(bindings, 'local').faults).toEqual(
      isFault
        ? ['AUTH_PROVIDERS must be a comma-separated list of clerk, better-auth, each once at most.']
        : [],
    );
  });

  it.each([
    { AUTH_PROVIDERS: 'better-auth', isFault: true },
    { AUTH_PROVIDERS: 'clerk,better-auth', isFault: true },
    { AUTH_PROVIDERS: '', isFault: false },
    { AUTH_PROVIDERS: 'clerk', isFault: false },
  ])(
    '$AUTH_PROVIDERS in a Worker without Better Auth is a fault: $isFault',
    ({ AUTH_PROVIDERS, isFault }) => {
      const bindings = { AUTH_PROVIDERS, CLERK_PUBLISHABLE_KEY: testKey };
      const { faults } = parseAuthSettings(bindings, 'local', { kind: 'none' }, false);
      expect(faults.join('\n').includes('bundled without Better Auth')).toBe(isFault);
      expect(parse(bindings, 'local').faults.join('\n')).not.toContain('bundled without');
    },
  );

  it('asks for the variables of Clerk where it is listed', () => {
    const { settings, faults } = parse({ AUTH_PROVIDERS: 'clerk' }, 'local');
    expect(settings.clerk).toBeUndefined();
    expect(faults).toEqual([
      'CLERK_PUBLISHABLE_KEY or CLERK_JWKS_URL must be set where another variable of Clerk is.',
    ]);
  });
});

describe('the settings of Clerk', () => {
  it.each([
    {
      name: 'the publishable key alone',
      environment: 'local',
      bindings: { CLERK_PUBLISHABLE_KEY: ` ${testKey}\n` },
      expected: {
        publishableKey: testKey,
        issuer: 'https://bold-falcon-31.clerk.accounts.dev',
        jwksUrl: 'https://bold-falcon-31.clerk.accounts.dev/.well-known/jwks.json',
        apiUrl: 'https://api.clerk.com',
        isMissingAzpAllowed: true,
      },
    },
    {
      name: 'the address of the key set alone',
      environment: 'production',
      bindings: { CLERK_JWKS_URL: liveJwks },
      expected: {
        publishableKey: undefined,
        issuer: 'https://clerk.example.com',
        jwksUrl: liveJwks,
        isMissingAzpAllowed: false,
      },
    },
    {
      name: 'a local Clerk, the issuer being that of the key',
      environment: 'preview',
      bindings: {
        CLERK_PUBLISHABLE_KEY: testKey,
        CLERK_JWKS_URL: 'http://127.0.0.1:8790/.well-known/jwks.json',
        CLERK_API_URL: 'http://localhost:8790/',
        CLERK_SECRET_KEY: 'sk_test_abc',
      },
      expected: {
        issuer: 'https://bold-falcon-31.clerk.accounts.dev',
        jwksUrl: 'http://127.0.0.1:8790/.well-known/jwks.json',
        apiUrl: 'http://localhost:8790',
        secretKey: 'sk_test_abc',
      },
    },
    {
      name: 'a local Clerk without a key',
      environment: 'local',
      bindings: { CLERK_JWKS_URL: 'http://[::1]:8790/.well-known/jwks.json' },
      expected: { issuer: 'http://[::1]:8790' },
    },
    {
      name: 'everything, live',
      environment: 'production',
      bindings: {
        CLERK_PUBLISHABLE_KEY: liveKey,
        CLERK_JWKS_URL: liveJwks,
        CLERK_SECRET_KEY: 'sk_live_abc',
        CLERK_WEBHOOK_SECRET: 'whsec_a, whsec_b',
        CLERK_INSTANCE_ID: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
        CLERK_ALLOW_MISSING_AZP: 'true',
      },
      expected: {
        issuer: 'https://clerk.example.com',
        jwksUrl: liveJwks,
        webhookSecrets: ['whsec_a', 'whsec_b'],
        instanceId: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
        isMissingAzpAllowed: true,
      },
    },
    {
      name: 'the other name of the webhook secret',
      environment: 'local',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_a' },
      expected: { webhookSecrets: ['whsec_a'] },
    },
    {
      name: 'both names, of one value',
      environment: 'local',
      bindings: {
        CLERK_PUBLISHABLE_KEY: testKey,
        CLERK_WEBHOOK_SECRET: 'whsec_a',
        CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_a',
      },
      expected: { webhookSecrets: ['whsec_a'] },
    },
  ] as const)('are right: $name', ({ environment, bindings, expected }) => {
    const { settings, faults } = parse(bindings, environment);
    expect(faults).toEqual([]);
    expect(settings.clerk).toMatchObject(expected);
  });

  const swapped = `${testKey.slice(0, -6)}`;
  it.each([
    {
      name: 'half a key',
      bindings: { CLERK_PUBLISHABLE_KEY: swapped },
      fault: /^CLERK_PUBLISHABLE_KEY must be/,
    },
    {
      name: 'no address',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_JWKS_URL: 'clerk' },
      fault: /^CLERK_JWKS_URL must be an address that begins with https:\/\/, or/,
    },
    ...[
      'http://clerk.example.com/.well-known/jwks.json',
      'https://user:word@clerk.example.com/.well-known/jwks.json',
      'https://clerk.example.com/.well-known/jwks.json#keys',
      'file:///etc/passwd',
      'ftp://localhost/jwks.json',
    ].map((url) => ({ name: url, bindings: { CLERK_JWKS_URL: url }, fault: /^CLERK_JWKS_URL must be/ })),
    {
      name: 'two hosts',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_JWKS_URL: liveJwks },
      fault: /is of bold-falcon-31\.clerk\.accounts\.dev, CLERK_JWKS_URL of clerk\.example\.com/,
    },
    {
      name: 'a secret key of another kind',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_SECRET_KEY: 'sk_live_abc' },
      fault: /one is test, the other live/,
    },
    {
      name: 'a publishable key for a secret one',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_SECRET_KEY: testKey },
      fault: /^CLERK_SECRET_KEY must be/,
    },
    {
      name: 'two webhook secrets under two names',
      bindings: {
        CLERK_PUBLISHABLE_KEY: testKey,
        CLERK_WEBHOOK_SECRET: 'whsec_a',
        CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_b',
      },
      fault: /must not differ/,
    },
    {
      name: 'an id that is none',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_INSTANCE_ID: 'user_a' },
      fault: /^CLERK_INSTANCE_ID/,
    },
    {
      name: 'neither true nor false',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_ALLOW_MISSING_AZP: 'yes' },
      fault: /^CLERK_ALLOW_MISSING_AZP/,
    },
    {
      name: 'an API elsewhere without https',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey, CLERK_API_URL: 'http://api.example.com' },
      fault: /^CLERK_API_URL/,
    },
    {
      name: 'a secret alone',
      bindings: { CLERK_WEBHOOK_SECRET: 'whsec_a' },
      fault: /must be set where another/,
    },
  ])('are refused anywhere: $name', ({ bindings, fault }) => {
    expect(parse(bindings, 'local').faults).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    {
      name: 'a test key',
      bindings: { CLERK_PUBLISHABLE_KEY: `pk_test_${btoa('clerk.example.com$')}` },
    },
    {
      name: 'a live key of a development host',
      bindings: { CLERK_PUBLISHABLE_KEY: testKey.replace('test', 'live') },
    },
    {
      name: 'the key set of a development host',
      bindings: { CLERK_JWKS_URL: 'https://bold-falcon-31.clerk.accounts.dev/.well-known/jwks.json' },
    },
    { name: 'a test secret', bindings: { CLERK_JWKS_URL: liveJwks, CLERK_SECRET_KEY: 'sk_test_abc' } },
    {
      name: 'a key set on this machine',
      bindings: { CLERK_PUBLISHABLE_KEY: liveKey, CLERK_JWKS_URL: 'https://localhost/jwks.json' },
    },
    {
      name: 'a key set by http',
      bindings: { CLERK_PUBLISHABLE_KEY: liveKey, CLERK_JWKS_URL: liveJwks.replace('https', 'http') },
    },
    {
      name: 'a key of this machine',
      bindings: { CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.localhost:8790$')}` },
    },
    {
      name: 'an API on this machine',
      bindings: { CLERK_PUBLISHABLE_KEY: liveKey, CLERK_API_URL: 'http://localhost:8790' },
    },
  ])('are refused in production, and nowhere else: $name', ({ bindings }) => {
    expect(parse(bindings, 'production').faults).toHaveLength(1);
    const elsewhere = parse(bindings, 'local').faults;
    // By http, and not on this machine, keys are fetched nowhere.
    expect(elsewhere).toHaveLength(JSON.stringify(bindings).includes('http://clerk') ? 1 : 0);
  });

  it('never stand in a fault with their secrets', () => {
    const secrets = {
      CLERK_SECRET_KEY: 'CANARY with spaces',
      CLERK_WEBHOOK_SECRET: 'CANARY',
      CLERK_WEBHOOK_SIGNING_SECRET: 'CANARY 2',
    };
    for (const environment of ['local', 'production'] as const) {
      expect(parse(secrets, environment).faults.join()).not.toContain('CANARY');
    }
  });
});
