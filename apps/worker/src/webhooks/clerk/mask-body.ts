const mask = '[masked]';
/** Deeper than any user object; what is below is masked as a whole. */
const depthMax = 32;

/** Names, without anything but letters and digits, of what nobody has to see whatever it is. */
const closedNames = new Set(['privatemetadata', 'unsafemetadata']);
/** The same for parts of names. */
const secretName =
  /passw|passphrase|passcode|secret|token|credential|apikey|privatekey|signingkey|authorization|cookie|jwt|otp|backupcode|ticket|nonce|digest|hash|signature|verificationcode|clientip|ipaddress|^pin$|^code$|^key$|^ssn$/;
const phoneName = /phonenumber$|^phone$/;
/** Such as `password_enabled` and `password_last_updated_at`: whether and when, not what. */
const momentName = /at$/;

/** No name or address is longer, and what is not masked is searched in its time squared at worst. */
const textLengthMax = 4096;

/** Credentials by their form, wherever they stand: of Clerk, Svix, GitHub and us, JWTs, those of HTTP, and keys in PEM. */
const credentialForms = [
  /(?<![A-Za-z0-9])(?:sk|pk|rk|ak|mt|oat|whsec|blq|gh[opsur]|github_pat)_[A-Za-z0-9+/_=.-]{6,}/gi,
  /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,3}/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/._~=-]{6,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*/g,
] as const;
/** Everything behind the question mark of an address, and who signs in to it. */
const addressQuery = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#"<>]*)[?#][^\s"<>]+/gi;
const addressLogin = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"<>]+@/gi;
/** What stands between words, one of which may be an e-mail address. */
const separators = /([\s<>"'(),:;[\]{}|/\\=]+)/u;

/**
 * What a message said, for showing: JSON laid out anew, in which metadata that is not public, passwords, tokens and the
 * like are masked, and e-mail addresses but for their first character and their domain. Undefined where it is no JSON: there
 * is no telling what in it is secret.
 */
export function maskBody(text: string): string | undefined {
  try {
    return JSON.stringify(maskValue(JSON.parse(text), 0), undefined, 2);
  } catch {
    return undefined;
  }
}

function maskValue(value: unknown, depth: number): unknown {
  if (depth > depthMax) return mask;
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map((one) => maskValue(one, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [maskText(name), maskField(name, one, depth + 1)]));
}

function maskField(name: string, value: unknown, depth: number): unknown {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  // That there is nothing is no secret.
  if (value === null) return value;
  if (closedNames.has(plain)) return mask;
  if (secretName.test(plain)) {
    const isHarmless = typeof value === 'boolean' || (typeof value === 'number' && momentName.test(plain));
    return isHarmless ? value : mask;
  }
  if (phoneName.test(plain) && (typeof value === 'string' || typeof value === 'number'))
    return `${mask}${String(value).slice(-2)}`;
  return maskValue(value, depth);
}

function maskText(text: string): string {
  if (text.length > textLengthMax) return mask;
  let masked = text;
  for (const form of credentialForms) masked = masked.replace(form, mask);
  masked = masked.replace(addressLogin, `$1${mask}@`).replace(addressQuery, `$1?${mask}`);
  return masked.includes('@') ? masked.split(separators).map(maskAddress).join('') : masked;
}

/** Any word with an at sign in it is taken for an address: better one too many than one too few. */
function maskAddress(word: string): string {
  const at = word.lastIndexOf('@');
  return at === -1 ? word : `${[...word.slice(0, at)][0] ?? ''}…${word.slice(at)}`;
}
