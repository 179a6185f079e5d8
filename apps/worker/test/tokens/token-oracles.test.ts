import { Buffer } from 'node:buffer';
import { parseClerkSettings } from '@bloqr/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuthProvider } from '../../src/auth/auth-provider.ts';
import { createKeyStore } from '../../src/auth/jwt/key-store.ts';
import { createClerkProvider } from '../../src/auth/providers/clerk/clerk-provider.ts';
import { forgedClaims } from './forged-claims.ts';
import { forgedHeaders } from './forged-headers.ts';
import { forgedShapes } from './forged-shapes.ts';
import { forgedSignatures } from './forged-signatures.ts';
import { makeGenuine } from './genuine-tokens.ts';
import { createKeyEndpoint, createMemoryBlobs } from './key-endpoint.ts';
import { createRandom } from './random.ts';
import { createSigningKey, publish } from './signing-key.ts';
import { listTaking, type TokenOracleName, tokenOracleNames, toPem } from './token-oracles.ts';
import { createWorkshop, type MadeToken, world } from './token-workshop.ts';

const [key, withdrawnKey, ownKey] = await Promise.all([
  createSigningKey('ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S'),
  createSigningKey('ins_withdrawn'),
  createSigningKey('ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S'),
]);
const settings = { keys: [key.jwk], pem: await toPem(key.jwk) };
const workshop = createWorkshop(createRandom(1), { key, withdrawnKey, ownKey });
const forgeries = [...forgedShapes, ...forgedHeaders, ...forgedSignatures, ...forgedClaims];
const rounds = 8;
const roundsMax = 400;
const genuineCount = 200;

function createProvider(isMissingAzpAllowed: boolean): AuthProvider {
  const { clerk } = parseClerkSettings(
    {
      CLERK_PUBLISHABLE_KEY: world.publishableKey,
      CLERK_ALLOW_MISSING_AZP: String(isMissingAzpAllowed),
    },
    'production',
  );
  if (clerk === undefined) throw new Error('no settings');
  const now = () => world.now * 1000;
  const { fetch } = createKeyEndpoint(() => new Response(publish(key)));
  const keys = createKeyStore(clerk.jwksUrl, { fetch, now, blobs: createMemoryBlobs(), onFailure: () => {} });
  return createClerkProvider({ settings: clerk, allowedOrigins: new Set(world.allowedOrigins), keys, now });
}

const provider = createProvider(true);
/** As it is in production where nothing else is set. */
const usualProvider = createProvider(false);
const isOurs = async ({ token, presentation }: MadeToken, judge = provider) =>
  (await judge.verifySession(token, presentation, world.ownOrigin, () => {})).kind === 'valid';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: world.now * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Where the libraries take what we refuse, which is on purpose each time. */
