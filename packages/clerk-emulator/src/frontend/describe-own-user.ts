import type { JsonObject } from '../json/json-object.ts';
import { describeUser, type StoredUser, type User } from '../users/user.ts';

/**
 * A user as the Frontend API shows one: without private metadata, and with an image from this machine, since the address that
 * the Backend API names is Clerk's own server.
 * Source: https://github.com/clerk/openapi-specs/blob/main/fapi/2026-05-12.yml, schema `Client.User`
 */
export function describeOwnUser(stored: StoredUser, base: string, nowMs: number): JsonObject {
  const {
    private_metadata: _,
    bypass_client_trust: __,
    create_organizations_limit: limit,
    ...user
  } = describeUser(stored, nowMs);
  return {
    ...user,
    public_metadata: user.public_metadata ?? {},
    unsafe_metadata: user.unsafe_metadata ?? {},
    ...describeImage(user.id, base),
    ...(limit === null ? {} : { create_organizations_limit: limit }),
    organization_memberships: [],
    external_accounts: user.external_accounts.map((account) => ({
      ...account,
      image_url: describeImage(user.id, base).image_url,
    })),
  };
}

function describeImage(userId: string, base: string) {
  const url = `${base}/images/users/${userId}.svg`;
  return { image_url: url, profile_image_url: url };
}

/** What a sign-in shows of whom it found. */
export function describeFoundUser({ user }: StoredUser, base: string): JsonObject {
  const { id, first_name, last_name, has_image } = user;
  return { first_name, last_name, ...describeImage(id, base), has_image };
}

/** What everybody may know of a user. */
export function describePublicUser(stored: StoredUser, base: string): JsonObject {
  const { user } = stored;
  const { id, username, banned, deprovisioned } = user;
  return {
    ...describeFoundUser(stored, base),
    identifier: findPrimaryEmail(user) ?? username ?? '',
    user_id: id,
    username,
    banned,
    deprovisioned,
  };
}

export function findPrimaryEmail({ email_addresses, primary_email_address_id }: User): string | undefined {
  return email_addresses.find(({ id }) => id === primary_email_address_id)?.email_address;
}
