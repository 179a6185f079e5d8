import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readClerkSettings } from './clerk-settings.ts';

describe('the settings of npm run clerk', () => {
  it('need nothing', () => {
    expect(readClerkSettings('', {}, '/project')).toEqual({
      port: 8790,
      stateFolder: join('/project', '.wrangler', 'state', 'clerk'),
      endpointUrl: 'http://localhost:8787/api/webhooks/clerk',
      environment: undefined,
      publishableKey: undefined,
      secretKey: undefined,
      webhookSecret: undefined,
    });
  });

  it('come from .env.local, and from the shell first where that says something', () => {
    const text =
      'PORT=9000\nCLERK_EMULATOR_PORT=9001\nSTATE_DIR=state\nCLERK_WEBHOOK_SECRET=whsec_a, whsec_b\n';
    expect(readClerkSettings(text, { PORT: '', CLERK_EMULATOR_PORT: '9002' }, '/project')).toMatchObject({
      port: 9002,
      stateFolder: resolve('state', 'clerk'),
      endpointUrl: 'http://localhost:9000/api/webhooks/clerk',
      webhookSecret: 'whsec_a',
    });
  });

  it.each(['PORT', 'CLERK_EMULATOR_PORT'])('refuse a %s that is none, with a sentence', (name) => {
    for (const text of ['0', '65536', '80a']) {
      expect(() => readClerkSettings('', { [name]: text }, '/project')).toThrow(
        `${name} is "${text}", which is no port`,
      );
    }
  });
});
