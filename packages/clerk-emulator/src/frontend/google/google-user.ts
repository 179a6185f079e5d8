import type { Instance } from '../../instance/instance.ts';
import { changeUser } from '../../users/change-user.ts';
import type { SignUpProof } from '../../users/create-user.ts';
import { findUserByEmail } from '../../users/find-by-email.ts';
import type { ExternalAccount, User } from '../../users/user.ts';
import type { GoogleProfile } from '../attempt-verification.ts';

const provider = 'oauth_google';

/** Whose account at Google this is; else, who has verified the same address. */
export function findGoogleUser(instance: Instance, { subject, email }: GoogleProfile): User | undefined {
  const linked = [...instance.users.values()].find(({ user }) =>
    user.external_accounts.some((account) => account.provider_user_id === subject),
  );
  return (linked ?? findUserByEmail(instance, email))?.user;
}

/** Notes that this account at Google is the user's, unless that is known. */
export function linkGoogle(instance: Instance, user: User, profile: GoogleProfile): void {
  if (user.external_accounts.some((account) => account.provider_user_id === profile.subject)) return;
  const account = newExternalAccount(instance, profile);
  changeUser(instance, user.id, {
    user: {
      external_accounts: [...user.external_accounts, account],
      email_addresses: user.email_addresses.map((email) =>
        email.email_address === profile.email
          ? { ...email, linked_to: [...email.linked_to, { type: provider, id: account.identification_id }] }
          : email,
      ),
    },
  });
}

/** What a sign-up through Google proves: the account, and the address that Google has verified. */
export function describeGoogleProof(instance: Instance, profile: GoogleProfile): SignUpProof {
  const account = newExternalAccount(instance, profile);
  return {
    emailAddress: {
      verification: {
        object: 'verification_from_oauth',
        status: 'verified',
        strategy: 'from_oauth_google',
        attempts: null,
        expire_at: null,
      },
      linked_to: [{ type: provider, id: account.identification_id }],
    },
    externalAccounts: [account],
  };
}

function newExternalAccount(instance: Instance, profile: GoogleProfile): ExternalAccount {
  const now = instance.now();
  return {
    object: 'google_account',
    id: instance.newId('gac'),
    provider,
    identification_id: instance.newId('idn'),
    provider_user_id: profile.subject,
    approved_scopes:
      'email https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile openid profile',
    email_address: profile.email,
    first_name: profile.firstName,
    last_name: profile.lastName,
    image_url: '',
    username: null,
    public_metadata: {},
    label: null,
    created_at: now,
    updated_at: now,
    verification: {
      object: 'verification_oauth',
      status: 'verified',
      strategy: provider,
      attempts: null,
      expire_at: now,
    },
  };
}
