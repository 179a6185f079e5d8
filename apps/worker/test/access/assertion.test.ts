import { describe, expect, it } from 'vitest';
import { verifyAssertion } from '../../src/access/verify-assertion.ts';
import { readKeySet } from '../../src/auth/jwt/fetch-key-set.ts';
import { forgedHeaders } from '../tokens/forged-headers.ts';
import { forgedShapes } from '../tokens/forged-shapes.ts';
import { forgedSignatures } from '../tokens/forged-signatures.ts';
import { createRandom } from '../tokens/random.ts';
import { createSigningKey, signToken } from '../tokens/signing-key.ts';
import type { Workshop } from '../tokens/token-workshop.ts';
import { type AssertionChange, audience, createAccessTeam, publishTeam } from './access-team.ts';

const now = 1_790_000_000;
const team = await createAccessTeam();
const [withdrawnKey, ownKey] = await Promise.all([
  createSigningKey('withdrawn'),
  createSigningKey(team.key.keyId),
]);
const published = await readKeySet(new TextEncoder().encode(publishTeam(team.key)));
if (published.kind === 'failed') throw new Error(published.reason);

/** Judges a token against what the team publishes, and counts how often its keys were asked for. */
async function judge(token: string) {
  let asked = 0;
  const find = async (keyId: string) => {
    asked += 1;
    const key = published.kind === 'read' ? published.keys.get(keyId) : undefined;
    return key === undefined ? { kind: 'unknown' as const } : { kind: 'found' as const, key };
  };
  const policy = { issuer: team.issuer, audience };
  return { verification: await verifyAssertion(token, { find }, policy, now * 1000), asked };
}

const judgeChange = async (change: AssertionChange) =>
  judge(await team.sign('Admin@example.org', now, change));

