import { decodeBase64url } from './base64url.ts';
import { type JsonObject, parseJsonObject, readMember } from './strict-json.ts';

/** A signed text in its compact form (RFC 7515, section 3.1) that has the shape of one we take. Nothing of it is verified. */
export interface UnverifiedJws {
  readonly header: JsonObject;
  /** The header as it is written. */
  readonly headerText: string;
  /** Which key it says it is signed with. */
  readonly keyId: string;
  readonly payload: Uint8Array;
  /** What the signature is over: header and payload as they were sent. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
}

export type JwsRefusal =
  | 'token-too-long'
  | 'header-too-long'
  | 'not-three-parts'
  | 'not-base64url'
  | 'header-not-json'
  | 'algorithm'
  | 'type'
  | 'critical-header'
  | 'key-id'
  | 'signature-length';

export type ParsedJws =
  | { readonly kind: 'parsed'; readonly jws: UnverifiedJws }
  | { readonly kind: 'refused'; readonly reason: JwsRefusal };

/** Characters of a whole token at most. A cookie that browsers keep has 4,096. */
export const tokenCharactersMax = 8192;
/** Characters of the header at most, encoded. */
export const headerCharactersMax = 1024;
const keyIdCharactersMax = 256;
/** RSA with 2,048 to 8,192 bits. */
const signatureBytes = { min: 256, max: 1024 } as const;

/**
 * Takes a token apart. What costs least comes first, and nothing is decoded before its length is known. The algorithm is
 * RS256 and no other. Keys and addresses of keys inside the header (`jwk`, `jku`, `x5u`, `x5c`) are not even looked at; neither
 * are members that we do not know, as RFC 7515 (section 4) wants it. Extensions that must be understood (`crit`) are refused,
 * since we understand none.
 */
export function parseJws(token: string): ParsedJws {
  if (token.length > tokenCharactersMax) return refuse('token-too-long');
  const headerEnd = token.indexOf('.');
  if (headerEnd > headerCharactersMax) return refuse('header-too-long');
  const payloadEnd = token.indexOf('.', headerEnd + 1);
  if (headerEnd < 0 || payloadEnd < 0 || token.includes('.', payloadEnd + 1))
    return refuse('not-three-parts');

  const headerBytes = decodeBase64url(token.slice(0, headerEnd));
  if (headerBytes === undefined) return refuse('not-base64url');
  const json = parseJsonObject(headerBytes);
  if (json === undefined) return refuse('header-not-json');
  const { object: header, text: headerText } = json;
  if (readMember(header, 'alg') !== 'RS256') return refuse('algorithm');
  if (Object.hasOwn(header, 'typ') && header.typ !== 'JWT') return refuse('type');
  if (Object.hasOwn(header, 'crit')) return refuse('critical-header');
  const keyId = readMember(header, 'kid');
  if (typeof keyId !== 'string' || keyId === '' || keyId.length > keyIdCharactersMax) return refuse('key-id');

  const payload = decodeBase64url(token.slice(headerEnd + 1, payloadEnd));
  const signature = decodeBase64url(token.slice(payloadEnd + 1));
  if (payload === undefined || signature === undefined) return refuse('not-base64url');
  if (signature.length < signatureBytes.min || signature.length > signatureBytes.max)
    return refuse('signature-length');
  const signedBytes = new TextEncoder().encode(token.slice(0, payloadEnd));
  return { kind: 'parsed', jws: { header, headerText, keyId, payload, signedBytes, signature } };
}

function refuse(reason: JwsRefusal): ParsedJws {
  return { kind: 'refused', reason };
}
