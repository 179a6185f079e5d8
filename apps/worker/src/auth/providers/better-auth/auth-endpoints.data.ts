/** An address of the library that is offered. */
export interface AuthEndpoint {
  /** Below `/api/auth`, as the library writes it. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /**
   * Whose attempts are counted, where somebody could guess or cause e-mails: those on the address in the body, those of the
   * sign-in that waits for its second factor, or those of the session. Left out where nothing can be guessed.
   */
  readonly attemptOn?: 'email' | 'two-factor' | 'session';
  /** The fields of the body, where the library would take whatever comes. */
  readonly fields?: readonly string[];
}

/**
 * What of the library is offered; everything else is not there. A test compares this with what the library has, so that nothing
 * new comes along by itself.
 */
export const authEndpoints: readonly AuthEndpoint[] = [
  {
    method: 'POST',
    path: '/sign-up/email',
    attemptOn: 'email',
    fields: ['name', 'email', 'password', 'image', 'callbackURL', 'rememberMe'],
  },
  { method: 'POST', path: '/sign-in/email', attemptOn: 'email' },
  { method: 'POST', path: '/sign-in/social', attemptOn: 'session' },
  { method: 'GET', path: '/callback/:id' },
  { method: 'POST', path: '/sign-out' },
  { method: 'GET', path: '/get-session' },
  { method: 'GET', path: '/list-sessions' },
  { method: 'POST', path: '/revoke-session' },
  { method: 'POST', path: '/revoke-sessions' },
  { method: 'POST', path: '/revoke-other-sessions' },
  { method: 'POST', path: '/update-user', fields: ['name', 'image'] },
  { method: 'POST', path: '/delete-user', attemptOn: 'session' },
  { method: 'POST', path: '/change-password', attemptOn: 'session' },
  { method: 'POST', path: '/change-email', attemptOn: 'session' },
  { method: 'POST', path: '/request-password-reset', attemptOn: 'email' },
  { method: 'GET', path: '/reset-password/:token' },
  { method: 'POST', path: '/reset-password', attemptOn: 'session' },
  { method: 'POST', path: '/send-verification-email', attemptOn: 'email' },
  { method: 'GET', path: '/verify-email' },
  { method: 'GET', path: '/list-accounts' },
  { method: 'POST', path: '/link-social', attemptOn: 'session' },
  { method: 'POST', path: '/unlink-account', attemptOn: 'session' },
  { method: 'POST', path: '/two-factor/enable', attemptOn: 'session' },
  { method: 'POST', path: '/two-factor/disable', attemptOn: 'session' },
  { method: 'POST', path: '/two-factor/get-totp-uri', attemptOn: 'session' },
  { method: 'POST', path: '/two-factor/generate-backup-codes', attemptOn: 'session' },
  { method: 'POST', path: '/two-factor/verify-totp', attemptOn: 'two-factor' },
  { method: 'POST', path: '/two-factor/verify-backup-code', attemptOn: 'two-factor' },
  { method: 'GET', path: '/passkey/generate-register-options' },
  { method: 'POST', path: '/passkey/verify-registration', attemptOn: 'session' },
  { method: 'GET', path: '/passkey/generate-authenticate-options' },
  { method: 'POST', path: '/passkey/verify-authentication', attemptOn: 'session' },
  { method: 'GET', path: '/passkey/list-user-passkeys' },
  { method: 'POST', path: '/passkey/update-passkey' },
  { method: 'POST', path: '/passkey/delete-passkey' },
];
