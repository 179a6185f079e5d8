import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCredential, maskValue } from './mask-value.ts';

describe('a masked value', () => {
  it('has nothing of a short secret, and never more than four characters of a long one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (secret) => {
        const masked = maskValue(secret);
        const shown = masked.replace('••••••••', '');
        expect(shown.length).toBe(secret.length >= 40 && /[\w+/=-]{4}$/.test(secret) ? 4 : 0);
        expect(secret.endsWith(shown)).toBe(true);
      }),
    );
  });

  it('does not tell how long the secret is', () => {
    expect(maskValue('a')).toBe(maskValue('b'.repeat(39)));
    expect(maskValue('c'.repeat(40)).length).toBe(maskValue('d'.repeat(4000)).length);
  });
});

const random = 'A1b2C3d4E5f6G7h8I9j0';

it.each([
  `sk_live_${random}`,
  `sk_test_${random}`,
  `whsec_${random}`,
  `blq_${random}`,
  `re_${random}`,
  `ghp_${random}`,
  `prefix whsec_${random}`,
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.x',
  '-----BEGIN RSA PRIVATE KEY-----',
  'https://user:word@example.org',
])('%s looks like a credential', (text) => {
  expect(isCredential(text)).toBe(true);
});

it.each([
  'pk_test_abc',
  'https://example.org:8787/a@b',
  'production',
  'free=1',
  'ins_abc',
  'fre_abcdefghijk',
  '',
])('%s does not', (text) => {
  expect(isCredential(text)).toBe(false);
});
