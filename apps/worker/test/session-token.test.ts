import { describe, expect, it } from 'vitest';
import type { Presentation } from '../src/auth/auth-provider.ts';
import {
  type SessionTokenPolicy,
  verifySessionToken,
} from '../src/auth/providers/clerk/verify-session-token.ts';
import { createSigningKey, signToken } from './tokens/signing-key.ts';

const key = await createSigningKey('ins_a');
const { n, e, kty } = key.jwk;
const publicKey = await crypto.subtle.importKey(
  'jwk',
  { kty, n, e },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  false,
  ['verify'],
);

const now = 1_790_000_000;
const policy: SessionTokenPolicy = {
  issuer: 'https://clerk.example.com',
  isAllowedOrigin: (origin) => origin === 'https://app.example.com',
  isMissingAzpAllowed: false,
};
const header = { alg: 'RS256', cat: 'cl_B7d4PD111AAA', kid: 'ins_a', oiat: now, typ: 'JWT' };
const claims = {
  azp: 'https://app.example.com',
  exp: now + 50,
  fva: [0, -1],
  iat: now - 10,
  iss: policy.issuer,
  nbf: now - 20,
  sid: 'sess_a',
  sts: 'active',
  sub: 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC',
  v: 2,
};

interface Change {
  readonly header?: object;
  readonly claims?: object;
  readonly policy?: Partial<SessionTokenPolicy>;
  readonly presentation?: Presentation;
}

/** Judges a token that differs by so much from one that holds. Names that are undefined are left out of it. */
async function judge(change: Change) {
  let asked = 0;
  const keys = {
    find: async (keyId: string) => {
      asked += 1;
      return keyId === 'ins_a' ? { kind: 'found' as const, key: publicKey } : { kind: 'unknown' as const };
    },
  };
  const token = await signToken(key, { ...header, ...change.header }, { ...claims, ...change.claims });
  const verification = await verifySessionToken(
    token,
    change.presentation ?? 'bearer',
    keys,
    { ...policy, ...change.policy },
    now * 1000,
  );
  return { verification, asked };
}

