import type { User } from '../../users/user.ts';

/** A way to sign in. */
export interface FirstFactor {
  readonly strategy: 'password' | 'email_code' | 'reset_password_email_code' | 'oauth_google';
  readonly safe_identifier?: string;
  readonly email_address_id?: string;
  readonly primary?: boolean;
}

/** How this user can sign in: a password, a code to each verified address, Google. */
export function listFirstFactors(user: User): readonly FirstFactor[] {
  const codes = user.email_addresses
    .filter(({ verification }) => verification?.status === 'verified')
    .map(({ id, email_address }) => ({
      safe_identifier: email_address,
      email_address_id: id,
      primary: id === user.primary_email_address_id,
    }));
  const hasGoogle = user.external_accounts.some(({ provider }) => provider === 'oauth_google');
  return [
    ...(user.password_enabled ? [{ strategy: 'password' as const }] : []),
    ...codes.map((code) => ({ strategy: 'email_code' as const, ...code })),
    ...(user.password_enabled
      ? codes.map((code) => ({ strategy: 'reset_password_email_code' as const, ...code }))
      : []),
    ...(hasGoogle ? [{ strategy: 'oauth_google' as const }] : []),
  ];
}
