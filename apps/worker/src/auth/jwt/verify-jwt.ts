import { type ClaimsRefusal, checkClaims, type JwtPolicy, type StandardClaims } from './check-claims.ts';
import { type JwsRefusal, parseJws, type UnverifiedJws } from './parse-jws.ts';
import { isSignedBy } from './rs256.ts';
import { isUnambiguous, type JsonObject, parseJsonObject } from './strict-json.ts';
import type { TokenMemo } from './token-memo.ts';

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
 * @param memo tokens of this policy's issuer that came before; left out, each is taken apart and checked anew
 */
export async function verifyJwt<Reason extends string = never>(
  token: string,
  keys: VerificationKeys,
  policy: JwtPolicy<Reason>,
  nowMs: number,
  memo?: TokenMemo,
): Promise<JwtVerification<Reason>> {
  const remembered = memo?.get(token);
  const read = remembered ?? readToken(token);
  if (typeof read === 'string') return { kind: 'invalid', reason: read };
  const { header, keyId, claims } = read;
  const checked = checkClaims(claims, policy, nowMs);
  if (typeof checked === 'string') return { kind: 'invalid', reason: checked };
  const fault = policy.check?.(header, claims);
  if (fault !== undefined) return { kind: 'invalid', reason: fault };

  const answer = await keys.find(keyId);
  if (answer.kind === 'unavailable') return answer;
  if (answer.kind === 'unknown') return { kind: 'invalid', reason: 'unknown-key' };
  const { key } = answer;
  if (remembered?.key !== key) {
    const unverified = 'jws' in read ? read : readToken(token);
    if (typeof unverified === 'string') return { kind: 'invalid', reason: unverified };
    const refusal = await findSignatureFault(unverified, key);
    if (refusal !== undefined) return { kind: 'invalid', reason: refusal };
    memo?.add(token, { key, keyId, header, claims });
  }
  return { kind: 'valid', jwt: { ...checked, header, claims } };
}

/** A token taken apart; nothing of it is verified. */
interface UnverifiedToken {
  readonly jws: UnverifiedJws;
  readonly keyId: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly claimsText: string;
}

function readToken(token: string): UnverifiedToken | JwtRefusal {
  const parsed = parseJws(token);
  if (parsed.kind === 'refused') return parsed.reason;
  const { jws } = parsed;
  const json = parseJsonObject(jws.payload);
  if (json === undefined) return 'claims-not-json';
  return { jws, keyId: jws.keyId, header: jws.header, claims: json.object, claimsText: json.text };
}

async function findSignatureFault(
  { jws, claimsText }: UnverifiedToken,
  key: CryptoKey,
): Promise<JwtRefusal | undefined> {
  if (!(await isSignedBy(key, jws))) return 'signature';
  // Looked for last: it costs the most for its length, and matters only in what the issuer signed.
  const isClear = isUnambiguous(jws.headerText, depthMax) && isUnambiguous(claimsText, depthMax);
  return isClear ? undefined : 'ambiguous-json';
}
