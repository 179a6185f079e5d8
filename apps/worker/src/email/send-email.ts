/** What an e-mail is about. */
export type EmailKind = 'reset-password' | 'verify-email' | 'change-email' | 'account-exists';

/** A link for somebody, by e-mail. */
export interface Email {
  readonly kind: EmailKind;
  readonly to: string;
  readonly link: string;
}

/** Sends it, or hands it to whoever does. Never rejects: what fails is in the log, without address and link. */
export type SendEmail = (email: Email) => Promise<void>;
