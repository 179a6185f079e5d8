import { describe, expect, it } from 'vitest';
import { type BetterAuthBindings, parseBetterAuthSettings } from './better-auth-settings.ts';
import type { EmailSettings } from './email-settings.ts';

const secret = 'abcdefghijklmnopqrstuvwxyz012345';
const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const none: EmailSettings = { kind: 'none' };
const resend: EmailSettings = { kind: 'resend', from: 'a@example.org', apiKey: 'x' };
const deployed = { BETTER_AUTH_SECRET: secret, BETTER_AUTH_URL: 'https://bloqr.example.org' };

describe('the secret', () => {
  it('is a provider less where it is missing on this machine, and a fault elsewhere', () => {
    expect(parseBetterAuthSettings({}, 'local', none)).toEqual({ betterAuth: undefined, faults: [] });
    for (const environment of ['preview', 'production'] as const) {
      const { betterAuth, faults } = parseBetterAuthSettings(
        { BETTER_AUTH_URL: deployed.BETTER_AUTH_URL },
        environment,
        none,
      );
      expect(betterAuth).toBeUndefined();
      expect(faults).toEqual([
        { rule: expect.any(String), sentence: expect.stringMatching(/^BETTER_AUTH_SECRET must be set/) },
      ]);
    }
  });

  it.each<{ bindings: BetterAuthBindings }>([
    { bindings: { BETTER_AUTH_SECRET: secret.slice(1) } },
    { bindings: { BETTER_AUTH_SECRET: 'a'.repeat(64) } },
    { bindings: { BETTER_AUTH_SECRETS: `2:${other},1:short` } },
  ])('is strong, each of them, and never told: %o', ({ bindings }) => {
    const { faults } = parseBetterAuthSettings(bindings, 'local', none);
    expect(faults).toEqual([
      { rule: expect.any(String), sentence: expect.stringMatching(/32 random characters/) },
    ]);
    for (const value of Object.values(bindings)) expect(JSON.stringify(faults)).not.toContain(value);
  });

  it('in use is the first of several', () => {
    const bindings = { BETTER_AUTH_SECRET: secret, BETTER_AUTH_SECRETS: ` 2:${other}, 1:${secret}` };
    const { betterAuth, faults } = parseBetterAuthSettings(bindings, 'local', none);
    expect(faults).toEqual([]);
    expect(betterAuth).toMatchObject({
      secret: other,
      secrets: [
        { version: 2, value: other },
        { version: 1, value: secret },
      ],
    });
  });

  it.each([secret, `1:${secret},1:${other}`, `1:${secret},`, `-1:${secret}`, `x:${secret}`])(
    'is no list such as %s',
    (BETTER_AUTH_SECRETS) => {
      const { faults } = parseBetterAuthSettings({ BETTER_AUTH_SECRETS }, 'local', none);
      expect(faults).toEqual([
        { rule: expect.any(String), sentence: expect.stringMatching(/^BETTER_AUTH_SECRETS must be/) },
      ]);
    },
  );
});

describe('the address of the service', () => {
  it.each([
    { url: 'https://bloqr.example.org', environment: 'production', isTaken: true },
    { url: 'https://bloqr.example.org/', environment: 'production', isTaken: true },
    { url: 'http://localhost:8787', environment: 'local', isTaken: true },
    { url: 'http://localhost:8787', environment: 'production', isTaken: false },
    { url: 'http://bloqr.example.org', environment: 'local', isTaken: false },
    { url: 'https://bloqr.example.org/api', environment: 'local', isTaken: false },
    { url: 'https://user@bloqr.example.org', environment: 'local', isTaken: false },
    { url: 'bloqr.example.org', environment: 'local', isTaken: false },
    { url: 'https://*.example.org', environment: 'production', isTaken: false },
  ] as const)('$url in $environment is taken: $isTaken', ({ url, environment, isTaken }) => {
    const bindings = { BETTER_AUTH_SECRET: secret, BETTER_AUTH_URL: url };
    const { betterAuth, faults } = parseBetterAuthSettings(bindings, environment, none);
    expect(faults).toHaveLength(isTaken ? 0 : 1);
    expect(betterAuth?.url).toBe(isTaken ? new URL(url).origin : undefined);
  });

  it('must be said in production, where no request may decide where links lead', () => {
    const { faults } = parseBetterAuthSettings({ BETTER_AUTH_SECRET: secret }, 'production', none);
    expect(faults).toEqual([
      {
        rule: expect.any(String),
        sentence: expect.stringMatching(/^BETTER_AUTH_URL must be set in production/),
      },
    ]);
  });
});

describe('whether an address has to be confirmed', () => {
  it.each<{ name: string; verify: string; email: EmailSettings; isRequired: boolean; faultCount: number }>([
    { name: 'where e-mails go out', verify: '', email: resend, isRequired: true, faultCount: 0 },
    { name: 'unless that is not wanted', verify: 'false', email: resend, isRequired: false, faultCount: 0 },
    { name: 'not on this machine', verify: '', email: { kind: 'log' }, isRequired: false, faultCount: 0 },
    { name: 'unless it is', verify: 'true', email: { kind: 'log' }, isRequired: true, faultCount: 0 },
    { name: 'not where it cannot be', verify: '', email: none, isRequired: false, faultCount: 0 },
    { name: 'even if wanted', verify: 'true', email: none, isRequired: false, faultCount: 1 },
    { name: 'by a word that is none', verify: 'yes', email: resend, isRequired: false, faultCount: 1 },
  ])('$name: $isRequired', ({ verify, email, isRequired, faultCount }) => {
    const bindings = { ...deployed, BETTER_AUTH_VERIFY_EMAIL: verify };
    const { betterAuth, faults } = parseBetterAuthSettings(bindings, 'production', email);
    expect(betterAuth?.isVerificationRequired).toBe(isRequired);
    expect(faults).toHaveLength(faultCount);
  });
});

it('takes accounts elsewhere whose id and secret are there, and tells of half a pair', () => {
  const bindings = {
    ...deployed,
    BETTER_AUTH_GITHUB_CLIENT_ID: 'id',
    BETTER_AUTH_GITHUB_CLIENT_SECRET: 'CANARY',
    BETTER_AUTH_GOOGLE_CLIENT_SECRET: 'CANARY',
  };
  const { betterAuth, faults } = parseBetterAuthSettings(bindings, 'production', none);
  expect(betterAuth?.social).toEqual({ github: { clientId: 'id', clientSecret: 'CANARY' } });
  expect(faults).toEqual([
    { rule: expect.any(String), sentence: expect.stringMatching(/^BETTER_AUTH_GOOGLE_CLIENT_ID and/) },
  ]);
  expect(JSON.stringify(faults)).not.toContain('CANARY');
});
