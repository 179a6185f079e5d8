/** Gives `length` random bytes. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** KSUID counts seconds from here. */
const ksuidEpochSeconds = 1_400_000_000;
const ksuidLength = 27;

/**
 * An id as Clerk makes them: a prefix, `_` and a KSUID (4 bytes of seconds, 16 random ones, in base 62), so that ids sort
 * by the second in which they were made. Source of the form: https://github.com/segmentio/ksuid
 *
 * @example
 * makeId('user', now, randomBytes) // 'user_2bT6zNvCgEXPVqXKJhVWpRgDEWT'
 */
export function makeId(prefix: string, nowMs: number, randomBytes: RandomBytes): string {
  let value = BigInt(Math.max(0, Math.floor(nowMs / 1000) - ksuidEpochSeconds));
  for (const byte of randomBytes(16)) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let index = 0; index < ksuidLength; index++) {
    text = alphabet.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return `${prefix}_${text}`;
}

/** `length` random letters and digits. */
export function randomLetters(length: number, randomBytes: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: beyond it some letters would be likelier than others.
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % 62);
    }
  }
  return text;
}

/** `length` random bytes as lower-case hexadecimal digits. */
export function randomHex(length: number, randomBytes: RandomBytes): string {
  return [...randomBytes(length)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
