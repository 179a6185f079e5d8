import { describe, expect, it } from 'vitest';
import { readClerkTimeMs, readClerkUser } from './clerk-user.ts';

const id = 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S';
const said = { atMs: 1_700_000_000_000, messageId: 'msg_1' };
const read = (fields: Readonly<Record<string, unknown>>) => readClerkUser({ id, ...fields }, said);
const email = (status: unknown, address: unknown = 'ada@example.org') => ({
  id: 'idn_1',
  email_address: address,
  verification: status,
});

describe('a user object of Clerk', () => {
  it('with nothing but an id has an account of the lowest tier', () => {
    expect(read({})).toEqual({
      subject: { provider: 'clerk', id },
      email: null,
      isEmailVerified: false,
      tier: 'free',
      role: 'user',
      displayName: null,
      firstName: null,
      lastName: null,
      imageUrl: null,
      isBanned: false,
      lastSignInAt: null,
      sourceUpdatedAtMs: said.atMs,
      sourceEventAtMs: said.atMs,
      sourceMessageId: said.messageId,
    });
  });

  it.each([
    null,
    undefined,
    'user_1',
    [],
    {},
    { id: 1 },
    { id: '' },
    { id: 'user_' },
    { id: 'mch_2g7np7Hrk0SN6kj5EDMLDaKNL0S' },
    { id: "user_'; --" },
    { id: `user_${'a'.repeat(65)}` },
    { id: '__proto__' },
  ])('is none where it is %j', (value) => {
    expect(readClerkUser(value, said)).toBeUndefined();
  });

  it.each([
    { metadata: { tier: 'pro' }, tier: 'pro' },
    { metadata: { tier: 'admin' }, tier: 'admin' },
    { metadata: { tier: 'free' }, tier: 'free' },
    { metadata: {}, tier: 'free' },
    { metadata: null, tier: 'free' },
    { metadata: 'admin', tier: 'free' },
    { metadata: ['admin'], tier: 'free' },
    { metadata: { tier: ['admin'] }, tier: 'free' },
    { metadata: { tier: 'ADMIN' }, tier: 'free' },
    { metadata: { tier: 'admin ' }, tier: 'free' },
    { metadata: { tier: 'root' }, tier: 'free' },
    { metadata: { tier: 'anonymous' }, tier: 'free' },
    { metadata: { tier: 3 }, tier: 'free' },
    { metadata: JSON.parse('{"__proto__":{"tier":"admin"}}'), tier: 'free' },
  ])('with the public metadata $metadata has the tier $tier', ({ metadata, tier }) => {
    expect(read({ public_metadata: metadata })?.tier).toBe(tier);
  });

  it('takes no tier from metadata that people write themselves', () => {
    const admin = { tier: 'admin', role: 'admin' };
    expect(read({ unsafe_metadata: admin, private_metadata: admin, tier: 'admin' })).toMatchObject({
      tier: 'free',
      role: 'user',
    });
  });

  it.each([
    { role: 'editor', expected: 'editor' },
    { role: 'org:admin', expected: 'org:admin' },
    { role: '', expected: 'user' },
    { role: 'a b', expected: 'user' },
    { role: 'x'.repeat(65), expected: 'user' },
    { role: 7, expected: 'user' },
  ])('with the role $role has the role $expected', ({ role, expected }) => {
    expect(read({ public_metadata: { role } })?.role).toBe(expected);
  });

  const primary = { primary_email_address_id: 'idn_1' };
  it.each([
    {
      name: 'the primary one',
      fields: { ...primary, email_addresses: [email({ status: 'verified' })] },
      expected: ['ada@example.org', true],
    },
    {
      name: 'not the first but the primary one',
      fields: {
        ...primary,
        email_addresses: [{ id: 'idn_0', email_address: 'b@example.org' }, email({ status: 'verified' })],
      },
      expected: ['ada@example.org', true],
    },
    {
      name: 'an unverified one',
      fields: { ...primary, email_addresses: [email({ status: 'unverified' })] },
      expected: ['ada@example.org', false],
    },
    {
      name: 'one without verification',
      fields: { ...primary, email_addresses: [email(null)] },
      expected: ['ada@example.org', false],
    },
    {
      name: 'a primary one that is not listed',
      fields: { ...primary, email_addresses: [] },
      expected: [null, false],
    },
    {
      name: 'no primary one',
      fields: { primary_email_address_id: null, email_addresses: [email({ status: 'verified' })] },
      expected: [null, false],
    },
    {
      name: 'a list that is none',
      fields: { ...primary, email_addresses: 'ada@example.org' },
      expected: [null, false],
    },
    {
      name: 'entries that are none',
      fields: { ...primary, email_addresses: [null, 1, 'x', []] },
      expected: [null, false],
    },
    {
      name: 'no text',
      fields: { ...primary, email_addresses: [email({ status: 'verified' }, 7)] },
      expected: [null, false],
    },
    {
      name: 'one that is too long to be one',
      fields: {
        ...primary,
        email_addresses: [email({ status: 'verified' }, `${'a'.repeat(320)}@example.org`)],
      },
      expected: [null, false],
    },
    {
      name: 'one with a NUL',
      fields: { ...primary, email_addresses: [email({ status: 'verified' }, 'a\u0000@example.org')] },
      expected: [null, false],
    },
    {
      name: 'one with half a surrogate pair',
      fields: { ...primary, email_addresses: [email({ status: 'verified' }, 'a\ud800@example.org')] },
      expected: [null, false],
    },
  ])('e-mail: $name', ({ fields, expected }) => {
    const profile = read(fields);
    expect([profile?.email, profile?.isEmailVerified]).toEqual(expected);
  });

  it.each([
    {
      name: 'both names',
      fields: { first_name: 'Ada', last_name: 'Lovelace', username: 'ada' },
      displayName: 'Ada Lovelace',
    },
    { name: 'one name', fields: { first_name: null, last_name: 'Lovelace' }, displayName: 'Lovelace' },
    { name: 'a username', fields: { username: 'ada' }, displayName: 'ada' },
    {
      name: 'control characters',
      fields: { first_name: ' A\u0000d\u001b[31ma\r\n ' },
      displayName: 'Ad[31ma',
    },
    { name: 'half a surrogate pair', fields: { first_name: 'A\ud800' }, displayName: 'A\ufffd' },
    { name: 'nothing but NUL', fields: { first_name: '\u0000' }, displayName: null },
    { name: 'numbers', fields: { first_name: 1, last_name: {} }, displayName: null },
    { name: 'a huge one', fields: { first_name: '😀'.repeat(10_000) }, displayName: '😀'.repeat(256) },
  ])('name: $name', ({ fields, displayName }) => {
    expect(read(fields)?.displayName).toBe(displayName);
  });

  it.each([
    { url: 'https://img.clerk.com/x', expected: 'https://img.clerk.com/x' },
    { url: 'javascript:alert(1)', expected: null },
    { url: 'http://example.org/x.png', expected: null },
    { url: 'https://', expected: null },
    { url: 'https://example.org/"><script>', expected: 'https://example.org/%22%3E%3Cscript%3E' },
    { url: `https://example.org/${'x'.repeat(2048)}`, expected: null },
    { url: '', expected: null },
  ])('image: $url', ({ url, expected }) => {
    expect(read({ image_url: url })?.imageUrl).toBe(expected);
  });

  it('counts as banned only where Clerk says so, and not where it is locked for a while', () => {
    expect(read({ banned: true })?.isBanned).toBe(true);
    expect(read({ banned: 'true', locked: true })?.isBanned).toBe(false);
  });

  it.each([
    { value: 1_700_000_000_123, expected: 1_700_000_000_123 },
    { value: 1_716_883_200, expected: 1_716_883_200_000 },
    { value: 1_700_000_000_123.9, expected: 1_700_000_000_123 },
    { value: 0, expected: undefined },
    { value: -1, expected: undefined },
    { value: Number.NaN, expected: undefined },
    { value: Number.POSITIVE_INFINITY, expected: undefined },
    { value: 9e15, expected: undefined },
    { value: '1700000000000', expected: undefined },
    { value: null, expected: undefined },
  ])('time: $value is $expected', ({ value, expected }) => {
    expect(readClerkTimeMs(value)).toBe(expected);
  });
});
