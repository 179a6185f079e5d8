import { z } from 'zod';
import { ClerkError, forbidden, parameterEntry, unprocessable, valueEntry } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import {
  type IdentificationStatus,
  newEmailAddress,
  newPhoneNumber,
  newWeb3Wallet,
  readExternalId,
  readUsername,
} from './identifiers.ts';
import { replaceMetadata } from './metadata.ts';
import { chooseDigest, passwordFields } from './password-fields.ts';
import { describeUser, type EmailAddress, type ExternalAccount, type StoredUser, type User } from './user.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const statuses = z.array(z.enum(['verified', 'reserved'])).nullish();
const lockoutMs = 3600 * 1000;

/** The parameters of `POST /v1/users`, all that Clerk has. */
export const createUserForm = z.strictObject({
  external_id: text,
  first_name: text,
  last_name: text,
  locale: text,
  email_address: z.array(z.string()).nullish(),
  email_address_identification_status: statuses,
  phone_number: z.array(z.string()).nullish(),
  phone_number_identification_status: statuses,
  web3_wallet: z.array(z.string()).nullish(),
  username: text,
  ...passwordFields,
  skip_password_requirement: flag,
  public_metadata: z.unknown().optional(),
  private_metadata: z.unknown().optional(),
  unsafe_metadata: z.unknown().optional(),
  delete_self_enabled: flag,
  legal_accepted_at: text,
  skip_legal_checks: flag,
  skip_user_requirement: flag,
  create_organization_enabled: flag,
  create_organizations_limit: z.int().nullish(),
  created_at: text,
  bypass_client_trust: flag,
  banned: flag,
  locked: flag,
});

export type CreateUserBody = z.output<typeof createUserForm>;

/** What a sign-up in the browser has proved, and the Backend API takes somebody's word for. */
export interface SignUpProof {
  readonly emailAddress: Pick<EmailAddress, 'verification' | 'linked_to'>;
  readonly externalAccounts: readonly ExternalAccount[];
}

/** Makes a user and announces it. Throws 422 for what Clerk would not take, 403 where there are as many users as may be. */
export async function createUser(
  instance: Instance,
  body: CreateUserBody,
  proof?: SignUpProof,
): Promise<User> {
  const passwordDigest = await chooseDigest(body, instance.randomBytes);
  checkQuota(instance);
  const id = instance.newId('user');
  const now = instance.now();
  const identifiers = readIdentifiers(instance, body);
  const createdAt = readTime('created_at', body.created_at) ?? now;
  const stored: StoredUser = {
    passwordDigest,
    lockoutExpiresAt: body.locked === true ? now + lockoutMs : null,
    user: {
      id,
      object: 'user',
      ...identifiers,
      email_addresses: identifiers.email_addresses.map((email) => ({ ...email, ...proof?.emailAddress })),
      first_name: body.first_name ?? null,
      last_name: body.last_name ?? null,
      locale: body.locale ?? null,
      ...describeImage(instance, id),
      ...readMetadata(body),
      passkeys: [],
      password_enabled: passwordDigest !== null,
      two_factor_enabled: false,
      totp_enabled: false,
      backup_code_enabled: false,
      mfa_enabled_at: null,
      mfa_disabled_at: null,
      password_last_updated_at: passwordDigest === null ? null : now,
      external_accounts: proof?.externalAccounts ?? [],
      saml_accounts: [],
      enterprise_accounts: [],
      last_sign_in_at: null,
      banned: body.banned ?? false,
      locked: body.locked ?? false,
      deprovisioned: false,
      lockout_expires_in_seconds: null,
      verification_attempts_remaining: 100,
      created_at: createdAt,
      updated_at: now,
      delete_self_enabled: body.delete_self_enabled ?? true,
      create_organization_enabled: body.create_organization_enabled ?? true,
      create_organizations_limit: body.create_organizations_limit ?? null,
      last_active_at: null,
      legal_accepted_at: readTime('legal_accepted_at', body.legal_accepted_at) ?? null,
      bypass_client_trust: body.bypass_client_trust ?? false,
    },
  };
  instance.users.set(id, stored);
  instance.touch();
  const user = describeUser(stored, now);
  instance.announce('user.created', { ...user });
  return user;
}

