import { ClerkError, type ClerkErrorEntry } from '../../http/clerk-error.ts';
import type { Instance } from '../../instance/instance.ts';
import type { User } from '../../users/user.ts';
import type { GoogleProfile, GoogleVerification } from '../attempt-verification.ts';
import { listLiveSessions } from '../keep-client.ts';
import { completeSignIn } from '../sign-ins/complete-sign-in.ts';
import { completeSignUp } from '../sign-ups/complete-sign-up.ts';
import { findGoogleUser, linkGoogle } from './google-user.ts';
import { failVisit, keepVisit, type Visit } from './visit.ts';

const accountNotFound: ClerkErrorEntry = {
  code: 'external_account_not_found',
  message: 'Invalid external account',
  long_message: 'The External Account was not found.',
};
const accountExists: ClerkErrorEntry = {
  code: 'external_account_exists',
  message: 'External account exists',
  long_message: 'The External Account already exists.',
};

/**
 * Goes on with a sign-in or a sign-up when it is known who it is. Where the other of the two is needed, the verification
 * becomes transferable, and clerk-js asks for the transfer. A refusal, such as for a banned user, is kept for the page.
 */
export async function finishVisit(instance: Instance, visit: Visit, profile: GoogleProfile): Promise<void> {
  const [session] = listLiveSessions(instance, visit.client.id);
  if (session !== undefined) return failVisit(instance, visit, alreadySignedIn(session.id));
  const met: GoogleVerification = { ...visit.verification, grant: null, profile };
  const user = findGoogleUser(instance, profile);
  try {
    if (visit.purpose === 'sign-in') signInWith(instance, visit, met, user);
    else await signUpWith(instance, visit, met, user);
  } catch (error) {
    const [entry] = error instanceof ClerkError ? error.errors : [];
    if (entry === undefined) throw error;
    failVisit(instance, visit, entry);
  }
}

function signInWith(instance: Instance, visit: Visit, met: GoogleVerification, user: User | undefined): void {
  const { client } = visit;
  const { profile } = met;
  if (client.signIn === null || profile === null) return;
  if (user === undefined) {
    keepVisit(instance, visit, { ...met, status: 'transferable', error: accountNotFound });
    return;
  }
  linkGoogle(instance, user, profile);
  const firstFactor = { ...met, status: 'verified' as const };
  const attempt = { ...client.signIn, identifier: profile.email, userId: user.id, firstFactor };
  completeSignIn(instance, client.id, attempt);
}

async function signUpWith(
  instance: Instance,
  visit: Visit,
  met: GoogleVerification,
  user: User | undefined,
): Promise<void> {
  const { client } = visit;
  const { profile } = met;
  if (client.signUp === null || profile === null) return;
  if (user !== undefined) {
    keepVisit(instance, visit, { ...met, status: 'transferable', error: accountExists });
    return;
  }
  await completeSignUp(instance, client.id, {
    ...client.signUp,
    emailAddress: profile.email,
    firstName: client.signUp.firstName ?? profile.firstName,
    lastName: client.signUp.lastName ?? profile.lastName,
    externalAccount: { ...met, status: 'verified' },
  });
}

function alreadySignedIn(sessionId: string): ClerkErrorEntry {
  const text = "You're already signed in";
  return {
    code: 'identifier_already_signed_in',
    message: text,
    long_message: text,
    meta: { session_id: sessionId },
  };
}
