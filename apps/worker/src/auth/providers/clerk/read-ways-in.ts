import { isJsonObject } from './clerk-user.ts';

/** An account elsewhere with which somebody signs in at Clerk. */
export interface ExternalAccount {
  /** As Clerk names the provider, without `oauth_`. */
  readonly provider: string;
  /** The person's id there. */
  readonly accountId: string;
  readonly isVerified: boolean;
}

/** How somebody signs in at Clerk, as far as it can be seen. */
export interface WaysIn {
  readonly externalAccounts: readonly ExternalAccount[];
  readonly hasSecondFactor: boolean;
}

const providerForm = /^[a-z0-9_]{1,64}$/;
const accountIdMax = 255;

/**
 * Reads them from a user as the Backend API gives it (https://clerk.com/docs/reference/backend/types/backend-user). An account
 * without an id, or with one that makes no sense, is none. That somebody has a second factor is believed where anything says so.
 */
export function readWaysIn(user: unknown): WaysIn {
  if (!isJsonObject(user)) return { externalAccounts: [], hasSecondFactor: false };
  const accounts: readonly unknown[] = Array.isArray(user.external_accounts) ? user.external_accounts : [];
  return {
    externalAccounts: accounts.flatMap((account) => {
      const read = readExternalAccount(account);
      return read === undefined ? [] : [read];
    }),
    hasSecondFactor:
      user.two_factor_enabled === true || user.totp_enabled === true || user.backup_code_enabled === true,
  };
}

function readExternalAccount(account: unknown): ExternalAccount | undefined {
  if (!isJsonObject(account)) return undefined;
  const { provider_user_id: accountId, verification } = account;
  const provider = typeof account.provider === 'string' ? account.provider.replace(/^oauth_/, '') : '';
  const isUsable =
    providerForm.test(provider) &&
    typeof accountId === 'string' &&
    accountId !== '' &&
    accountId.length <= accountIdMax &&
    accountId.isWellFormed();
  if (!isUsable) return undefined;
  const isVerified = isJsonObject(verification) && verification.status === 'verified';
  return { provider, accountId, isVerified };
}
