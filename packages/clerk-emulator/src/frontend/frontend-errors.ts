// The errors of the Frontend API: https://clerk.com/docs/guides/development/errors/frontend-api
import { badRequest, ClerkError, notFound, unprocessable } from '../http/clerk-error.ts';

export const devBrowserUnauthenticated = (): ClerkError =>
  new ClerkError(401, [
    {
      message: 'Browser unauthenticated',
      long_message:
        'Unable to authenticate this browser for your development instance. Check your Clerk cookies and try again.',
      code: 'dev_browser_unauthenticated',
    },
  ]);

export const signedOut = (): ClerkError =>
  new ClerkError(401, [{ message: 'Signed out', long_message: 'You are signed out', code: 'signed_out' }]);

export const originInvalid = (): ClerkError =>
  badRequest(
    'origin_invalid',
    'Invalid HTTP Origin header',
    "The Request HTTP Origin header must be this machine's, or one of the instance's allowed origins.",
  );

export const nativeApiDisabled = (): ClerkError =>
  badRequest(
    'native_api_disabled',
    'Native API disabled',
    'The Native API is disabled for this instance: the emulator knows browsers only.',
  );

export const sessionExists = (): ClerkError =>
  badRequest('session_exists', 'Session already exists', "You're already signed in.");

export const accountTransferInvalid = (): ClerkError =>
  badRequest('account_transfer_invalid', 'Invalid account transfer', 'There is no account to transfer');

export const strategyForUserInvalid = (): ClerkError =>
  badRequest(
    'strategy_for_user_invalid',
    'Invalid verification strategy',
    'The verification strategy is not valid for this account',
  );

export const clientStateInvalid = (action: string): ClerkError =>
  badRequest(
    'client_state_invalid',
    'Invalid action',
    `We were unable to complete ${action} for this Client.`,
  );

export const identificationClaimed = (): ClerkError =>
  badRequest(
    'identification_claimed',
    'Identification claimed by another user',
    'One or more identifiers on this sign up have since been connected to a different User. Please sign up again.',
  );

export const signInNotFound = (id: string): ClerkError =>
  notFound('not found', `No sign in was found with id ${id}`);

export const signUpNotFound = (id: string): ClerkError =>
  notFound('Sign up not found', `No sign up was found with id ${id}`);

export const identifierNotFound = (): ClerkError =>
  unprocessable(
    'identifier',
    'form_identifier_not_found',
    "Couldn't find your account.",
    "Couldn't find your account.",
  );

export const passwordIncorrect = (param: string): ClerkError => {
  const text = 'Password is incorrect. Try again, or use another method.';
  return unprocessable(param, 'form_password_incorrect', text, text);
};

export const codeIncorrect = (): ClerkError =>
  unprocessable('code', 'form_code_incorrect', 'is incorrect', 'Incorrect code');

export const verificationMissing = (): ClerkError =>
  badRequest(
    'verification_missing',
    'is missing',
    'This strategy requires verification preparation before attempting to validate it.',
  );

export const verificationStrategyInvalid = (): ClerkError =>
  badRequest(
    'verification_strategy_invalid',
    'has invalid strategy',
    'The strategy is not valid for the current verification.',
  );

export const verificationAlreadyVerified = (): ClerkError =>
  badRequest(
    'verification_already_verified',
    'already verified',
    'This verification has already been verified.',
  );

export const verificationExpired = (): ClerkError =>
  badRequest('verification_expired', 'expired', 'This verification has expired. You must create a new one.');

export const verificationFailed = (): ClerkError =>
  badRequest(
    'verification_failed',
    'failed',
    'Too many failed attempts. You have to try again with the same or another method.',
  );

export const oauthCallbackInvalid = (): ClerkError =>
  badRequest('oauth_callback_invalid', 'Invalid OAuth callback', 'invalid form for oauth_callback');
