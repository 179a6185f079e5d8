import { type JsonObject, readMember } from './strict-json.ts';

/** What tokens of an issuer must say, beyond being signed. */
export interface JwtPolicy<Reason extends string = never> {
  /** Compared as a whole, character by character. */
  readonly issuer: string;
  /** Whom a token must be for: it has to name this one, among others or alone. */
  readonly audience: { readonly name: string; readonly isRequired: boolean };
  /** Which page may have asked for the token (`azp`); left out where the issuer has no such claim. */
  readonly authorizedParty?: { readonly isAllowed: (azp: string) => boolean; readonly isRequired: boolean };
  /** The form of a subject, the whole of it. */
  readonly subject: RegExp;
  /** What only this issuer has. Runs before the signature is verified; undefined where nothing is wrong. */
  readonly check?: (header: JsonObject, claims: JsonObject) => Reason | undefined;
}

export type ClaimsRefusal =
  | 'issuer'
  | 'times-malformed'
  | 'life-too-long'
  | 'expired'
  | 'not-yet-valid'
  | 'issued-in-future'
  | 'subject'
  | 'authorized-party'
  | 'authorized-party-missing'
  | 'audience';

/** Claims of every token that we take, read. */
export interface StandardClaims {
  readonly subject: string;
  /** Seconds since 1970, whole ones, as all times in tokens here. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** How far the clocks of issuer and reader may be apart. */
export const leewaySeconds = 5;
/** From issue to expiry. */
export const lifeSecondsMax = 24 * 3600;

/**
 * Holds claims against a policy (RFC 7519, section 4.1; `azp`: OpenID Connect Core, section 2). Only the token's own
 * members count. A time is a whole number; `iat` and `exp` are needed, `nbf` may be absent.
 */
export function checkClaims(
  claims: JsonObject,
  policy: JwtPolicy<string>,
  nowMs: number,
): StandardClaims | ClaimsRefusal {
  if (readMember(claims, 'iss') !== policy.issuer) return 'issuer';

  const issuedAt = readMember(claims, 'iat');
  const expiresAt = readMember(claims, 'exp');
  const notBefore = Object.hasOwn(claims, 'nbf') ? claims.nbf : issuedAt;
  if (!isTime(issuedAt) || !isTime(expiresAt) || !isTime(notBefore)) return 'times-malformed';
  if (expiresAt <= issuedAt) return 'times-malformed';
  if (expiresAt - issuedAt > lifeSecondsMax) return 'life-too-long';
  const now = nowMs / 1000;
  if (now >= expiresAt + leewaySeconds) return 'expired';
  if (now < notBefore - leewaySeconds) return 'not-yet-valid';
  if (now < issuedAt - leewaySeconds) return 'issued-in-future';

  const subject = readMember(claims, 'sub');
  if (typeof subject !== 'string' || !policy.subject.test(subject)) return 'subject';

  if (policy.authorizedParty !== undefined) {
    const { isAllowed, isRequired } = policy.authorizedParty;
    const azp = readMember(claims, 'azp');
    if (azp === undefined ? isRequired : typeof azp !== 'string' || !isAllowed(azp))
      return azp === undefined ? 'authorized-party-missing' : 'authorized-party';
  }

  const audience = readMember(claims, 'aud');
  if (audience === undefined ? policy.audience.isRequired : !namesAudience(audience, policy.audience.name))
    return 'audience';
  return { subject, issuedAt, expiresAt };
}

/** Seconds since 1970 below 2^53: no text, no fraction, nothing that has overflown to infinity (`1e400`). */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** One name, or an array of names and of nothing else. */
function namesAudience(audience: unknown, name: string): boolean {
  if (!Array.isArray(audience)) return audience === name;
  return audience.every((one) => typeof one === 'string') && audience.includes(name);
}
