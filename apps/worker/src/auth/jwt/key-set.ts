import { Buffer } from 'node:buffer';
import { decodeBase64url } from './base64url.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseStrictJson, readMember } from './strict-json.ts';
import { isWeakModulus } from './weak-modulus.ts';

/** A public key that may verify RS256. */
export interface RsaPublicKey {
  readonly keyId: string;
  /** The modulus, in base64url. */
  readonly n: string;
  /** The exponent, in base64url. */
  readonly e: string;
}

export type KeySetRefusal =
  | 'not-json'
  | 'no-key-list'
  | 'too-many-keys'
  | 'malformed-key'
  | 'private-key'
  | 'duplicate-key-id'
  | 'weak-key'
  | 'no-usable-key';

export type ParsedKeySet =
  | { readonly kind: 'parsed'; readonly keys: readonly RsaPublicKey[] }
  | { readonly kind: 'refused'; readonly reason: KeySetRefusal };

const keysMax = 64;
const depthMax = 16;
const keyIdCharactersMax = 256;
const modulusBits = { min: 2048, max: 8192 } as const;
const exponentMin = 65_537;
const exponentBytesMax = 4;
/** Members that only private and symmetric keys have (RFC 7518, sections 6.2.2, 6.3.2, 6.4.1). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Reads a key set (RFC 7517, section 5). Keys for something else are passed over: other kinds, other algorithms, encryption,
 * keys without an id. But where anything in it is dangerous, the whole set is refused, since whoever publishes that is not to
 * be trusted with the rest: private or symmetric keys, two keys under one id, an RSA key that is short (below 2,048 bits),
 * has an exponent below 65537, or can be factored.
 */
export function parseKeySet(bytes: Uint8Array): ParsedKeySet {
  const set = parseStrictJson(bytes, depthMax);
  if (set === undefined) return refuse('not-json');
  const list = readMember(set, 'keys');
  if (!Array.isArray(list)) return refuse('no-key-list');
  if (list.length > keysMax) return refuse('too-many-keys');

  const keyIds = new Set<string>();
  const keys: RsaPublicKey[] = [];
  for (const key of list as readonly JsonValue[]) {
    if (!isJsonObject(key)) return refuse('malformed-key');
    if (privateMembers.some((name) => Object.hasOwn(key, name))) return refuse('private-key');
    const keyId = readMember(key, 'kid');
    if (typeof keyId !== 'string' || keyId === '' || keyId.length > keyIdCharactersMax) continue;
    if (keyIds.has(keyId)) return refuse('duplicate-key-id');
    keyIds.add(keyId);
    if (!isForRs256(key)) continue;
    const numbers = readNumbers(key);
    if (typeof numbers === 'string') return refuse(numbers);
    keys.push({ keyId, ...numbers });
  }
  return keys.length === 0 ? refuse('no-usable-key') : { kind: 'parsed', keys };
}

function refuse(reason: KeySetRefusal): ParsedKeySet {
  return { kind: 'refused', reason };
}

/** Whether a key is meant for what we would do with it. */
function isForRs256(key: JsonObject): boolean {
  const operations = Object.hasOwn(key, 'key_ops') ? key.key_ops : ['verify'];
  return (
    readMember(key, 'kty') === 'RSA' &&
    (!Object.hasOwn(key, 'use') || key.use === 'sig') &&
    (!Object.hasOwn(key, 'alg') || key.alg === 'RS256') &&
    Array.isArray(operations) &&
    operations.includes('verify')
  );
}

/** Modulus and exponent, each in its one shortest spelling (RFC 7518, section 6.3.1). */
function readNumbers(key: JsonObject): { readonly n: string; readonly e: string } | KeySetRefusal {
  const n = readMember(key, 'n');
  const e = readMember(key, 'e');
  if (typeof n !== 'string' || typeof e !== 'string') return 'malformed-key';
  const modulusBytes = decodeBase64url(n);
  const exponentBytes = decodeBase64url(e);
  if (!modulusBytes?.[0] || !exponentBytes?.[0]) return 'malformed-key';
  if (modulusBytes.length > modulusBits.max / 8 || exponentBytes.length > exponentBytesMax) return 'weak-key';
  const modulus = toInteger(modulusBytes);
  const exponent = toInteger(exponentBytes);
  if (modulus >> BigInt(modulusBits.min - 1) === 0n || isWeakModulus(modulus)) return 'weak-key';
  return exponent < exponentMin || exponent % 2n === 0n ? 'weak-key' : { n, e };
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
