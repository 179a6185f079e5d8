import type { Instance } from '../../instance/instance.ts';
import { signIn } from '../../sessions/sign-in.ts';
import { createUser, type SignUpProof } from '../../users/create-user.ts';
import { findUserByEmail } from '../../users/find-by-email.ts';
import type { SignUpAttempt } from '../frontend-client.ts';
import { identificationClaimed } from '../frontend-errors.ts';
import { describeGoogleProof } from '../google/google-user.ts';
import { changeClient } from '../keep-client.ts';
import { checkIsSignedOut } from '../sign-ins/complete-sign-in.ts';
import { findMissing } from './describe-sign-up.ts';

/**
 * Makes the user, and signs in, as soon as nothing is missing; until then the sign-up is kept.
 *
 * @throws ClerkError 400 where somebody else has verified the address meanwhile, 403 where there are as many users as may be
 */
export async function completeSignUp(
  instance: Instance,
  clientId: string,
  attempt: SignUpAttempt,
): Promise<SignUpAttempt> {
  changeClient(instance, clientId, { signUp: attempt });
  const { missing, unverified } = findMissing(attempt);
  const { emailAddress, passwordDigest, externalAccount } = attempt;
  if (emailAddress === null || missing.length > 0 || unverified.length > 0) return attempt;
  checkIsSignedOut(instance, clientId);
  if (findUserByEmail(instance, emailAddress) !== undefined) throw identificationClaimed();
  const body = {
    email_address: [emailAddress],
    first_name: attempt.firstName,
    last_name: attempt.lastName,
    locale: attempt.locale,
    unsafe_metadata: attempt.unsafeMetadata,
    ...(passwordDigest === null
      ? { skip_password_requirement: true }
      : { password_digest: passwordDigest, password_hasher: 'pbkdf2_sha256' }),
  };
  const { id: userId } = await createUser(instance, body, describeProof(instance, attempt));
  const session = signIn(instance, { userId, clientId });
  const complete: SignUpAttempt = { ...attempt, createdUserId: userId, createdSessionId: session.id };
  changeClient(instance, clientId, {
    signUp: complete,
    signIn: null,
    lastActiveSessionId: session.id,
    lastAuthenticationStrategy: externalAccount?.strategy ?? 'email_code',
  });
  return complete;
}

function describeProof(instance: Instance, attempt: SignUpAttempt): SignUpProof {
  const profile = attempt.externalAccount?.profile;
  if (profile) return describeGoogleProof(instance, profile);
  const { attempts = 1, expiresAt = null } = attempt.emailVerification ?? {};
  return {
    emailAddress: {
      verification: {
        object: 'verification_otp',
        status: 'verified',
        strategy: 'email_code',
        attempts,
        expire_at: expiresAt,
      },
      linked_to: [],
    },
    externalAccounts: [],
  };
}
