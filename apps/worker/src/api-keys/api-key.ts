import { crc32 } from 'node:zlib';

/**
 * A key in full, as its owner has it: `blq_`, 43 characters of secret, 6 of checksum. Only this file makes one, so
 * that whatever has this type has passed the check.
 */
export interface ApiKey {
  readonly text: string;
  /** Its beginning, which may be shown: 6 of the characters of its secret, so that over 220 bits stay unknown. */
  readonly prefix: string;
}

/** So many bytes that nobody can foretell. */
export type RandomBytes = (length: number) => Uint8Array;

/** What every key begins with; no session token does. */
export const apiKeyMark = 'blq_';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 is more than 2^256. */
const secretLength = 43;
/** 62^6 is more than 2^32. */
const checksumLength = 6;
const shownLength = apiKeyMark.length + 6;
const form = new RegExp(`^${apiKeyMark}[${alphabet}]{${secretLength + checksumLength}}$`);

/** Makes a key nobody has. */
export function generateApiKey(randomBytes: RandomBytes): ApiKey {
  const unchecked = apiKeyMark + drawSecret(randomBytes);
  return toApiKey(unchecked + checksumOf(unchecked));
}

/**
 * The key that somebody presented, or undefined where it cannot be one: its form or its checksum is wrong. That shuts
 * out what is mistyped, cut off or made up without a look into the database; it proves nothing.
 *
 * The last six characters are the CRC-32 (that of gzip) of everything before them, in base 62 with leading zeros. The
 * idea is GitHub's: scanners for secrets can tell such keys from other text with next to no mistakes
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
 */
export function parseApiKey(text: string): ApiKey | undefined {
  if (!form.test(text)) return undefined;
  const unchecked = text.slice(0, -checksumLength);
  return text === unchecked + checksumOf(unchecked) ? toApiKey(text) : undefined;
}

function toApiKey(text: string): ApiKey {
  return { text, prefix: text.slice(0, shownLength) };
}

function drawSecret(randomBytes: RandomBytes): string {
  // A byte beyond the last whole multiple of 62 is drawn again: otherwise the first characters were likelier.
  const bound = 256 - (256 % alphabet.length);
  let secret = '';
  while (secret.length < secretLength) {
    for (const byte of randomBytes(secretLength)) {
      if (byte < bound && secret.length < secretLength) secret += alphabet.charAt(byte % alphabet.length);
    }
  }
  return secret;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < checksumLength) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
