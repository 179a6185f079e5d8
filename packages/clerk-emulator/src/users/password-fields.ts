import { z } from 'zod';
import { unprocessable } from '../http/clerk-error.ts';
import type { RandomBytes } from '../ids/make-id.ts';
import { digestPassword, isPasswordDigest } from './password.ts';

const lengthMin = 8;
const lengthMax = 72;

/** The parameters about credentials that creating and changing a user have in common. */
export const passwordFields = {
  password: z.string().nullish(),
  password_digest: z.string().nullish(),
  password_hasher: z.string().nullish(),
  skip_password_checks: z.boolean().nullish(),
  totp_secret: z.string().nullish(),
  backup_codes: z.array(z.string()).nullish(),
} as const;

const form = z.object(passwordFields);

/**
 * What is to be kept of a new password; null where none is given.
 *
 * @throws ClerkError 422 for a password shorter than 8 or longer than 72 characters, or a digest that is not pbkdf2_sha256
 */
export async function chooseDigest(
  body: z.output<typeof form>,
  randomBytes: RandomBytes,
): Promise<string | null> {
  if (body.password) {
    if (body.skip_password_checks !== true) checkLength(body.password);
    return digestPassword(body.password, randomBytes);
  }
  if (!body.password_digest) return null;
  if (body.password_hasher === 'pbkdf2_sha256' && isPasswordDigest(body.password_digest))
    return body.password_digest;
  throw unprocessable(
    'password_digest',
    'form_password_digest_invalid_code',
    'is invalid',
    'The emulator takes digests of the hasher pbkdf2_sha256 only, as pbkdf2_sha256$<iterations>$<salt>$<hash>.',
  );
}

function checkLength(password: string): void {
  if (password.length < lengthMin) {
    const message = `Passwords must be ${lengthMin} characters or more.`;
    throw unprocessable('password', 'form_password_length_too_short', message, message);
  }
  if (password.length > lengthMax) {
    const message = `Passwords must be less than ${lengthMax} characters.`;
    throw unprocessable('password', 'form_password_length_too_long', message, message);
  }
}
