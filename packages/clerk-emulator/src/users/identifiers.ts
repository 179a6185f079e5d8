import { type ClerkError, identifierTaken, unprocessable } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import type { EmailAddress, PhoneNumber, User, Verification, Web3Wallet } from './user.ts';

/** How sure Clerk is that the identifier is the user's. */
export type IdentificationStatus = 'verified' | 'reserved' | 'unverified';

/** What an identifier is when the Backend API says that it is verified. */
export const verifiedByAdmin: Verification = {
  object: 'verification_admin',
  status: 'verified',
  strategy: 'admin',
  attempts: null,
  expire_at: null,
};

/**
 * An e-mail address; Clerk keeps them in lower case. Throws 422 for what is none, or is somebody's already.
 *
 * @param ownId a user who may have it already, since it replaces what that user has
 */
export function newEmailAddress(
  instance: Instance,
  text: string,
  status: IdentificationStatus,
  ownId?: string,
): EmailAddress {
  const emailAddress = text.trim().toLowerCase();
  if (!/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(emailAddress) || emailAddress.length > 254) {
    throw formatInvalid('email_address', 'email_address must be a valid email address.');
  }
  checkIsFree(
    instance,
    'email_address',
    'email address',
    (user) =>
      user.id !== ownId &&
      user.email_addresses.some((other) => isHeld(other) && other.email_address === emailAddress),
  );
  return {
    ...newIdentifier(instance, status),
    object: 'email_address',
    email_address: emailAddress,
    reserved: status === 'reserved',
    linked_to: [],
    matches_sso_connection: false,
  };
}

/** A phone number in E.164's form. */
export function newPhoneNumber(
  instance: Instance,
  text: string,
  status: IdentificationStatus,
  ownId?: string,
): PhoneNumber {
  const phoneNumber = text.replaceAll(/[\s()-]/g, '');
  if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber)) {
    throw formatInvalid(
      'phone_number',
      'phone_number must be a valid phone number according to E.164 international standard.',
    );
  }
  checkIsFree(
    instance,
    'phone_number',
    'phone number',
    (user) =>
      user.id !== ownId &&
      user.phone_numbers.some((other) => isHeld(other) && other.phone_number === phoneNumber),
  );
  return {
    ...newIdentifier(instance, status),
    object: 'phone_number',
    phone_number: phoneNumber,
    reserved: status === 'reserved',
    reserved_for_second_factor: false,
    default_second_factor: false,
    linked_to: [],
    backup_codes: null,
  };
}

export function newWeb3Wallet(instance: Instance, text: string): Web3Wallet {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw formatInvalid(
      'web3_wallet',
      'web3_wallet must be a valid web3 wallet address that starts with 0x and contains 40 hexadecimal characters.',
    );
  }
  checkIsFree(instance, 'web3_wallet', 'web3 wallet', (user) =>
    user.web3_wallets.some((other) => other.web3_wallet === text),
  );
  return { ...newIdentifier(instance, 'verified'), object: 'web3_wallet', web3_wallet: text };
}

/** A user name: 4 to 64 letters, digits, `_` and `-`. Throws 422 for others, and for another user's. */
export function readUsername(instance: Instance, text: string, ownId?: string): string {
  if (text.length < 4 || text.length > 64) {
    const message = 'Username must be between 4 and 64 characters long.';
    throw unprocessable('username', 'form_username_invalid_length', message, message);
  }
  if (!/^[a-zA-Z0-9_-]+$/.test(text)) {
    const message = "Username can only contain letters, numbers, '_' and '-'.";
    throw unprocessable('username', 'form_username_invalid_character', message, message);
  }
  const wanted = text.toLowerCase();
  checkIsFree(instance, 'username', 'username', ({ id, username }) => id !== ownId && username === wanted);
  return wanted;
}

export function readExternalId(instance: Instance, text: string, ownId?: string): string {
  checkIsFree(
    instance,
    'external_id',
    'external ID',
    ({ id, external_id }) => id !== ownId && external_id === text,
  );
  return text;
}

/** An address that nobody verified and that is not reserved is nobody's yet: others may have it too. */
function isHeld({ verification, reserved }: EmailAddress | PhoneNumber): boolean {
  return reserved || verification?.status === 'verified';
}

function newIdentifier(instance: Instance, status: IdentificationStatus) {
  const now = instance.now();
  return {
    id: instance.newId('idn'),
    verification: status === 'verified' ? verifiedByAdmin : null,
    created_at: now,
    updated_at: now,
  };
}

function checkIsFree(instance: Instance, param: string, what: string, hasIt: (user: User) => boolean): void {
  for (const { user } of instance.users.values()) if (hasIt(user)) throw identifierTaken(param, what);
}

function formatInvalid(param: string, longMessage: string): ClerkError {
  return unprocessable(param, 'form_param_format_invalid', 'is invalid', longMessage);
}
