import type { Claims, MadeToken, Workshop } from './token-workshop.ts';
import { world } from './token-workshop.ts';

/** Tokens that hold, in all the shapes that there are. */
export async function makeGenuine({ random, key, sign }: Workshop): Promise<MadeToken> {
  const presentation = random.pick(['bearer', 'cookie']);
  const kind = random.pick(['session', 'first-version', 'template', 'without-meaning']);
  const life = kind === 'template' ? random.pick([30, 60, 3600, 86_400]) : random.pick([60, 60, 300]);
  const issuedAt = world.now - random.integer(-5, life + 4);

  const header: Claims = {
    ...{
      session: {},
      'first-version': { cat: undefined, oiat: undefined },
      template: { cat: 'cl_B7d4PD222AAA', oiat: undefined },
      'without-meaning': { cat: 'cl_I7d4PD111III' },
    }[kind],
    // Keys and addresses of keys in a token are no reason for anything.
    ...(random.chance(0.1) && { jku: 'https://canary.example/jwks.json', x5u: 'https://canary.example/x5u' }),
    ...(random.chance(0.1) && { jwk: key.jwk, x5c: [random.word(40)] }),
    ...(random.chance(0.2) && { typ: undefined }),
  };
  const claims: Claims = {
    iat: issuedAt,
    exp: issuedAt + life,
    nbf: random.pick([undefined, issuedAt, issuedAt - 5, issuedAt - 10]),
    ...(kind === 'first-version' && { v: undefined, sts: undefined, org_id: 'org_a', org_role: 'org:admin' }),
    ...(kind === 'template' && { sid: undefined, sts: undefined, v: undefined, fva: undefined }),
    ...(random.chance(0.3) && { o: { id: 'org_a', rol: 'admin', per: 'read', fpm: '1' }, pla: 'u:free' }),
    ...(random.chance(0.2) && {
      act: { sub: `user_${random.word(27)}`, iss: 'https://dashboard.clerk.com' },
    }),
    ...(random.chance(0.3) && {
      aud: random.pick<unknown>(['bloqr-backend', ['bloqr-backend'], ['other', 'bloqr-backend']]),
    }),
    ...(random.chance(0.3) && {
      metadata: random.pick<unknown>([
        null,
        undefined,
        'pro',
        ['admin'],
        { tier: 'root' },
        { role: 'x' },
        { a: { b: [1e300] } },
      ]),
    }),
    ...(presentation === 'bearer' && random.chance(0.2) && { azp: undefined }),
    ...(random.chance(0.1) && { text: '“ü\u0000😀\ud800' }),
  };
  return { token: await sign(header, claims), presentation };
}
