import { describe, expect, it } from 'vitest';
import { anOwnedKey } from '../../test/keys.ts';
import { capScopes, judgeKey } from './judge-key.ts';

const now = new Date('2026-05-01T12:00:00.000Z');

describe('a key that was found', () => {
  it.each([
    { name: 'neither revoked nor expiring', found: anOwnedKey(), expected: 'valid' },
    { name: 'revoked', found: anOwnedKey({ revokedAt: '2026-05-01T11:59:59.999Z' }), expected: 'revoked' },
    {
      name: 'revoked and expired',
      found: anOwnedKey({ revokedAt: '2026-04-01T00:00:00.000Z', expiresAt: '2026-04-02T00:00:00.000Z' }),
      expected: 'revoked',
    },
    {
      name: 'a millisecond before its end',
      found: anOwnedKey({ expiresAt: '2026-05-01T12:00:00.001Z' }),
      expected: 'valid',
    },
    { name: 'at its end', found: anOwnedKey({ expiresAt: '2026-05-01T12:00:00.000Z' }), expected: 'expired' },
    {
      name: 'after its end',
      found: anOwnedKey({ expiresAt: '2026-05-01T11:59:59.999Z' }),
      expected: 'expired',
    },
    {
      name: 'with an end that cannot be read',
      found: anOwnedKey({ expiresAt: 'tomorrow' }),
      expected: 'expired',
    },
    {
      name: 'of somebody who is banned',
      found: anOwnedKey({}, { isBanned: true }),
      expected: 'owner-banned',
    },
  ])('is judged: $name', ({ found, expected }) => {
    const verification = judgeKey(found, now);
    expect(verification.kind === 'valid' ? 'valid' : verification.reason).toBe(expected);
  });

  it('speaks for its owner as they are now, with its own scopes', () => {
    const found = anOwnedKey({ id: 'key-1', scopes: ['account'] }, { tier: 'pro' });
    expect(judgeKey(found, now)).toEqual({
      kind: 'valid',
      keyId: 'key-1',
      scopes: ['account'],
      user: found.owner,
    });
  });

  it('is good for nothing that its owner’s tier does not have', () => {
    const tierOf = { compile: 'free', account: 'pro' } as const;
    expect(capScopes(['compile', 'account'], 'free', tierOf)).toEqual(['compile']);
    expect(capScopes(['compile', 'account'], 'pro', tierOf)).toEqual(['compile', 'account']);
    expect(capScopes(['compile'], 'admin', tierOf)).toEqual(['compile']);
  });
});