describe('a session token', () => {
  it('says who it is, since when, and no more than it says', async () => {
    expect((await judge({})).verification).toEqual({
      kind: 'valid',
      session: {
        provider: 'clerk',
        subject: 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC',
        issuedAtMs: (now - 10) * 1000,
        claimedTier: undefined,
        isClaimFresh: true,
        impersonator: undefined,
      },
    });
  });

  const template = { cat: 'cl_B7d4PD222AAA', oiat: undefined };
  const noSession = { sid: undefined, sts: undefined, v: undefined, fva: undefined };
  it.each<{ name: string } & Change>([
    {
      name: 'a token of the first version',
      header: { cat: undefined, oiat: undefined },
      claims: { v: undefined, sts: undefined, jti: 'a' },
    },
    { name: 'no type', header: { typ: undefined } },
    { name: 'a category without meaning', header: { cat: 'cl_I7d4PD111III' } },
    { name: 'a token of a template', header: template, claims: noSession },
    {
      name: 'a token of a template for a day',
      header: template,
      claims: { ...noSession, exp: now - 10 + 86_400 },
    },
    { name: 'us as the only receiver', claims: { aud: 'bloqr-backend' } },
    { name: 'us as one of the receivers', claims: { aud: ['other', 'bloqr-backend'] } },
    {
      name: 'no azp, where the settings let it',
      claims: { azp: undefined },
      policy: { isMissingAzpAllowed: true },
    },
    { name: 'a cookie', presentation: 'cookie' },
    { name: 'no nbf', claims: { nbf: undefined } },
    { name: 'an expiry four seconds ago', claims: { exp: now - 4 } },
    { name: 'times five seconds ahead', claims: { iat: now + 5, nbf: now + 5 } },
    {
      name: 'keys in the header, which are not looked at',
      header: { jwk: key.jwk, jku: 'https://evil.example', x5u: 'https://evil.example', x5c: ['AA'] },
    },
    {
      name: 'metadata a thousand levels deep',
      claims: { metadata: JSON.parse('['.repeat(1000) + ']'.repeat(1000)) },
    },
  ])('holds with $name', async ({ name: _, ...change }) => {
    expect((await judge(change)).verification).toMatchObject({ kind: 'valid' });
  });

  it.each<{ reason: string; of: string } & Change>([
    { reason: 'algorithm', of: 'another algorithm', header: { alg: 'RS512' } },
    { reason: 'type', of: 'another type', header: { typ: 'at+jwt' } },
    { reason: 'critical-header', of: 'extensions', header: { crit: [] } },
    { reason: 'key-id', of: 'no key id', header: { kid: undefined } },
    { reason: 'key-id', of: 'a number for a key id', header: { kid: 1 } },
    { reason: 'key-id', of: 'a key id of 300 characters', header: { kid: 'a'.repeat(300) } },
    { reason: 'header-too-long', of: 'a long header', header: { x: 'a'.repeat(1000) } },
    { reason: 'token-too-long', of: 'a long token', claims: { x: 'a'.repeat(8000) } },
    { reason: 'token-category', of: 'a machine’s category', header: { cat: 'cl_B7d4PD333AAA' } },
    { reason: 'token-category', of: 'no category but its name', header: { cat: null } },
    { reason: 'issuer', of: 'no issuer', claims: { iss: undefined } },
    { reason: 'issuer', of: 'a slash behind the issuer', claims: { iss: `${policy.issuer}/` } },
    { reason: 'issuer', of: 'http', claims: { iss: 'http://clerk.example.com' } },
    { reason: 'authorized-party', of: 'another page', claims: { azp: 'https://evil.example' } },
    { reason: 'authorized-party', of: 'capitals', claims: { azp: 'https://App.example.com' } },
    { reason: 'authorized-party', of: 'a list of pages', claims: { azp: ['https://app.example.com'] } },
    {
      reason: 'authorized-party',
      of: 'null for a page',
      claims: { azp: null },
      policy: { isMissingAzpAllowed: true },
    },
    { reason: 'authorized-party-missing', of: 'no azp', claims: { azp: undefined } },
    {
      reason: 'authorized-party-missing',
      of: 'a cookie without azp, whatever the settings',
      claims: { azp: undefined },
      policy: { isMissingAzpAllowed: true },
      presentation: 'cookie',
    },
    { reason: 'audience', of: 'another receiver', claims: { aud: 'convex' } },
    { reason: 'audience', of: 'other receivers', claims: { aud: ['convex', 'hasura'] } },
    { reason: 'audience', of: 'no receiver', claims: { aud: [] } },
    { reason: 'audience', of: 'null', claims: { aud: null } },
    { reason: 'audience', of: 'receivers that are no text', claims: { aud: ['bloqr-backend', 1] } },
    { reason: 'expired', of: 'an expiry five seconds ago', claims: { exp: now - 5 } },
    { reason: 'times-malformed', of: 'an expiry in text', claims: { exp: String(now + 50) } },
    { reason: 'times-malformed', of: 'half a second', claims: { exp: now + 0.5 } },
    { reason: 'times-malformed', of: 'no expiry', claims: { exp: undefined } },
    { reason: 'times-malformed', of: 'no issue', claims: { iat: undefined } },
    { reason: 'times-malformed', of: 'an expiry before the issue', claims: { exp: now - 11 } },
    { reason: 'times-malformed', of: 'a beginning in text', claims: { nbf: '0' } },
    { reason: 'times-malformed', of: 'a beginning before 1970', claims: { nbf: -1 } },
    { reason: 'life-too-long', of: 'a life of more than a day', claims: { exp: now - 10 + 86_401 } },
    { reason: 'not-yet-valid', of: 'a beginning six seconds ahead', claims: { nbf: now + 6 } },
    { reason: 'issued-in-future', of: 'an issue six seconds ahead', claims: { iat: now + 6 } },
    ...[
      '',
      'mch_2NNEqL2nrIRdJ194ndJqAHwEfxC',
      'user_',
      'user_a b',
      'user_a\n',
      'xuser_a',
      '__proto__',
      7,
      null,
      ['user_a'],
    ].map((sub) => ({ reason: 'subject', of: JSON.stringify(sub), claims: { sub } })),
    { reason: 'session-status', of: 'a number for a status', claims: { sts: 0 } },
    { reason: 'actor', of: 'an actor without a name', claims: { act: {} } },
    { reason: 'actor', of: 'an empty actor', claims: { act: { sub: '' } } },
    { reason: 'actor', of: 'null for an actor', claims: { act: null } },
  ])(
    'does not hold with $of: $reason, and nobody is asked for a key',
    async ({ reason, of: _, ...change }) => {
      expect(await judge(change)).toEqual({ verification: { kind: 'invalid', reason }, asked: 0 });
    },
  );

  const headerText = JSON.stringify(header);
  const claimsText = JSON.stringify(claims);
  it.each([
    { of: 'a name twice in the header', parts: [headerText.replace('{', '{"alg":"none",'), claimsText] },
    { of: 'a name twice in the claims', parts: [headerText, claimsText.replace('{', '{"sub":"user_b",')] },
    {
      of: 'a name twice, once with an escape',
      parts: [headerText, claimsText.replace('{', '{"\\u0073ub":"user_b",')],
    },
    {
      of: 'a name twice, deep inside',
      parts: [headerText, claimsText.replace('{', '{"m":[{"a":1,"a":1}],')],
    },
    {
      of: 'more than 1,024 levels',
      parts: [headerText, claimsText.replace('{', `{"m":${'['.repeat(1024)}${']'.repeat(1024)},`)],
    },
  ])('does not hold with $of, although it is signed', async ({ parts: [first, second] }) => {
    const keys = { find: async () => ({ kind: 'found' as const, key: publicKey }) };
    const token = await signToken(key, first, second);
    expect(await verifySessionToken(token, 'bearer', keys, policy, now * 1000)).toEqual({
      kind: 'invalid',
      reason: 'ambiguous-json',
    });
  });

  it('does not hold by a key that is unknown', async () => {
    const { verification } = await judge({ header: { kid: '__proto__' } });
    expect(verification).toEqual({ kind: 'invalid', reason: 'unknown-key' });
  });

  it('does not hold by a key of the same id', async () => {
    const other = await createSigningKey('ins_a');
    const keys = { find: async () => ({ kind: 'found' as const, key: publicKey }) };
    const token = await signToken(other, header, claims);
    expect(await verifySessionToken(token, 'bearer', keys, policy, now * 1000)).toEqual({
      kind: 'invalid',
      reason: 'signature',
    });
  });

  it('cannot be judged where there are no keys, and can where it would be refused anyway', async () => {
    const keys = { find: async () => ({ kind: 'unavailable' as const, retryAfterSeconds: 7 }) };
    const ask = async (change: object) =>
      verifySessionToken(
        await signToken(key, header, { ...claims, ...change }),
        'bearer',
        keys,
        policy,
        now * 1000,
      );
    expect(await ask({})).toEqual({
      kind: 'unavailable',
      reason: 'key-set-unavailable',
      retryAfterSeconds: 7,
    });
    expect(await ask({ iat: now - 66, exp: now - 6 })).toEqual({ kind: 'invalid', reason: 'expired' });
  });

  it.each(['pending', '', 'expired', 'ACTIVE'])('is pending with the status %j', async (sts) => {
    expect((await judge({ claims: { sts } })).verification).toEqual({ kind: 'pending' });
  });

  it('names who acts', async () => {
    const { verification } = await judge({
      claims: { act: { iss: 'https://dashboard.clerk.com', sid: 'sess_b', sub: 'user_admin' } },
    });
    expect(verification).toMatchObject({ session: { subject: claims.sub, impersonator: 'user_admin' } });
  });

  it.each([
    { life: 300, isClaimFresh: true },
    { life: 301, isClaimFresh: false },
  ])('of $life s has a fresh claim: $isClaimFresh', async ({ life, isClaimFresh }) => {
    const { verification } = await judge({ claims: { exp: now - 10 + life } });
    expect(verification).toMatchObject({ session: { isClaimFresh } });
  });

  it.each([
    { metadata: { tier: 'free' }, tier: 'free' },
    { metadata: { tier: 'pro', role: 'x', more: [1] }, tier: 'pro' },
    { metadata: { tier: 'admin' }, tier: 'admin' },
    ...[
      null,
      '',
      'admin',
      3,
      true,
      [],
      ['admin'],
      {},
      { tier: null },
      { tier: 'root' },
      { tier: 'anonymous' },
      { tier: 'ADMIN' },
      { tier: 'admin ' },
      { tier: ['admin'] },
      { tier: { tier: 'admin' } },
      { tier: 3 },
      { Tier: 'admin' },
      { constructor: 'admin' },
    ].map((metadata) => ({ metadata, tier: 'free' })),
    { metadata: JSON.parse('{"__proto__":{"tier":"admin"}}'), tier: 'free' },
    { metadata: undefined, tier: undefined },
  ])('claims by $metadata the tier $tier', async ({ metadata, tier }) => {
    const { verification } = await judge({ claims: { metadata } });
    expect(verification).toMatchObject({ kind: 'valid', session: { claimedTier: tier } });
  });
});
