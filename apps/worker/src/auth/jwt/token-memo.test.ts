import { describe, expect, it } from 'vitest';
import { createTokenMemo, rememberedCharactersMax, type SignedToken } from './token-memo.ts';

describe('a memo of tokens', async () => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new Uint8Array(32), algorithm, false, ['verify']);
  const signed: SignedToken = { key, keyId: 'k', header: {}, claims: {} };

  it('gives what was added, for the very same text only', () => {
    const memo = createTokenMemo(2);
    memo.add('a.b.c', signed);
    expect(memo.get('a.b.c')).toBe(signed);
    expect(memo.get('a.b.C')).toBeUndefined();
  });

  it('holds so many, those that were used last', () => {
    const memo = createTokenMemo(2);
    for (const token of ['1', '2', '3']) memo.add(token, signed);
    expect(['1', '2', '3'].map((token) => memo.get(token) === signed)).toEqual([false, true, true]);
  });

  it('does not hold long ones', () => {
    const memo = createTokenMemo(2);
    memo.add('x'.repeat(rememberedCharactersMax + 1), signed);
    expect(memo.get('x'.repeat(rememberedCharactersMax + 1))).toBeUndefined();
  });
});
