import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskBody } from './mask-body.ts';

const show = (value: unknown): unknown => JSON.parse(maskBody(JSON.stringify(value)) ?? 'null');
const masked = '[masked]';

describe('a body for showing', () => {
  it.each([
    'private_metadata',
    'privateMetadata',
    'PRIVATE-METADATA',
    'unsafe_metadata',
    'password',
    'password_digest',
    'new_password',
    'passwd',
    'passcode',
    'client_secret',
    'secretKey',
    'access_token',
    'refreshToken',
    'oauth_tokens',
    'credentials',
    'api_key',
    'x-api-key',
    'private_key',
    'Authorization',
    'set-cookie',
    'jwt',
    'totp',
    'otp_code',
    'backup_codes',
    'ticket',
    'nonce',
    'hash',
    'signature',
    'code',
    'pin',
    'client_ip',
  ])('has nothing of what is called %s, whatever form it has and however deep it stands', (name) => {
    for (const value of ['canary', 4711, ['canary'], { a: { b: 'canary' } }, [[{ x: 4711 }]]]) {
      const text = JSON.stringify(show({ data: [{ inner: { [name]: value, id: 'user_1' } }] }));
      expect(text).not.toMatch(/canary|4711/);
      expect(text).toContain('user_1');
    }
  });

  it('says that there is none, and whether and when', () => {
    const harmless = {
      private_metadata: null,
      password_enabled: true,
      totp_enabled: false,
      password_last_updated_at: 1_700_000_000_000,
    };
    expect(show(harmless)).toEqual(harmless);
  });

  it('has everything else as it came', () => {
    const data = {
      id: 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
      first_name: 'Ada',
      image_url: 'https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCIsImlpZCI6Imluc18yIn0',
      public_metadata: { tier: 'pro', role: 'editor' },
      banned: false,
      updated_at: 1_700_000_000_000,
      email_addresses: [],
    };
    expect(show({ type: 'user.updated', data })).toEqual({ type: 'user.updated', data });
  });

  it.each([
    { text: 'ada@example.org', expected: 'a…@example.org' },
    { text: 'Ada <ada.lovelace+x@mail.example.org>', expected: 'Ada <a…@mail.example.org>' },
    { text: 'a@b.c,bob@example.org', expected: 'a…@b.c,b…@example.org' },
    { text: '😀mail@example.org', expected: '😀…@example.org' },
    { text: '"odd@part"@example.org', expected: '"o…@part"…@example.org' },
    { text: 'mailto:ada@example.org', expected: 'mailto:a…@example.org' },
    { text: '@handle', expected: '…@handle' },
  ])('has of $text what tells people apart', ({ text, expected }) => {
    expect(show({ note: text, [text]: 1 })).toEqual({ note: expected, [expected]: 1 });
  });

  it.each([
    'sk_test_4fGh7Jk2Lm9Np1Qr5St8Uv',
    'sk_live_4fGh7Jk2Lm9Np1Qr5St8Uv',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    `blq_${'a'.repeat(49)}`,
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl',
    'Bearer abcdef123456',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'github_pat_11ABCDEFG0abcdefghijkl_0123456789abcdef',
    'mt_4fGh7Jk2Lm9Np1Qr5St8Uv',
    'oat_4fGh7Jk2Lm9Np1Qr5St8Uv',
    'ak_4fGh7Jk2Lm9Np1Qr5St8Uv',
    'old_sk_live_4fGh7Jk2Lm9Np1Qr5St8Uv',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----',
  ])('has no credential, wherever it stands: %s', (credential) => {
    for (const text of [credential, `see ${credential} there`, `(${credential})`]) {
      const shown = JSON.stringify(show({ note: text, list: [text], [text]: 1 }));
      expect(shown).not.toContain(credential.slice(-8));
      expect(shown).toContain(masked);
    }
  });

  it.each([
    ['https://example.org/a?token=canary', `https://example.org/a?${masked}`],
    ['https://example.org/a#canary', `https://example.org/a?${masked}`],
    ['https://ada:canary@example.org/a', `https://${masked}…@example.org/a`],
    ['+491701234567', '+491701234567'],
  ])('has of the address %s only what names the place', (text, expected) => {
    const shown = JSON.stringify(show({ note: text }));
    expect(shown).not.toContain('canary');
    expect(show({ note: text })).toEqual({ note: expected });
  });

  it('has the last two digits of a telephone number', () => {
    expect(show({ phone_numbers: [{ phone_number: '+491701234567' }] })).toEqual({
      phone_numbers: [{ phone_number: `${masked}67` }],
    });
    expect(show({ phone_number: 491_701_234_567 })).toEqual({ phone_number: `${masked}67` });
  });

  it('has nothing that is too deep or too long to be a user’s', () => {
    const deep = `${'{"a":'.repeat(40)}"canary"${'}'.repeat(40)}`;
    expect(maskBody(deep)).not.toContain('canary');
    expect(maskBody(JSON.stringify({ a: `${'x '.repeat(3000)}canary` }))).not.toContain('canary');
    const brackets = 100_000;
    expect(maskBody('['.repeat(brackets) + ']'.repeat(brackets)) ?? '').not.toContain('canary');
  });

  it.each(['', 'canary', '{"private_metadata":{"a":"canary"', '{"a":1}canary'])(
    'is none where it is no JSON: %j',
    (text) => {
      expect(maskBody(text)).toBeUndefined();
    },
  );

  it('has nothing of a secret, whatever surrounds it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (before, after) => {
        const body = {
          before,
          data: { after, private_metadata: { a: [before, 'CANARY-7f3a'] }, unsafe_metadata: 'CANARY-7f3a' },
        };
        expect(maskBody(JSON.stringify(body))).not.toContain('CANARY-7f3a');
      }),
    );
  });
});
