import type { Presentation } from '../../src/auth/auth-provider.ts';
import type { Random } from './random.ts';
import { type SigningKey, signToken } from './signing-key.ts';

/** The world in which tokens of a proof are made and judged. */
export const world = {
  issuer: 'https://clerk.example.com',
  jwksUrl: 'https://clerk.example.com/.well-known/jwks.json',
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  ownOrigin: 'https://bloqr.example.com',
  allowedOrigins: ['https://app.example.com', 'http://localhost:4200'],
  /** Seconds since 1970. */
  now: 1_790_000_000,
} as const;

export type Claims = Readonly<Record<string, unknown>>;

/** What somebody who makes tokens has at hand. */
export interface Workshop {
  readonly random: Random;
  /** The issuer's key: it signs what a class of forgeries takes a true signature for. */
  readonly key: SigningKey;
  /** One that the issuer published once and has withdrawn. */
  readonly withdrawnKey: SigningKey;
  /** The attacker's own, under the id of the issuer's. */
  readonly ownKey: SigningKey;
  /** A header and claims that hold, with these changes; undefined takes a member away. */
  readonly header: (change?: Claims) => Claims;
  readonly claims: (change?: Claims) => Claims;
  /** A token that holds, but for these changes, truly signed. */
  readonly sign: (headerChange: Claims, claimsChange?: Claims) => Promise<string>;
}

/** A token, and how it is presented. */
export interface MadeToken {
  readonly token: string;
  readonly presentation: Presentation;
}

export function createWorkshop(
  random: Random,
  keys: Pick<Workshop, 'key' | 'withdrawnKey' | 'ownKey'>,
): Workshop {
  const header = (change: Claims = {}): Claims => ({
    alg: 'RS256',
    cat: 'cl_B7d4PD111AAA',
    kid: keys.key.keyId,
    oiat: world.now - 5,
    typ: 'JWT',
    ...change,
  });
  const claims = (change: Claims = {}): Claims => {
    const issuedAt = world.now - random.integer(0, 50);
    return {
      azp: random.pick([world.ownOrigin, ...world.allowedOrigins]),
      exp: issuedAt + 60,
      fva: [random.integer(0, 100), -1],
      iat: issuedAt,
      iss: world.issuer,
      jti: random.word(20),
      metadata: { tier: random.pick(['free', 'pro', 'admin']) },
      nbf: issuedAt - 10,
      sid: `sess_${random.word(27)}`,
      sts: 'active',
      sub: `user_${random.word(27)}`,
      v: 2,
      ...change,
    };
  };
  return {
    random,
    ...keys,
    header,
    claims,
    sign: (headerChange, claimsChange) => signToken(keys.key, header(headerChange), claims(claimsChange)),
  };
}
