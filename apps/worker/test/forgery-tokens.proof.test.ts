import { parseClerkSettings } from '@bloqr/contract';
import { describe, expect, inject, it } from 'vitest';
import type { AuthProvider } from '../src/auth/auth-provider.ts';
import { createKeyStore } from '../src/auth/jwt/key-store.ts';
import { createClerkProvider } from '../src/auth/providers/clerk/clerk-provider.ts';
import { forgedClaims } from './tokens/forged-claims.ts';
import { forgedHeaders } from './tokens/forged-headers.ts';
import { forgedShapes } from './tokens/forged-shapes.ts';
import { forgedSignatures, signBlock } from './tokens/forged-signatures.ts';
import { makeGenuine } from './tokens/genuine-tokens.ts';
import { createKeyEndpoint, createMemoryBlobs } from './tokens/key-endpoint.ts';
import { createRandom } from './tokens/random.ts';
import { createSigningKey, publish } from './tokens/signing-key.ts';
import { createWorkshop, type MadeToken, world } from './tokens/token-workshop.ts';

const { seed, forgedTokenCount, genuineTokenCount } = inject('proofSize');
const timeLimitMs = 3_600_000;
const forgeries = [...forgedShapes, ...forgedHeaders, ...forgedSignatures, ...forgedClaims];

const [key, withdrawnKey, ownKey] = await Promise.all([
  createSigningKey('ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S'),
  createSigningKey('ins_withdrawn'),
  createSigningKey('ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S'),
]);
const workshop = createWorkshop(createRandom(seed), { key, withdrawnKey, ownKey });
const endpoint = createKeyEndpoint(() => new Response(publish(key)));

/** The provider as it is deployed, but for the clock and the issuer's key set. */
function createProvider(): AuthProvider {
  const { clerk } = parseClerkSettings(
    { CLERK_PUBLISHABLE_KEY: world.publishableKey, CLERK_ALLOW_MISSING_AZP: 'true' },
    'production',
  );
  if (clerk === undefined) throw new Error('no settings');
  const now = () => world.now * 1000;
  const keys = createKeyStore(clerk.jwksUrl, {
    fetch: endpoint.fetch,
    now,
    blobs: createMemoryBlobs(),
    onFailure: () => {},
  });
  return createClerkProvider({ settings: clerk, allowedOrigins: new Set(world.allowedOrigins), keys, now });
}

const provider = createProvider();
const judge = ({ token, presentation }: MadeToken) =>
  provider.verifySession(token, presentation, world.ownOrigin, () => {});

describe('session tokens', () => {
  it('are made in 100 ways that must not hold, each under a name of its own', () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(100);
    expect(new Set(forgeries.map(({ name }) => name)).size).toBe(forgeries.length);
  });

  it('hold where their signature is made block by block, and right', async () => {
    const verification = await judge({ token: signBlock(workshop), presentation: 'bearer' });
    expect(verification.kind).toBe('valid');
  });

  it(`hold, all ${genuineTokenCount} genuine ones`, { timeout: timeLimitMs }, async ({ task }) => {
    const refused: string[] = [];
    for (let made = 0; made < genuineTokenCount; made++) {
      const genuine = await makeGenuine(workshop);
      const { kind } = await judge(genuine);
      if (kind !== 'valid') refused.push(`${kind}: ${genuine.presentation} ${genuine.token}`);
    }
    task.meta.figures = [`${genuineTokenCount} genuine tokens: ${refused.length} refused`];
    expect(refused).toEqual([]);
  });

  it(`do not hold, none of ${forgedTokenCount} forged ones`, { timeout: timeLimitMs }, async ({ task }) => {
    const accepted: string[] = [];
    const reasons = new Map<string, number>();
    for (let made = 0; made < forgedTokenCount; made++) {
      const forgery = forgeries[made % forgeries.length];
      if (forgery === undefined) break;
      const token = await forgery.forge(workshop);
      const presentation = forgery.presentation ?? workshop.random.pick(['bearer', 'cookie']);
      const verification = await judge({ token, presentation });
      const reason = verification.kind === 'invalid' ? verification.reason : verification.kind;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (verification.kind === 'valid' || verification.kind === 'unavailable')
        accepted.push(`${forgery.name}: ${verification.kind}: ${presentation} ${token}`);
    }
    task.meta.figures = [
      `${forgedTokenCount} forged tokens of ${forgeries.length} classes: ${accepted.length} accepted`,
      `refused because of ${[...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ')}`,
      `fetches: ${endpoint.fetched.length}, all of the key set`,
    ];
    expect(accepted).toEqual([]);
    expect(new Set(endpoint.fetched)).toEqual(new Set([world.jwksUrl]));
    expect(endpoint.fetched.length).toBeLessThanOrEqual(2);
  });
});
