import { verifyToken } from '@clerk/backend';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { PublicJwk } from './signing-key.ts';
import { world } from './token-workshop.ts';

/** What a public library is told: the same as we are. */
export interface OracleSettings {
  readonly keys: readonly PublicJwk[];
  /** The only key as PEM, for a library that takes it so. */
  readonly pem: string;
}

/** Whether a public library takes a token; it reads the time from `Date`. */
export type TokenOracle = (token: string, settings: OracleSettings) => Promise<boolean>;

const permittedParties: readonly string[] = [world.ownOrigin, ...world.allowedOrigins];
/** What we allow clocks to differ. */
const skewSeconds = 5;

/** The public libraries that verify session tokens of Clerk, each as its documentation has it used. */
export const tokenOracles = {
  // https://clerk.com/docs/guides/sessions/manual-jwt-verification: a library for JWT, then the claim `azp`.
  jose: async (token, { keys }) => {
    const set = createLocalJWKSet({ keys: [...keys] });
    try {
      const { payload } = await jwtVerify(token, set, {
        algorithms: ['RS256'],
        issuer: world.issuer,
        clockTolerance: skewSeconds,
      });
      const { azp } = payload;
      return azp === undefined || (typeof azp === 'string' && permittedParties.includes(azp));
    } catch {
      return false;
    }
  },
  // https://clerk.com/docs/reference/backend/verify-token
  '@clerk/backend': (token, { pem }) =>
    verifyToken(token, {
      jwtKey: pem,
      authorizedParties: [...permittedParties],
      clockSkewInMs: skewSeconds * 1000,
    }).then(
      () => true,
      () => false,
    ),
} as const satisfies Record<string, TokenOracle>;

export type TokenOracleName = keyof typeof tokenOracles;

export const tokenOracleNames = Object.keys(tokenOracles) as TokenOracleName[];

/** The libraries that take a token. */
export async function listTaking(token: string, settings: OracleSettings): Promise<TokenOracleName[]> {
  const answers = tokenOracleNames.map(async (name) =>
    (await tokenOracles[name](token, settings)) ? [name] : [],
  );
  return (await Promise.all(answers)).flat();
}

/** A key as PEM. */
export async function toPem(jwk: PublicJwk): Promise<string> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
  const { kty, n, e, alg } = jwk;
  const key = await crypto.subtle.importKey('jwk', { kty, n, e, alg }, algorithm, true, ['verify']);
  const spki = await crypto.subtle.exportKey('spki', key);
  if (!(spki instanceof ArrayBuffer)) throw new Error('no SPKI');
  const text = btoa(String.fromCharCode(...new Uint8Array(spki)));
  return `-----BEGIN PUBLIC KEY-----\n${text.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----`;
}
