/** A secret with which an endpoint's messages are signed, as bytes. */
export interface SigningSecret {
  readonly bytes: Uint8Array;
}

/** The setting CLERK_WEBHOOK_SECRET, parsed. */
export interface ParsedSigningSecrets {
  /** Empty where there is none, or where one of them has a fault: half a safety setting is none. */
  readonly secrets: readonly SigningSecret[];
  /** A sentence each, without anything of the secret in it. */
  readonly faults: readonly string[];
}

/** The sizes of the specification: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const bytesMin = 24;
const bytesMax = 64;
/** Each of them costs an HMAC of every forged body. Two are active while one is exchanged. */
const secretsMax = 4;
const prefix = 'whsec_';

/**
 * Reads signing secrets, separated by commas, each with `whsec_` in front or without. Stricter than the public libraries,
 * some of which take an empty key, with which anybody can sign.
 *
 * @example
 * parseSigningSecrets('whsec_…').secrets[0].bytes.length // 24
 */
export function parseSigningSecrets(text: string): ParsedSigningSecrets {
  const secrets: SigningSecret[] = [];
  const faults: string[] = [];
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const secret = parseSecret(part);
    if (typeof secret === 'string') faults.push(`CLERK_WEBHOOK_SECRET: secret ${index + 1} ${secret}`);
    else secrets.push(secret);
  }
  if (parts.length > secretsMax) {
    faults.push(`CLERK_WEBHOOK_SECRET holds ${parts.length} secrets; ${secretsMax} are the most.`);
  }
  return { secrets: faults.length === 0 ? secrets : [], faults };
}

/** The secret, or what is wrong with it. */
function parseSecret(part: string): SigningSecret | string {
  const base64 = part.startsWith(prefix) ? part.slice(prefix.length) : part;
  if (/[-_]/.test(base64)) return 'is not a signing secret (whsec_… in standard base64).';
  const unpadded = base64.replace(/={1,2}$/, '');
  const isPadded = unpadded.length !== base64.length;
  if (
    !/^[A-Za-z0-9+/]*$/.test(unpadded) ||
    unpadded.length % 4 === 1 ||
    (isPadded && base64.length % 4 !== 0)
  ) {
    return 'is not base64.';
  }
  const bytes = Uint8Array.from(atob(unpadded), (character) => character.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)).replace(/=+$/, '') !== unpadded) return 'is not base64.';
  if (bytes.length < bytesMin || bytes.length > bytesMax) {
    return `has ${bytes.length} bytes; it must have ${bytesMin} to ${bytesMax}.`;
  }
  return { bytes };
}
