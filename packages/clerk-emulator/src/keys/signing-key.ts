/** An RSA key that signs tokens. The private half is kept as JWK, so that a store can write it down as JSON. */
export interface SigningKey {
  /** The instance's id for the first key; later ones have a number behind it. */
  readonly kid: string;
  readonly privateJwk: JsonWebKey;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A key as the key set shows it. */
export interface PublicJwk {
  readonly use: 'sig';
  readonly kty: 'RSA';
  readonly kid: string;
  readonly alg: 'RS256';
  readonly n: string;
  readonly e: string;
}

const rsaSha256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Makes an RSA-2048 key. */
export async function newSigningKey(kid: string, nowMs: number): Promise<SigningKey> {
  const algorithm = { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return { kid, privateJwk: await crypto.subtle.exportKey('jwk', pair.privateKey), createdAt: nowMs };
}

/** The half of the key that everybody may see. */
export function describePublicJwk({ kid, privateJwk: { n = '', e = '' } }: SigningKey): PublicJwk {
  return { use: 'sig', kty: 'RSA', kid, alg: 'RS256', n, e };
}

/** Importing takes longer than signing. */
const imported = new WeakMap<SigningKey, Promise<CryptoKey>>();

/** Signs `text` with RS256. */
export async function signRs256(key: SigningKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const privateKey =
    imported.get(key) ?? crypto.subtle.importKey('jwk', key.privateJwk, rsaSha256, false, ['sign']);
  imported.set(key, privateKey);
  return new Uint8Array(
    await crypto.subtle.sign(rsaSha256, await privateKey, new TextEncoder().encode(text)),
  );
}

/** The id for the key that comes after `keys`: the instance's id, then `<id>_2`, `<id>_3`, …; none comes twice. */
export function nextKid(instanceId: string, keys: readonly SigningKey[]): string {
  const numbers = keys.map(({ kid }) => (kid === instanceId ? 1 : Number(kid.slice(instanceId.length + 1))));
  return keys.length === 0 ? instanceId : `${instanceId}_${Math.max(...numbers) + 1}`;
}
