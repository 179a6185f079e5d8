import { type ClaimsRefusal, checkClaims, type JwtPolicy, type StandardClaims } from './check-claims.ts';
import { type JwsRefusal, parseJws } from './parse-jws.ts';
import { isSignedBy } from './rs256.ts';
import { isUnambiguous, type JsonObject, parseJsonObject } from './strict-json.ts';

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

export type JwtRefusal =
  | JwsRefusal
  | ClaimsRefusal
  | 'claims-not-json'
  | 'unknown-key'
  | 'signature'
  | 'ambiguous-json';

export type JwtVerification<Reason extends string = never> =
  | { readonly kind: 'valid'; readonly jwt: VerifiedJwt }
  | { readonly kind: 'invalid'; readonly reason: JwtRefusal | Reason }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/** Levels of JSON. More than anybody needs: metadata of users may be odd, but is no reason to refuse them. */
const depthMax = 1024;

/**
 * Judges a JSON Web Token (RFC 7519, with the advice of RFC 8725). What is cheap comes first: shape, claims, then the key
 * and the signature. So garbage costs less than a token that holds, and no token that would be refused anyway makes us
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
  const json = parseJsonObject(jws.payload);
  if (json === undefined) return { kind: 'invalid', reason: 'claims-not-json' };
  const claims = json.object;
  const checked = checkClaims(claims, policy, nowMs);
  if (typeof checked === 'string') return { kind: 'invalid', reason: checked };
  const fault = policy.check?.(jws.header, claims);
  if (fault !== undefined) return { kind: 'invalid', reason: fault };

  const answer = await keys.find(jws.keyId);
  if (answer.kind === 'unavailable') return answer;
  if (answer.kind === 'unknown') return { kind: 'invalid', reason: 'unknown-key' };
  if (!(await isSignedBy(answer.key, jws))) return { kind: 'invalid', reason: 'signature' };
  // Looked for last: it costs the most for its length, and matters only in what the issuer signed.
  if (!isUnambiguous(jws.headerText, depthMax) || !isUnambiguous(json.text, depthMax))
    return { kind: 'invalid', reason: 'ambiguous-json' };
  return { kind: 'valid', jwt: { ...checked, header: jws.header, claims } };
}
