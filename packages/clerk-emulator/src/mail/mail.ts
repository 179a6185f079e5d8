/** Why an e-mail with a code was sent. */
export type MailPurpose = 'sign-up' | 'sign-in' | 'reset-password';

/** An e-mail that Clerk would have sent. It goes nowhere: the page and `/emulator/mail` show it. */
export interface Mail {
  readonly to: string;
  readonly purpose: MailPurpose;
  /** Six digits. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}
