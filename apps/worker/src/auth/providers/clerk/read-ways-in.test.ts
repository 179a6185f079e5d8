import { describe, expect, it } from 'vitest';
import { readWaysIn } from './read-ways-in.ts';

const account = {
  object: 'external_account',
  provider: 'oauth_google',
  provider_user_id: '110248495921238986420',
  verification: { status: 'verified', strategy: 'oauth_google' },
};

describe('the ways in of a user of Clerk', () => {
  it('are the accounts elsewhere, by their ids there', () => {
    const github = { provider: 'github', provider_user_id: '1', verification: { status: 'expired' } };
    expect(readWaysIn({ external_accounts: [account, github] }).externalAccounts).toEqual([
      { provider: 'google', accountId: '110248495921238986420', isVerified: true },
      { provider: 'github', accountId: '1', isVerified: false },
    ]);
  });

  it.each([
    { ...account, provider: 5 },
    { ...account, provider: 'a b' },
    { ...account, provider_user_id: 7 },
    { ...account, provider_user_id: '' },
    { ...account, provider_user_id: 'x'.repeat(256) },
    { ...account, provider_user_id: '\ud800' },
    null,
  ])('are not made of what makes no sense: %j', (one) => {
    expect(readWaysIn({ external_accounts: [one] }).externalAccounts).toEqual([]);
  });

  it.each(['two_factor_enabled', 'totp_enabled', 'backup_code_enabled'])(
    'have a second factor where %s says so',
    (name) => {
      expect(readWaysIn({ [name]: true }).hasSecondFactor).toBe(true);
      expect(readWaysIn({ [name]: false }).hasSecondFactor).toBe(false);
    },
  );

  it.each([undefined, null, [], 'user', { external_accounts: {} }])('are none in %j', (user) => {
    expect(readWaysIn(user)).toEqual({ externalAccounts: [], hasSecondFactor: false });
  });
});
