import type { JwtPolicy } from '../auth/jwt/check-claims.ts';
import { type JsonObject, readMember } from '../auth/jwt/strict-json.ts';
import { type JwtRefusal, type VerificationKeys, verifyJwt } from '../auth/jwt/verify-jwt.ts';

/** Which application of which team a token must be of. */
export interface AssertionPolicy {
  /** The team domain, `https://<name>.cloudflareaccess.com`. */
  readonly issuer: string;
  /** The tag of the application. */
  readonly audience: string;
}

/** Reasons of Cloudflare's own why a token does not hold. */
export type AssertionRefusal = 'token-type' | 'service-token' | 'email';

/** What an application token says, once it holds: who stands behind it, by the address that Access has verified. */
export type AssertionVerification =
  | { readonly kind: 'valid'; readonly email: string }
  | { readonly kind: 'invalid'; readonly reason: JwtRefusal | AssertionRefusal }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/** An id of a person, a UUID so far; empty in tokens of services. Nothing is done with it. */
const subject = /^[\x21-\x7e]{0,255}$/;
const emailCharactersMax = 320;

/**
 * Judges an application token of Cloudflare Access
 * (https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/application-token/).
 * It must be of a person: a service token authenticates a program and names no address that could be an administrator's.
 * Tokens that sign in to all applications of a team (`type` is `org`) are no application tokens.
 *
 * @param nowMs milliseconds since 1970
 */
export async function verifyAssertion(
  token: string,
  keys: VerificationKeys,
  { issuer, audience }: AssertionPolicy,
  nowMs: number,
): Promise<AssertionVerification> {
  const policy: JwtPolicy<AssertionRefusal> = {
    issuer,
    audience: { name: audience, isRequired: true },
    subject,
    check: (_header, claims) => findFault(claims),
  };
  const verification = await verifyJwt(token, keys, policy, nowMs);
  if (verification.kind !== 'valid') return verification;
  const email = readEmail(verification.jwt.claims);
  return email === undefined ? { kind: 'invalid', reason: 'email' } : { kind: 'valid', email };
}

function findFault(claims: JsonObject): AssertionRefusal | undefined {
  if (readMember(claims, 'type') !== 'app') return 'token-type';
  if (readMember(claims, 'sub') === '') return 'service-token';
  return readEmail(claims) === undefined ? 'email' : undefined;
}

function readEmail(claims: JsonObject): string | undefined {
  const email = readMember(claims, 'email');
  const isEmail =
    typeof email === 'string' && email.length <= emailCharactersMax && /^[^\s@]+@[^\s@]+$/.test(email);
  return isEmail ? email : undefined;
}
