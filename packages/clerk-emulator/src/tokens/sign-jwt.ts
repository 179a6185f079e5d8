import type { JsonObject } from '../json/json-object.ts';
import { type SigningKey, signRs256 } from '../keys/signing-key.ts';

/** A signed token of `header` and `claims`; nothing is checked or added, and the order of names is kept. */
export async function signJwt(key: SigningKey, header: JsonObject, claims: JsonObject): Promise<string> {
  const content = `${encodeJson(header)}.${encodeJson(claims)}`;
  return `${content}.${encodeBytes(await signRs256(key, content))}`;
}

function encodeJson(value: JsonObject): string {
  return encodeBytes(new TextEncoder().encode(JSON.stringify(value)));
}

function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
