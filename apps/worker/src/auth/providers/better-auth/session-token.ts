import { Buffer } from 'node:buffer';

/** A session token taken apart; whether its signature holds is another question. */
export interface SignedToken {
  /** What the database knows. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/**
 * 32 letters and digits, a dot, and HMAC-SHA-256 of them in base64: 43 characters, of which the last has two unused bits that
 * are zero, and `=`. It is what the library signs cookies with, and puts into the header `set-auth-token`
 * (https://www.better-auth.com/docs/plugins/bearer).
 */
const form = /^([A-Za-z0-9]{32})\.([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/;

/** Whether it looks like one of ours; tells it from every other credential. */
export function isSignedToken(text: string): boolean {
  return form.test(text);
}

/** Undefined where it has another form. */
export function parseSignedToken(text: string): SignedToken | undefined {
  const [, id, signature] = form.exec(text) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  return { id, signature: new Uint8Array(Buffer.from(signature, 'base64')) };
}

/** The token in a cookie, where `+`, `/` and `=` are written with `%`. Undefined where that makes no sense. */
export function decodeCookieValue(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** Checks signatures with one secret. The platform compares in constant time. */
export function createSignatureCheck(secret: string): (token: SignedToken) => Promise<boolean> {
  const encoder = new TextEncoder();
  let key: CryptoKey | undefined;
  return async ({ id, signature }) => {
    key ??= await crypto.subtle.importKey(
      'raw',
      encoder.encode(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    return crypto.subtle.verify('HMAC', key, signature, encoder.encode(id));
  };
}
