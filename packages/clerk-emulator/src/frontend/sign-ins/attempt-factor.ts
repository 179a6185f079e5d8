import { ClerkError, missingEntry } from '../../http/clerk-error.ts';
import type { Instance } from '../../instance/instance.ts';
import { endSessions } from '../../sessions/change-session.ts';
import { changeUser, getUser } from '../../users/change-user.ts';
import { verifyPassword } from '../../users/password.ts';
import { chooseDigest } from '../../users/password-fields.ts';
import { checkIsOpen, judgeCode, refuseUnverified, sendCode } from '../email-code.ts';
import type { SignInAttempt } from '../frontend-client.ts';
import {
  clientStateInvalid,
  passwordIncorrect,
  strategyForUserInvalid,
  verificationMissing,
  verificationStrategyInvalid,
} from '../frontend-errors.ts';
import { completeSignIn, keepSignIn } from './complete-sign-in.ts';
import { listFirstFactors } from './first-factors.ts';

/** Checks a password and, where it is right, signs in. @throws ClerkError 400 for a user without one, 422 for a wrong one */
export async function attemptPassword(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt,
  password: string,
): Promise<SignInAttempt> {
  const userId = findUserId(attempt);
  const { passwordDigest } = getUser(instance, userId);
  if (passwordDigest === null) throw strategyForUserInvalid();
  if (!(await verifyPassword(password, passwordDigest))) throw passwordIncorrect('password');
  const firstFactor = { kind: 'direct', strategy: 'password', status: 'verified' } as const;
  return completeSignIn(instance, clientId, { ...attempt, userId, firstFactor });
}

/** Which factor is to be prepared. */
export interface FactorChoice {
  readonly strategy: 'email_code' | 'reset_password_email_code';
  /** By default the first that fits. */
  readonly emailAddressId?: string | undefined;
}

/** Sends a code. @throws ClerkError 400 where the user cannot sign in so */
export function prepareFactor(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt,
  { strategy, emailAddressId }: FactorChoice,
): SignInAttempt {
  const { user } = getUser(instance, findUserId(attempt));
  const factor = listFirstFactors(user).find(
    (candidate) =>
      candidate.strategy === strategy &&
      (emailAddressId === undefined || candidate.email_address_id === emailAddressId),
  );
  if (factor?.safe_identifier === undefined) throw strategyForUserInvalid();
  const purpose = strategy === 'email_code' ? 'sign-in' : 'reset-password';
  const firstFactor = sendCode(instance, strategy, purpose, factor.safe_identifier);
  return keepSignIn(instance, clientId, { ...attempt, status: 'needs_first_factor', firstFactor });
}

/** Takes a code, and signs in or asks for the new password. @throws ClerkError 400 and 422 */
export function attemptCode(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt,
  strategy: string,
  code: string,
): SignInAttempt {
  const userId = findUserId(attempt);
  const { firstFactor: prepared } = attempt;
  if (prepared?.kind !== 'code') throw verificationMissing();
  if (prepared.strategy !== strategy) throw verificationStrategyInvalid();
  checkIsOpen(prepared);
  const firstFactor = judgeCode(prepared, code, instance.now());
  keepSignIn(instance, clientId, { ...attempt, firstFactor });
  refuseUnverified(firstFactor);
  if (strategy === 'reset_password_email_code') {
    return keepSignIn(instance, clientId, { ...attempt, status: 'needs_new_password', firstFactor });
  }
  return completeSignIn(instance, clientId, { ...attempt, userId, firstFactor });
}

/** Sets the password of a sign-in that was allowed to by a code, and signs in. @throws ClerkError 400 and 422 */
export async function resetPassword(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt,
  password: string,
  endsOthers: boolean,
): Promise<SignInAttempt> {
  const { firstFactor } = attempt;
  if (attempt.status !== 'needs_new_password' || firstFactor === null) {
    throw clientStateInvalid('a password reset');
  }
  const userId = findUserId(attempt);
  const passwordDigest = await chooseDigest({ password }, instance.randomBytes);
  const user = { password_enabled: true, password_last_updated_at: instance.now() };
  changeUser(instance, userId, { user, passwordDigest });
  if (endsOthers) endSessions(instance, userId, 'revoked');
  return completeSignIn(instance, clientId, { ...attempt, userId, firstFactor });
}

function findUserId({ userId, status }: SignInAttempt): string {
  if (status === 'complete') throw clientStateInvalid('a sign in');
  if (userId === null) throw new ClerkError(422, [missingEntry('identifier')]);
  return userId;
}
