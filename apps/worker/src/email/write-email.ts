import type { Email } from './send-email.ts';

/** Subject and text of an e-mail; plain text, so that nothing in it can be anything but text. */
export function writeEmail({ kind, link }: Pick<Email, 'kind' | 'link'>): {
  readonly subject: string;
  readonly text: string;
} {
  switch (kind) {
    case 'reset-password':
      return {
        subject: 'Set a new password for bloqr',
        text: `Somebody, you it seems, wants to set a new password for your account. This link lets you, for an hour:

${link}

If it was not you, do nothing: the old password stays.
`,
      };
    case 'change-email':
      return {
        subject: 'Change your address for bloqr',
        text: `Somebody, you it seems, wants to sign in to your account with another address. Open this link within an hour to agree;
the other address then gets a link, too:

${link}

If it was not you, do nothing, and change your password.
`,
      };
    case 'account-exists':
      return {
        subject: 'You have an account with bloqr',
        text: `Somebody, you it seems, wanted to sign up with this address. There is an account with it. Sign in, or have a new password
set there:

${link}

If it was not you, do nothing.
`,
      };
    case 'verify-email':
      return {
        subject: 'Confirm your address for bloqr',
        text: `Open this link within an hour to confirm that this address is yours:

${link}

If you have not signed up with bloqr, do nothing.
`,
      };
  }
}