describe('an application token', () => {
  it('says whose it is, by the address as it is written', async () => {
    expect((await judgeChange({})).verification).toEqual({ kind: 'valid', email: 'Admin@example.org' });
  });

  it.each<{ name: string } & AssertionChange>([
    { name: 'one receiver as text', claims: { aud: audience } },
    { name: 'several applications, ours among them', claims: { aud: ['0'.repeat(64), audience] } },
    { name: 'no nbf', claims: { nbf: undefined } },
    { name: 'no type in its header', header: { typ: undefined } },
    { name: 'a life of a day', claims: { iat: now - 86_400 + 10, exp: now + 10 } },
    { name: 'an expiry four seconds ago', claims: { exp: now - 4 } },
    { name: 'claims of the operator’s own', claims: { custom: { groups: ['a'] }, amr: ['otp'] } },
    { name: 'the name of a certificate beside the person', claims: { common_name: 'laptop' } },
  ])('holds with $name', async ({ name: _, ...change }) => {
    expect((await judgeChange(change)).verification.kind).toBe('valid');
  });

  it.each<{ reason: string; of: string } & AssertionChange>([
    { reason: 'algorithm', of: 'another algorithm', header: { alg: 'RS512' } },
    { reason: 'algorithm', of: 'none', header: { alg: 'none' } },
    { reason: 'type', of: 'another type', header: { typ: 'at+jwt' } },
    { reason: 'critical-header', of: 'extensions', header: { crit: [] } },
    { reason: 'key-id', of: 'no key id', header: { kid: undefined } },
    { reason: 'issuer', of: 'no issuer', claims: { iss: undefined } },
    { reason: 'issuer', of: 'another team', claims: { iss: 'https://other.cloudflareaccess.com' } },
    { reason: 'issuer', of: 'a slash behind the team domain', claims: { iss: `${team.issuer}/` } },
    { reason: 'issuer', of: 'http', claims: { iss: 'http://my-team.cloudflareaccess.com' } },
    { reason: 'issuer', of: 'the team domain in a list', claims: { iss: [team.issuer] } },
    { reason: 'audience', of: 'no application', claims: { aud: undefined } },
    { reason: 'audience', of: 'another application', claims: { aud: ['0'.repeat(64)] } },
    { reason: 'audience', of: 'an application in capitals', claims: { aud: [audience.toUpperCase()] } },
    { reason: 'audience', of: 'part of a tag', claims: { aud: audience.slice(0, 63) } },
    { reason: 'audience', of: 'a list with something else in it', claims: { aud: [audience, 1] } },
    { reason: 'audience', of: 'an empty list', claims: { aud: [] } },
    { reason: 'audience', of: 'an object', claims: { aud: { [audience]: true } } },
    { reason: 'expired', of: 'an expiry five seconds ago', claims: { exp: now - 5 } },
    { reason: 'times-malformed', of: 'no expiry', claims: { exp: undefined } },
    { reason: 'times-malformed', of: 'an expiry as text', claims: { exp: String(now + 60) } },
    { reason: 'times-malformed', of: 'no time of issue', claims: { iat: undefined } },
    { reason: 'times-malformed', of: 'no life at all', claims: { exp: now - 60 } },
    { reason: 'life-too-long', of: 'a life of more than a day', claims: { exp: now - 60 + 86_401 } },
    { reason: 'not-yet-valid', of: 'a beginning in six seconds', claims: { nbf: now + 6 } },
    { reason: 'issued-in-future', of: 'an issue in six seconds', claims: { iat: now + 6, nbf: now } },
    { reason: 'token-type', of: 'a session of the whole team', claims: { type: 'org' } },
    { reason: 'token-type', of: 'no type', claims: { type: undefined } },
    { reason: 'token-type', of: 'a list of types', claims: { type: ['app'] } },
    {
      reason: 'service-token',
      of: 'a service',
      claims: { email: undefined, sub: '', common_name: 'e367826f93b8d71185e03fe518aff3b4.access' },
    },
    { reason: 'service-token', of: 'a service that says to be a person', claims: { sub: '' } },
    { reason: 'subject', of: 'no subject', claims: { sub: undefined } },
    { reason: 'subject', of: 'a number for a subject', claims: { sub: 1 } },
    { reason: 'subject', of: 'a line break in the subject', claims: { sub: 'a\nb' } },
    { reason: 'subject', of: 'a long subject', claims: { sub: 'x'.repeat(256) } },
    { reason: 'email', of: 'no address', claims: { email: undefined } },
    { reason: 'email', of: 'null for an address', claims: { email: null } },
    { reason: 'email', of: 'an empty address', claims: { email: '' } },
    { reason: 'email', of: 'a list of addresses', claims: { email: ['admin@example.org'] } },
    { reason: 'email', of: 'two addresses', claims: { email: 'admin@example.org,other@example.org' } },
    { reason: 'email', of: 'a blank in the address', claims: { email: 'admin@example.org ' } },
    { reason: 'email', of: 'a name around the address', claims: { email: 'A <admin@example.org>' } },
    { reason: 'email', of: 'a long address', claims: { email: `${'x'.repeat(320)}@example.org` } },
  ])('does not hold with $of: $reason', async ({ reason, of: _, ...change }) => {
    const { verification, asked } = await judgeChange(change);
    expect(verification).toEqual({ kind: 'invalid', reason });
    // Nobody makes us ask for keys with what would be refused anyway.
    expect(asked).toBe(0);
  });

  it.each([
    {
      reason: 'unknown-key',
      of: 'a key that nobody published',
      change: { key: withdrawnKey, header: { kid: 'withdrawn' } },
    },
    { reason: 'signature', of: 'another key under the team’s id', change: { key: ownKey } },
  ])('does not hold with $of: $reason', async ({ reason, change }) => {
    expect((await judgeChange(change)).verification).toEqual({ kind: 'invalid', reason });
  });

  it('does not hold where a claim comes twice', async () => {
    const claims = JSON.stringify(team.claims('other@example.org', now));
    const twice = claims.replace('"email"', '"email":"admin@example.org","\\u0065mail"');
    const { verification } = await judge(await signToken(team.key, team.header(), twice));
    expect(verification).toEqual({ kind: 'invalid', reason: 'ambiguous-json' });
  });
});

describe('forged application tokens', () => {
  it('do not hold: any that differs in one character from one that does', async () => {
    const token = await team.sign('admin@example.org', now);
    const held: string[] = [];
    for (let at = 0; at <= token.length; at++) {
      const [before, behind] = [token.slice(0, at), token.slice(at)];
      const edits = [...'AQgw_=. '].flatMap((sign) => [
        before + sign + behind,
        before + sign + behind.slice(1),
      ]);
      for (const edit of [...edits, before, before + behind.slice(1)]) {
        if (edit !== token && (await judge(edit)).verification.kind !== 'invalid') held.push(edit);
      }
    }
    expect(held).toEqual([]);
  });

  const random = createRandom(20_261_123);
  // No two tokens say the same, so that none has a signature that is right for another.
  const claims = (change = {}) =>
    team.claims('admin@example.org', now, { identity_nonce: random.word(16), ...change });
  const workshop: Workshop = {
    random,
    key: team.key,
    withdrawnKey,
    ownKey,
    header: team.header,
    claims,
    sign: (header, change) => signToken(team.key, team.header(header), claims(change)),
  };
  // `cat` is a header of Clerk's.
  const forgeries = [...forgedShapes, ...forgedHeaders, ...forgedSignatures].filter(
    ({ name }) => !name.includes('category'),
  );

  it('come in 60 classes or more', () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(60);
  });

  it.each(forgeries)('do not hold: $name', async ({ forge }) => {
    for (let made = 0; made < 6; made++) {
      const token = await forge(workshop);
      expect([token, (await judge(token)).verification.kind]).toEqual([token, 'invalid']);
    }
  });
});
