import { fieldsOf, textOf } from '../../lib/read-fields.ts';

/** Sentences for the refusals that people cause; everything else is said in the service's own words. */
const sentences: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'Address and password do not belong together.',
  INVALID_EMAIL: 'This is no address of e-mail.',
  EMAIL_NOT_VERIFIED: 'Confirm your address first: the link is in an e-mail that has just been sent again.',
  USER_ALREADY_EXISTS: 'There is an account with this address. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this address. Sign in instead.',
  PASSWORD_TOO_SHORT: 'The password is too short: it needs 8 characters at least.',
  PASSWORD_TOO_LONG: 'The password is too long: it may have 128 characters at most.',
  INVALID_PASSWORD: 'The password is not right.',
  INVALID_TOKEN: 'This link has been used, or is older than an hour. Ask for another one.',
  INVALID_CODE: 'The code is not right. Codes change every 30 seconds: take the next one.',
  INVALID_BACKUP_CODE: 'The backup code is not right, or has been used.',
  INVALID_TWO_FACTOR_COOKIE: 'That took too long. Sign in with your password again.',
  PASSKEY_NOT_FOUND: 'This service does not know that passkey; it may have been removed here.',
  CHALLENGE_NOT_FOUND: 'That took too long. Try again.',
  AUTHENTICATION_FAILED: 'The passkey did not prove itself. Try again, or sign in another way.',
  FAILED_TO_VERIFY_REGISTRATION:
    'The service could not make sense of that passkey. Try again, or another one.',
  SESSION_NOT_FRESH: 'For this you must have signed in within the last day. Sign out and in again.',
  LAST_ADMIN: 'There would be no administrator left. Make somebody else one first.',
  RESET_PASSWORD_DISABLED: 'This service sends no e-mails. Ask whoever runs it for a new password.',
  UNAUTHORIZED: 'Your session has ended. Sign in again.',
};

/** A refusal in a sentence for people. */
export function describeRefusal(code: string, body: unknown, status: number): string {
  const { message, title, detail } = fieldsOf(body);
  const own = [textOf(title), textOf(detail)].filter((part) => part !== '').join('. ');
  return (
    sentences[code] ??
    (own || textOf(message) || `The service answered with status ${status}. Try again later.`)
  );
}
