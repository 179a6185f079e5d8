import { describe, expect, it } from 'vitest';
import type { AuthAnswer } from '../session/better-auth/auth-api.ts';
import { readPasskeys } from './own-passkeys.ts';
import { addPasskey, type CeremonyParts, describeCeremony, signInWithPasskey } from './passkey-ceremony.ts';

/** The service's side; keeps what it was sent. */
function createParts(passkeys: CeremonyParts['passkeys'], refused?: string) {
  const sent: unknown[] = [];
  const answer = async (path: string, body?: unknown): Promise<AuthAnswer> => {
    sent.push(body === undefined ? path : [path, body]);
    return path === refused
      ? { kind: 'refused', refusal: { code: 'X', message: 'Not now.', retryAtMs: undefined } }
      : { kind: 'answered', value: { challenge: 'c' }, sessionToken: undefined };
  };
  return { sent, parts: { auth: { get: answer, post: answer }, passkeys } };
}

const working = { create: async () => ({ id: 'made' }), prove: async () => ({ id: 'proved' }) };
const failing = (name: string) => {
  const fail = () => Promise.reject(new DOMException('', name));
  return { create: fail, prove: fail };
};

describe('a ceremony', () => {
  it('hands the options of the service to the browser, and its answer to the service', async () => {
    const { parts, sent } = createParts(working);
    expect(await addPasskey(parts, 'phone')).toMatchObject({ kind: 'done' });
    expect(await signInWithPasskey(parts)).toMatchObject({ kind: 'done' });
    expect(sent).toEqual([
      '/passkey/generate-register-options',
      ['/passkey/verify-registration', { response: { id: 'made' }, name: 'phone' }],
      '/passkey/generate-authenticate-options',
      ['/passkey/verify-authentication', { response: { id: 'proved' } }],
    ]);
  });

  it.each([
    {
      name: 'a browser without passkeys',
      passkeys: undefined,
      refused: undefined,
      said: 'cannot use passkeys',
    },
    {
      name: 'a service that gives no options',
      passkeys: working,
      refused: '/passkey/generate-register-options',
      said: 'Not now.',
    },
    {
      name: 'a service that does not take it',
      passkeys: working,
      refused: '/passkey/verify-registration',
      said: 'Not now.',
    },
    {
      name: 'somebody who cancels',
      passkeys: failing('NotAllowedError'),
      refused: undefined,
      said: 'it was cancelled',
    },
  ])('says why it came to nothing: $name', async ({ passkeys, refused, said }) => {
    const outcome = await addPasskey(createParts(passkeys, refused).parts, 'phone');
    expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringContaining(said) });
  });

  it.each(['InvalidStateError', 'SecurityError', 'AbortError', 'NotSupportedError'])(
    'has a sentence for %s',
    (name) => {
      expect(describeCeremony(new DOMException('', name), 'prove')).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('a passkey', () => {
  it('is read leniently', () => {
    expect(readPasskeys([{ id: '1', name: ' ', backedUp: true, createdAt: 'x' }, null])).toEqual([
      { id: '1', name: 'Passkey', isSynced: true, createdAt: 'x' },
      { id: '', name: 'Passkey', isSynced: false, createdAt: '' },
    ]);
    expect(readPasskeys('no')).toEqual([]);
  });
});
