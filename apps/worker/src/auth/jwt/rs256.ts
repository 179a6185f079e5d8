import type { UnverifiedJws } from './parse-jws.ts';

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3). */
const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/**
 * A public key for {@link isSignedBy}.
 *
 * @param n the modulus in base64url, `e` the exponent
 * @throws where the platform does not take the numbers
 */
export function importRs256Key(n: string, e: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty: 'RSA', n, e, alg: 'RS256' }, algorithm, false, ['verify']);
}

/** Whether the holder of this key signed the text. */
export function isSignedBy(key: CryptoKey, { signature, signedBytes }: UnverifiedJws): Promise<boolean> {
  return crypto.subtle.verify(algorithm, key, signature, signedBytes);
}
