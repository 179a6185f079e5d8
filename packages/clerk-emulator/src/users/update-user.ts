import { z } from 'zod';
import { type ClerkError, unprocessable } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { endSessions } from '../sessions/change-session.ts';
import { changeUser, getUser } from './change-user.ts';
import { readTime } from './create-user.ts';
import { readExternalId, readUsername } from './identifiers.ts';
import { chooseDigest, passwordFields } from './password-fields.ts';
import type { User } from './user.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

/** The parameters of `PATCH /v1/users/{id}`, all that Clerk has since version 2026-05-12. */
export const updateUserForm = z.strictObject({
  external_id: text,
  first_name: text,
  last_name: text,
  locale: text,
  primary_email_address_id: text,
  notify_primary_email_address_changed: flag,
  primary_phone_number_id: text,
  primary_web3_wallet_id: text,
  username: text,
  profile_image_id: text,
  ...passwordFields,
  sign_out_of_other_sessions: flag,
  delete_self_enabled: flag,
  create_organization_enabled: flag,
  create_organizations_limit: z.int().nullish(),
  legal_accepted_at: text,
  skip_legal_checks: flag,
  created_at: text,
  bypass_client_trust: flag,
});

/** Older versions of the API also replace metadata here. */
export const updateUserFormBefore2026 = updateUserForm.extend({
  public_metadata: z.record(z.string(), z.unknown()).nullish(),
  private_metadata: z.record(z.string(), z.unknown()).nullish(),
  unsafe_metadata: z.record(z.string(), z.unknown()).nullish(),
});

export type UpdateUserBody = z.output<typeof updateUserForm>;

/** Changes what `body` names; what it leaves out stays. Throws 404 and 422. */
export async function updateUser(
  instance: Instance,
  id: string,
  body: UpdateUserBody,
  metadata: Partial<User>,
): Promise<User> {
  getUser(instance, id);
  const passwordDigest = await chooseDigest(body, instance.randomBytes);
  const password =
    passwordDigest === null ? {} : { password_enabled: true, password_last_updated_at: instance.now() };
  const user = changeUser(instance, id, {
    user: { ...readFields(instance, id, body), ...password, ...metadata },
    ...(passwordDigest === null ? {} : { passwordDigest }),
  });
  if (passwordDigest !== null && body.sign_out_of_other_sessions === true)
    endSessions(instance, id, 'revoked');
  return user;
}

function readFields(instance: Instance, id: string, body: UpdateUserBody): Partial<User> {
  const { user } = getUser(instance, id);
  return {
    ...keepGiven({
      external_id: body.external_id && readExternalId(instance, body.external_id, id),
      first_name: body.first_name,
      last_name: body.last_name,
      locale: body.locale,
      // The blank text takes the name away as null does.
      username: body.username === '' ? null : body.username && readUsername(instance, body.username, id),
      create_organizations_limit: body.create_organizations_limit,
      legal_accepted_at: readTime('legal_accepted_at', body.legal_accepted_at),
    }),
    ...keepGiven({
      primary_email_address_id: choosePrimary('primary_email_address_id', body, user.email_addresses),
      primary_phone_number_id: choosePrimary('primary_phone_number_id', body, user.phone_numbers),
      primary_web3_wallet_id: choosePrimary('primary_web3_wallet_id', body, user.web3_wallets),
    }),
    ...keepSet({
      delete_self_enabled: body.delete_self_enabled,
      create_organization_enabled: body.create_organization_enabled,
      bypass_client_trust: body.bypass_client_trust,
      created_at: readTime('created_at', body.created_at),
    }),
  };
}

/** The id of a verified identifier of the user. */
function choosePrimary(
  param: 'primary_email_address_id' | 'primary_phone_number_id' | 'primary_web3_wallet_id',
  body: UpdateUserBody,
  own: readonly { readonly id: string; readonly verification: { readonly status: string } | null }[],
): string | undefined {
  const id = body[param];
  if (id === undefined || id === null) return undefined;
  const identifier = own.find((candidate) => candidate.id === id);
  if (identifier === undefined) throw resourceMissing(param);
  if (identifier.verification?.status === 'verified') return id;
  throw unprocessable(
    param,
    'form_param_value_invalid',
    'is invalid',
    `${param} must belong to a verified identifier.`,
  );
}

function resourceMissing(param: string): ClerkError {
  const longMessage = `The resource associated with the supplied ${param} was not found.`;
  return unprocessable(param, 'form_resource_not_found', 'is missing', longMessage);
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
type Set<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** Without the fields that are undefined. */
function keepGiven<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Fields>;
}

/** Without the fields that are undefined or null. */
function keepSet<Fields extends object>(fields: Fields): Set<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Set<Fields>;
}
