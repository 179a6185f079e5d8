import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartSettings } from './settings.ts';

describe('the settings of npm start', () => {
  it('need nothing', () => {
    const { port, stateFolder, environment } = readStartSettings('', {});
    expect({ port, stateFolder }).toEqual({ port: 8787, stateFolder: undefined });
    expect(environment.ENVIRONMENT).toBe('local');
  });

  it('come from .env.local', () => {
    const text = "PORT=9000\nSTATE_DIR=state\nCLERK_SECRET_KEY='a$HOME#b'\n";
    const { port, stateFolder, environment } = readStartSettings(text, {});
    expect(port).toBe(9000);
    expect(stateFolder).toBe(resolve('state'));
    expect(environment.CLERK_SECRET_KEY).toBe('a$HOME#b');
  });

  it('come from the shell first, but not where that says nothing', () => {
    const text = 'PORT=9000\nENVIRONMENT=preview\nRATE_LIMITS=free=1\n';
    const { port, environment } = readStartSettings(text, {
      PORT: '9001',
      ENVIRONMENT: '',
      RATE_LIMITS: 'free=2',
    });
    expect(port).toBe(9001);
    expect(environment).toMatchObject({ ENVIRONMENT: 'preview', RATE_LIMITS: 'free=2' });
  });

  it('pass on the names that the product knows, and nothing else of the shell', () => {
    const known = {
      AUTH_PROVIDERS: 'clerk',
      CLERK_JWKS_URL: 'x',
      BETTER_AUTH_SECRET: 'x',
      CF_ACCESS_AUD: 'x',
      ALLOWED_ORIGINS: 'x',
      SOURCE_HOST_ALLOWLIST: 'localhost:1',
    };
    const other = {
      AWS_SECRET_ACCESS_KEY: 'x',
      NPM_TOKEN: 'x',
      NODE_OPTIONS: 'x',
      PORT: '1',
      CLERK: 'x',
      CLERK_EMULATOR_PORT: '1',
    };
    const { environment } = readStartSettings('', { ...known, ...other, PATH: '/bin' });
    expect(environment).toMatchObject({ ...known, PATH: '/bin' });
    for (const name of Object.keys(other)) expect(environment).not.toHaveProperty(name);
  });

  it('mix nothing of another instance into those of the local Clerk', () => {
    const text =
      'CLERK_INSTANCE_ID=ins_x\nCLERK_WEBHOOK_SIGNING_SECRET=whsec_x\nCLERK_SECRET_KEY=sk_test_x\nRATE_LIMITS=free=1\n';
    const shell = { CLERK_API_URL: 'https://api.example.org', CLERK_ALLOW_MISSING_AZP: 'false' };
    const { environment } = readStartSettings(text, shell, { CLERK_SECRET_KEY: 'sk_test_local' });
    expect(environment).toMatchObject({
      CLERK_SECRET_KEY: 'sk_test_local',
      CLERK_ALLOW_MISSING_AZP: 'false',
      RATE_LIMITS: 'free=1',
    });
    for (const name of ['CLERK_INSTANCE_ID', 'CLERK_WEBHOOK_SIGNING_SECRET', 'CLERK_API_URL']) {
      expect(environment).not.toHaveProperty(name);
    }
  });

  it.each(['0', '65536', '-1', '80a', '8787.5', '1e3', ' 80'])('refuse PORT=%s with a sentence', (PORT) => {
    expect(() => readStartSettings('', { PORT })).toThrow(/^PORT is ".*", which is no port/);
  });
});