function checkQuota({ settings: { usersMax }, users }: Instance): void {
  if (usersMax === null || users.size < usersMax) return;
  throw forbidden(
    'user_quota_exceeded',
    'user quota exceeded',
    `You have reached your limit of ${usersMax} users. If you need more users, please use a Production instance.`,
  );
}

function readIdentifiers(instance: Instance, body: CreateUserBody) {
  const emailStatuses = readStatuses(
    'email_address',
    body.email_address,
    body.email_address_identification_status,
  );
  const phoneStatuses = readStatuses(
    'phone_number',
    body.phone_number,
    body.phone_number_identification_status,
  );
  const emails = emailStatuses.map(([value, status]) => newEmailAddress(instance, value, status));
  const phones = phoneStatuses.map(([value, status]) => newPhoneNumber(instance, value, status));
  const wallets = (body.web3_wallet ?? []).map((value) => newWeb3Wallet(instance, value));
  const username = body.username ? readUsername(instance, body.username) : null;
  const isIdentified = emails.length + phones.length + wallets.length > 0 || username !== null;
  if (!isIdentified && body.skip_user_requirement !== true) throw dataMissing();
  return {
    external_id: body.external_id ? readExternalId(instance, body.external_id) : null,
    primary_email_address_id: emails[0]?.id ?? null,
    primary_phone_number_id: phones[0]?.id ?? null,
    primary_web3_wallet_id: wallets[0]?.id ?? null,
    username,
    email_addresses: emails,
    phone_numbers: phones,
    web3_wallets: wallets,
  };
}

function dataMissing(): ClerkError {
  const longMessage = '["email_address"] data doesn\'t match user requirements set for this instance';
  const entry = { message: 'missing data', long_message: longMessage, code: 'form_data_missing' };
  return new ClerkError(422, [{ ...entry, meta: { param_names: ['email_address'] } }]);
}

/** Pairs values with their status; there must be as many of one as of the other, and no value twice. */
function readStatuses(
  param: 'email_address' | 'phone_number',
  values: readonly string[] | null | undefined,
  given: readonly IdentificationStatus[] | null | undefined,
): [value: string, status: IdentificationStatus][] {
  const list = values ?? [];
  const name = `${param}_identification_status`;
  if (given?.length && given.length !== list.length) {
    throw new ClerkError(422, [valueEntry(name, `${name} must contain exactly one item per ${param}.`)]);
  }
  if (new Set(list.map((value) => value.trim().toLowerCase())).size !== list.length) {
    const longMessage = `${param} included multiple times. There should only be one.`;
    throw new ClerkError(422, [parameterEntry(param, 'form_param_duplicate', 'is duplicate', longMessage)]);
  }
  return list.map((value, index) => [value, given?.[index] ?? 'verified']);
}

/** The image that Clerk draws for those who have none: an address that tells instance and user. */
function describeImage({ id: iid }: Instance, rid: string) {
  const url = `https://img.clerk.com/${btoa(JSON.stringify({ type: 'default', iid, rid })).replace(/=+$/, '')}`;
  return { profile_image_url: url, image_url: url, has_image: false };
}

function readMetadata(body: CreateUserBody) {
  const given: JsonObject = Object.fromEntries(
    (['public_metadata', 'private_metadata', 'unsafe_metadata'] as const).flatMap((name) =>
      body[name] === undefined || body[name] === null ? [] : [[name, body[name]]],
    ),
  );
  return replaceMetadata({ public_metadata: {}, private_metadata: {}, unsafe_metadata: {} }, given);
}

/** A date of RFC 3339 as milliseconds; undefined where there is none. */
export function readTime(param: string, value: string | null | undefined): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw unprocessable(
    param,
    'form_param_invalid_time',
    'invalid format',
    `${param} must contain a datetime specified in RFC3339 format (e.g. \`2022-10-20T10:00:27.645Z\`).`,
  );
}
