import { randomHex } from '../ids/make-id.ts';
import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import { renderClaims } from '../jwt-templates/render-claims.ts';
import type { Session } from '../sessions/session.ts';
import type { User } from '../users/user.ts';
import { signJwt } from './sign-jwt.ts';

/** For whom a token is, and who asked for it. */
export interface TokenRequest {
  readonly session: Session;
  readonly user: User;
  /** The page's origin, which becomes `azp`; left out for tokens that a server asked for. */
  readonly origin?: string | undefined;
  /** Overrides the lifetime, in seconds. */
  readonly expiresInSeconds?: number | undefined;
}

/** The protected header's `cat` of session tokens. Source: clerk/javascript, packages/backend/src/tokens/jwtCategories.ts */
const sessionCategory = 'cl_B7d4PD111AAA';
const lifetimeSeconds = 60;
const notBeforeSeconds = 10;

/**
 * A session token of version 2, signed by the instance's present key.
 * Source: https://clerk.com/docs/guides/sessions/session-tokens
 */
export async function mintSessionToken(instance: Instance, request: TokenRequest): Promise<string> {
  const { session, user, origin, expiresInSeconds = lifetimeSeconds } = request;
  const now = Math.floor(instance.now() / 1000);
  const header = { alg: 'RS256', cat: sessionCategory, kid: instance.signingKey.kid, oiat: now, typ: 'JWT' };
  const claims = {
    // Clerk's own claims come last and so win over a customisation that was stored before one of them was reserved.
    ...renderClaims(instance.settings.sessionTokenClaims, user),
    ...(session.actor === null ? {} : { act: session.actor }),
    ...(isOrigin(origin) ? { azp: origin } : {}),
    exp: now + expiresInSeconds,
    fva: [Math.max(0, Math.floor((instance.now() - session.created_at) / 60_000)), -1],
    iat: now,
    iss: instance.issuer,
    jti: randomHex(10, instance.randomBytes),
    nbf: now - notBeforeSeconds,
    sid: session.id,
    sts: session.status === 'pending' ? 'pending' : 'active',
    sub: user.id,
    v: 2,
  };
  return signJwt(instance.signingKey, header, sortNames(claims));
}

/** Clerk leaves `azp` out where the request had no origin, or `null` as one. */
export function isOrigin(origin: string | undefined): origin is string {
  return origin !== undefined && origin !== '' && origin !== 'null';
}

/** Clerk's tokens have their claims in alphabetical order. */
export function sortNames(claims: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
