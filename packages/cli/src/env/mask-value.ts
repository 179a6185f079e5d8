/** So long a secret leaves enough to guess where its last four characters are known. */
const shownLengthMin = 40;
const hidden = '••••••••';

/**
 * Forms of credentials: Clerk’s and Stripe’s keys, signing secrets, our keys, Resend’s, GitHub’s, JWTs, private keys, addresses
 * with a password.
 */
const credentialForm =
  /(?:^|[^a-z])(?:sk|rk)_(?:test|live)_|whsec_|blq_|(?:^|[^a-z])re_[A-Za-z0-9]{8}|gh[pousr]_[A-Za-z0-9]{16}|eyJ[\w-]+\.eyJ|-----BEGIN [A-Z ]*PRIVATE KEY|:\/\/[^/\s:@]*:[^/\s@]+@/;

/** Whether a text has the form of a credential, wherever it stands. The patterns of placeholders count, too. */
export function isCredential(text: string): boolean {
  return credentialForm.test(text);
}

/**
 * A secret for people’s eyes: always as long, so that not even its length is told. Its last four characters are shown where
 * it has at least 40, so that two can be told apart.
 */
export function maskValue(value: string): string {
  const tail = value.length >= shownLengthMin ? value.slice(-4) : '';
  return /^[\w+/=-]{4}$/.test(tail) ? `${hidden}${tail}` : hidden;
}
