import { Buffer } from 'node:buffer';

/** The members of an RSA key that a key set shows. */
export interface PublicJwk {
  readonly kty: string;
  readonly kid: string;
  readonly use: string;
  readonly alg: string;
  readonly n: string;
  readonly e: string;
}

/** A key that tests sign with. */
export interface SigningKey {
  readonly keyId: string;
  readonly jwk: PublicJwk;
  /** In base64url, as in a private JWK. */
  readonly secret: { readonly d: string; readonly p: string; readonly q: string };
  readonly privateJwk: JsonWebKey;
  sign(text: string | Uint8Array): Promise<Uint8Array>;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

export async function createSigningKey(keyId: string, modulusLength = 2048): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  if (!('privateKey' in pair)) throw new Error('no pair of keys');
  const privateJwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (privateJwk instanceof ArrayBuffer) throw new Error('no JWK');
  const { n = '', e = '', d = '', p = '', q = '' } = privateJwk;
  return {
    keyId,
    jwk: { kty: 'RSA', kid: keyId, use: 'sig', alg: 'RS256', n, e },
    secret: { d, p, q },
    privateJwk,
    sign: async (text) =>
      new Uint8Array(
        await crypto.subtle.sign(
          algorithm,
          pair.privateKey,
          typeof text === 'string' ? new TextEncoder().encode(text) : text,
        ),
      ),
  };
}

/** base64url of bytes, of text as it stands, or of a value as JSON. */
export function encode(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url');
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A token with a true signature over whatever it is given: bytes, text or a value for JSON. */
export async function signToken(key: SigningKey, header: unknown, claims: unknown): Promise<string> {
  return signParts(key, encode(header), encode(claims));
}

/** The same for parts that are encoded already, well or not. */
export async function signParts(key: SigningKey, header: string, claims: string): Promise<string> {
  return `${header}.${claims}.${encode(await key.sign(`${header}.${claims}`))}`;
}

/** A key set, as it is published. */
export function publish(...keys: readonly SigningKey[]): string {
  return JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
}
