import { accountTiers } from '@bloqr/contract';
import type { AccountTier } from '../../../users/user.ts';
import type { UserProfile } from '../../../users/user-store.ts';
import { readEmail, readImageUrl, readText } from './read-text.ts';

/** When and by what something was said of a person. */
export interface ClerkStatement {
  /** In milliseconds since 1970. */
  readonly atMs: number;
  /** The message that said it; empty for an answer of the Backend API. */
  readonly messageId: string;
}

/** Clerk's own ids of people: `user_` and a KSUID. Machines (`mch_`) are none. */
const userIdForm = /^user_[A-Za-z0-9]{1,64}$/;
/** Numbers below this are seconds since 1970, others milliseconds: 5138 in seconds, 1973 in milliseconds. */
const millisecondsMin = 1e11;
/** The end of the year 9999, after which ISO 8601 has more digits. */
const timeMaxMs = 253_402_300_799_999;
const nameMax = 256;
const roleForm = /^[A-Za-z0-9:_-]{1,64}$/;

/** An object of JSON, of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Clerk's id of a person, if this is one. */
export function readClerkUserId(value: unknown): string | undefined {
  return typeof value === 'string' && userIdForm.test(value) ? value : undefined;
}

/** A point in time that Clerk gives, in milliseconds since 1970. Some of its examples have seconds. */
export function readClerkTimeMs(value: unknown): number | undefined {
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  const milliseconds = Math.floor(value < millisecondsMin ? value * 1000 : value);
  return milliseconds <= timeMaxMs ? milliseconds : undefined;
}

/**
 * What Clerk's User object (https://clerk.com/docs/reference/backend/types/backend-user; the same in events and in the
 * Backend API) says of a person. Only the id has to be there: what is missing, or not as it should be, counts as
 * not said, so that no object that Clerk may send is refused. Undefined where even the id is not to be used.
 */
export function readClerkUser(value: unknown, said: ClerkStatement): UserProfile | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = readClerkUserId(value.id);
  if (id === undefined) return undefined;

  const email = findPrimaryEmail(value);
  const firstName = readText(value.first_name, nameMax);
  const lastName = readText(value.last_name, nameMax);
  const fullName = [firstName, lastName].filter((name) => name !== null).join(' ');
  // Never from unsafe_metadata, which people write themselves.
  const metadata = isJsonObject(value.public_metadata) ? value.public_metadata : {};
  const lastSignInMs = readClerkTimeMs(value.last_sign_in_at);
  return {
    subject: { provider: 'clerk', id },
    email: email.address,
    isEmailVerified: email.isVerified,
    tier: readClerkTier(metadata.tier),
    role: typeof metadata.role === 'string' && roleForm.test(metadata.role) ? metadata.role : 'user',
    displayName: fullName === '' ? readText(value.username, nameMax) : fullName,
    firstName,
    lastName,
    imageUrl: readImageUrl(value.image_url),
    isBanned: value.banned === true,
    lastSignInAt: lastSignInMs === undefined ? null : new Date(lastSignInMs).toISOString(),
    sourceUpdatedAtMs: readClerkTimeMs(value.updated_at) ?? said.atMs,
    sourceEventAtMs: said.atMs,
    sourceMessageId: said.messageId,
  };
}

/** The tier in public metadata: `free` where there is none, or one that does not exist. */
export function readClerkTier(value: unknown): AccountTier {
  return accountTiers.find((tier) => tier === value) ?? 'free';
}

/** The address that the user object points at, which need not be among those it lists, and never another. */
function findPrimaryEmail({ primary_email_address_id: id, email_addresses: addresses }: JsonObject) {
  const none = { address: null, isVerified: false };
  if (typeof id !== 'string' || !Array.isArray(addresses)) return none;
  const primary: unknown = addresses.find((one: unknown) => isJsonObject(one) && one.id === id);
  if (!isJsonObject(primary)) return none;
  const address = readEmail(primary.email_address);
  const isVerified = isJsonObject(primary.verification) && primary.verification.status === 'verified';
  return { address, isVerified: address !== null && isVerified };
}