const stricter: Readonly<Record<string, readonly TokenOracleName[]>> = {
  'space behind it': ['jose'],
  'space inside': ['jose'],
  'space inside, truly signed': ['jose'],
  padding: ['@clerk/backend', 'jose'],
  'padding, truly signed': ['@clerk/backend', 'jose'],
  'unused bits in the signature': ['jose'],
  'unused bits in the claims, truly signed': ['jose'],
  'more than 8 KB': ['@clerk/backend', 'jose'],
  'a header of more than 1 KB': ['@clerk/backend', 'jose'],
  'another type': ['jose'],
  'extensions that must be understood': ['@clerk/backend', 'jose'],
  'a category of machines': ['jose'],
  'a category that nobody knows': ['@clerk/backend', 'jose'],
  'a key id that nobody knows': ['@clerk/backend'],
  'a key id like a member of every object': ['@clerk/backend'],
  'a key id that means something elsewhere': ['@clerk/backend'],
  'no text for a key id': ['@clerk/backend', 'jose'],
  'a very long key id': ['@clerk/backend'],
  'a name twice in the header': ['@clerk/backend', 'jose'],
  'no JSON for a header': ['@clerk/backend', 'jose'],
  'no UTF-8 for a header': ['@clerk/backend'],
  'another issuer': ['@clerk/backend'],
  'the issuer in another spelling': ['@clerk/backend'],
  'no text for an issuer': ['@clerk/backend'],
  'a cookie that does not say for which page it is': ['jose'],
  'no time for the expiry': ['@clerk/backend', 'jose'],
  'no time for the issue': ['@clerk/backend', 'jose'],
  'no time for the beginning': ['@clerk/backend', 'jose'],
  'a time that overflows': ['@clerk/backend', 'jose'],
  'issued in the future': ['jose'],
  'expires before it was issued': ['@clerk/backend', 'jose'],
  'lives longer than a day': ['@clerk/backend', 'jose'],
  nobody: ['@clerk/backend', 'jose'],
  'no person': ['@clerk/backend', 'jose'],
  'no text for a person': ['jose'],
  'a person in another form': ['@clerk/backend', 'jose'],
  'a person like a member of every object': ['@clerk/backend', 'jose'],
  'a session that is not finished': ['@clerk/backend', 'jose'],
  'no text for the status': ['@clerk/backend', 'jose'],
  'an actor who cannot be named': ['@clerk/backend', 'jose'],
  'other receivers': ['@clerk/backend', 'jose'],
  'the receiver in another spelling': ['@clerk/backend', 'jose'],
  'no text for receivers': ['@clerk/backend', 'jose'],
  'a name twice': ['@clerk/backend', 'jose'],
  'a name twice, deep inside': ['@clerk/backend', 'jose'],
  'no JSON': ['@clerk/backend', 'jose'],
  'no UTF-8': ['@clerk/backend'],
  'deeper than a thousand levels': ['@clerk/backend', 'jose'],
};

describe('beside the public libraries', () => {
  it.each(forgeries.map((forgery) => ({ name: forgery.name, forgery })))(
    'none is taken by us, and by them only as listed: $name',
    async ({ name, forgery }) => {
      const listed = stricter[name] ?? [];
      const taking = new Set<TokenOracleName>();
      // Which variants come is chance: at least so many, and more until each of the listed libraries has taken one.
      for (let round = 0; round < roundsMax; round++) {
        if (round >= rounds && listed.every((oracle) => taking.has(oracle))) break;
        const token = await forgery.forge(workshop);
        expect(await isOurs({ token, presentation: forgery.presentation ?? 'bearer' })).toBe(false);
        for (const oracle of await listTaking(token, settings)) taking.add(oracle);
      }
      expect([...taking].sort()).toEqual([...listed].sort());
    },
  );

  it('all take what we take', { timeout: 60_000 }, async ({ task }) => {
    const laxer = new Map(tokenOracleNames.map((name): [TokenOracleName, number] => [name, 0]));
    let [taken, withoutParty] = [0, 0];
    for (let round = 0; round < genuineCount; round++) {
      const genuine = await makeGenuine(workshop);
      const taking = await listTaking(genuine.token, settings);
      if (await isOurs(genuine, usualProvider)) {
        taken++;
        for (const name of tokenOracleNames)
          if (!taking.includes(name)) laxer.set(name, (laxer.get(name) ?? 0) + 1);
      } else {
        // Only by the setting for it, since the library does not take them either.
        withoutParty++;
        expect(await isOurs(genuine)).toBe(true);
        expect(taking).toEqual(['jose']);
        expect(readClaims(genuine.token)).not.toHaveProperty('azp');
      }
    }
    task.meta.figures = [
      `${taken} tokens that we take: ${[...laxer].map(([name, count]) => `${name} refuses ${count}`).join(', ')}; ${withoutParty} without azp are taken only where CLERK_ALLOW_MISSING_AZP is true`,
    ];
    expect(Object.fromEntries(laxer)).toEqual({ jose: 0, '@clerk/backend': 0 });
    expect(taken).toBeGreaterThan(0);
    expect(withoutParty).toBeGreaterThan(0);
  });
});

function readClaims(token: string): unknown {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}
