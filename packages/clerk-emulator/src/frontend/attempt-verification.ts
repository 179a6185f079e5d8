import type { ClerkErrorEntry } from '../http/clerk-error.ts';

/** How far a verification is. `transferable` means: the account is there, but the other of sign-in and sign-up is needed. */
export type VerificationStatus = 'unverified' | 'verified' | 'failed' | 'expired' | 'transferable';

/** A code that was sent to an e-mail address. */
export interface CodeVerification {
  readonly kind: 'code';
  readonly strategy: 'email_code' | 'reset_password_email_code';
  readonly status: VerificationStatus;
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly code: string;
}

/** What Google tells of a person. */
export interface GoogleProfile {
  /** Google's own id of the account. */
  readonly subject: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A visit to the consent page. */
export interface GoogleVerification {
  readonly kind: 'google';
  readonly strategy: 'oauth_google';
  readonly status: VerificationStatus;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Ties the visit to the browser that began it; nobody can guess it. */
  readonly state: string;
  /** Where the consent page is. */
  readonly consentUrl: string;
  /** Where the person goes afterwards. */
  readonly redirectUrl: string;
  /** What the consent page handed out; used once. */
  readonly grant: { readonly code: string; readonly profile: GoogleProfile } | null;
  /** Who it was, once the grant is used. */
  readonly profile: GoogleProfile | null;
  readonly error: ClerkErrorEntry | null;
}

/** A password or a ticket: decided in the same request. */
export interface DirectVerification {
  readonly kind: 'direct';
  readonly strategy: 'password' | 'ticket';
  readonly status: VerificationStatus;
}

export type AttemptVerification = CodeVerification | GoogleVerification | DirectVerification;
