import { WebhookError } from './webhook-error.ts';

const prefix = 'whsec_';

/** Bytes of a signing secret, as Standard Webhooks wants them:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme */
const bytesMin = 24;
const bytesMax = 64;

/** A signing secret as endpoints show it: `whsec_` and 24 random bytes in base64. */
export function createSigningSecret(): string {
  return prefix + encodeBase64(crypto.getRandomValues(new Uint8Array(bytesMin)));
}

/**
 * The key within a signing secret: the base64 behind `whsec_`, 24 to 64 bytes.
 *
 * The public libraries take shorter keys, and some an empty one, with which everybody could sign; here none are given out.
 *
 * @throws WebhookError `signing-secret-invalid`
 */
export function parseSigningSecret(secret: string): Uint8Array<ArrayBuffer> {
  const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : null;
  const key = encoded === null ? null : decodeBase64(encoded);
  if (key === null) {
    throw new WebhookError(
      'signing-secret-invalid',
      `A signing secret is ${prefix} and base64 with the characters A–Z a–z 0–9 + / =.`,
    );
  }
  if (key.length < bytesMin || key.length > bytesMax) {
    throw new WebhookError(
      'signing-secret-invalid',
      `A signing secret holds ${bytesMin} to ${bytesMax} bytes, this one ${key.length}.`,
    );
  }
  return key;
}

/** Bytes as standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
