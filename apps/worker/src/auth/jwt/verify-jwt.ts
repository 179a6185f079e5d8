import { type ClaimsRefusal, checkClaims, type JwtPolicy, type StandardClaims } from './check-claims.ts';
import { type JwsRefusal, parseJws, tokenDepthMax } from './parse-jws.ts';
import { isSignedBy } from './rs256.ts';
import { type JsonObject, parseStrictJson } from './strict-json.ts';

/** What is known of a key by its id. */
export type KeyAnswer =
  | { readonly kind: 'found'; readonly key: CryptoKey }
  | { readonly kind: 'unknown' }
  /** Whether there is such a key cannot be told now; ask again after so many seconds. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/** Keys to verify with, made by `importRs256Key`. */
export interface VerificationKeys {
  find(keyId: string): Promise<KeyAnswer>;
}

/** A token that holds: signed by a key of the issuer, and all that it says fits the policy. */
export interface VerifiedJwt extends StandardClaims {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

export type JwtRefusal = JwsRefusal | ClaimsRefusal | 'claims-not-json' | 'unknown-key' | 'signature';

export type JwtVerification<Reason extends string = never> =
  | { readonly kind: 'valid'; readonly jwt: VerifiedJwt }
  | { readonly kind: 'invalid'; readonly reason: JwtRefusal | Reason }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/**
 * Judges a JSON Web Token (RFC 7519, with the advice of RFC 8725). What is cheap comes first: shape, claims, then the key,
 * last the signature. So garbage costs less than a token that holds, and no token that would be refused anyway makes us
 * ask for keys. What this tells an attacker by its time they know already: policy and claims are no secrets, and whoever
 * asks us gets the same answer for every reason.
 *
 * @param nowMs milliseconds since 1970
 */
export async function verifyJwt<Reason extends string = never>(
  token: string,
  keys: VerificationKeys,
  policy: JwtPolicy<Reason>,
  nowMs: number,
): Promise<JwtVerification<Reason>> {
  const parsed = parseJws(token);
  if (parsed.kind === 'refused') return { kind: 'invalid', reason: parsed.reason };
  const { jws } = parsed;
  const claims = parseStrictJson(jws.payload, tokenDepthMax);
  if (claims === undefined) return { kind: 'invalid', reason: 'claims-not-json' };
  const checked = checkClaims(claims, policy, nowMs);
  if (typeof checked === 'string') return { kind: 'invalid', reason: checked };
  const fault = policy.check?.(jws.header, claims);
  if (fault !== undefined) return { kind: 'invalid', reason: fault };

  const answer = await keys.find(jws.keyId);
  if (answer.kind === 'unavailable') return answer;
  if (answer.kind === 'unknown') return { kind: 'invalid', reason: 'unknown-key' };
  if (!(await isSignedBy(answer.key, jws))) return { kind: 'invalid', reason: 'signature' };
  return { kind: 'valid', jwt: { ...checked, header: jws.header, claims } };
}
