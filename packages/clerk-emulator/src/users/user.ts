import type { JsonObject } from '../json/json-object.ts';

/** How an e-mail address or phone number came to be verified. */
export interface Verification {
  readonly object:
    | 'verification_admin'
    | 'verification_otp'
    | 'verification_from_oauth'
    | 'verification_ticket';
  readonly status: 'verified' | 'unverified';
  readonly strategy: string;
  readonly attempts: number | null;
  /** Milliseconds since 1970. */
  readonly expire_at: number | null;
}

/** What is the same in all identifiers of a user. */
interface Identifier {
  readonly id: string;
  readonly verification: Verification | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EmailAddress extends Identifier {
  readonly object: 'email_address';
  readonly email_address: string;
  /** Held for this user, though nobody has proved to have it. */
  readonly reserved: boolean;
  readonly linked_to: readonly { readonly type: string; readonly id: string }[];
  readonly matches_sso_connection: boolean;
}

export interface PhoneNumber extends Identifier {
  readonly object: 'phone_number';
  readonly phone_number: string;
  readonly reserved: boolean;
  readonly reserved_for_second_factor: boolean;
  readonly default_second_factor: boolean;
  readonly linked_to: readonly { readonly type: string; readonly id: string }[];
  readonly backup_codes: null;
}

export interface Web3Wallet extends Identifier {
  readonly object: 'web3_wallet';
  readonly web3_wallet: string;
}

/** An account at another provider, such as Google, that signs this user in. */
export interface ExternalAccount {
  readonly object: 'external_account' | 'google_account';
  readonly id: string;
  readonly provider: string;
  readonly identification_id: string;
  readonly provider_user_id: string;
  readonly approved_scopes: string;
  readonly email_address: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly image_url: string;
  readonly username: string | null;
  readonly public_metadata: JsonObject;
  readonly label: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly verification: {
    readonly object: 'verification_oauth';
    readonly status: 'verified';
    readonly strategy: string;
    readonly attempts: number | null;
    readonly expire_at: number;
  };
}

/**
 * A user as the Backend API and webhooks show one. Times are milliseconds since 1970.
 * Source: https://github.com/clerk/openapi-specs/blob/main/bapi/2026-05-12.yml, schema `User`
 */
export interface User {
  readonly id: string;
  readonly object: 'user';
  readonly external_id: string | null;
  readonly primary_email_address_id: string | null;
  readonly primary_phone_number_id: string | null;
  readonly primary_web3_wallet_id: string | null;
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly locale: string | null;
  readonly profile_image_url: string;
  readonly image_url: string;
  readonly has_image: boolean;
  readonly public_metadata: JsonObject | null;
  readonly private_metadata: JsonObject | null;
  readonly unsafe_metadata: JsonObject | null;
  readonly email_addresses: readonly EmailAddress[];
  readonly phone_numbers: readonly PhoneNumber[];
  readonly web3_wallets: readonly Web3Wallet[];
  readonly passkeys: readonly never[];
  readonly password_enabled: boolean;
  readonly two_factor_enabled: boolean;
  readonly totp_enabled: boolean;
  readonly backup_code_enabled: boolean;
  readonly mfa_enabled_at: number | null;
  readonly mfa_disabled_at: number | null;
  readonly password_last_updated_at: number | null;
  readonly external_accounts: readonly ExternalAccount[];
  readonly saml_accounts: readonly never[];
  readonly enterprise_accounts: readonly never[];
  readonly last_sign_in_at: number | null;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly deprovisioned: boolean;
  readonly lockout_expires_in_seconds: number | null;
  readonly verification_attempts_remaining: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly delete_self_enabled: boolean;
  readonly create_organization_enabled: boolean;
  readonly create_organizations_limit: number | null;
  /** With the precision of a day. */
  readonly last_active_at: number | null;
  readonly legal_accepted_at: number | null;
  readonly bypass_client_trust: boolean;
}

/** A user with what nobody outside is shown. */
export interface StoredUser {
  /** `locked` and `lockout_expires_in_seconds` of it are worked out anew whenever it is shown. */
  readonly user: User;
  /** `pbkdf2_sha256$<iterations>$<salt>$<hash>`, salt and hash in base64. */
  readonly passwordDigest: string | null;
  /** Milliseconds since 1970; null where the user is not locked. */
  readonly lockoutExpiresAt: number | null;
}

/** The user as it is to be shown at `nowMs`. */
export function describeUser({ user, lockoutExpiresAt }: StoredUser, nowMs: number): User {
  const isLocked = lockoutExpiresAt !== null && lockoutExpiresAt > nowMs;
  return {
    ...user,
    locked: isLocked,
    lockout_expires_in_seconds: isLocked ? Math.ceil((lockoutExpiresAt - nowMs) / 1000) : null,
  };
}
