import { z } from 'zod';
import { ClerkError, missingEntry } from '../../http/clerk-error.ts';
import type { Instance } from '../../instance/instance.ts';
import { getSession } from '../../sessions/change-session.ts';
import { redeemTicket } from '../../tickets/redeem-ticket.ts';
import { findUserByEmail } from '../../users/find-by-email.ts';
import type { FrontendClient, SignInAttempt } from '../frontend-client.ts';
import { accountTransferInvalid, identifierNotFound, strategyForUserInvalid } from '../frontend-errors.ts';
import { findGoogleUser } from '../google/google-user.ts';
import { beginVisit } from '../google/visit.ts';
import { attemptPassword, prepareFactor } from './attempt-factor.ts';
import { checkIsSignedOut, completeSignIn, finish, keepSignIn, newSignIn } from './complete-sign-in.ts';

const text = z.string().optional();

/** The parameters of `POST /v1/client/sign_ins`. */
export const beginSignInForm = z.object({
  strategy: text,
  identifier: text,
  password: text,
  ticket: text,
  redirect_url: text,
  transfer: z.stringbool().optional(),
});

type Parameters = z.output<typeof beginSignInForm>;

/**
 * Begins a sign-in, which takes the place of the one before. With everything that is needed it is complete at once.
 *
 * @throws ClerkError 400 where the browser has a session, 422 for an unknown account or a wrong password
 */
export async function beginSignIn(
  instance: Instance,
  client: FrontendClient,
  parameters: Parameters,
  base: string,
): Promise<SignInAttempt> {
  checkIsSignedOut(instance, client.id);
  const { strategy, identifier, password, ticket, redirect_url, transfer } = parameters;
  const attempt = newSignIn(instance);
  if (transfer === true) return transferToSignIn(instance, client, attempt);
  if (ticket !== undefined) return signInByTicket(instance, client, attempt, ticket);
  if (strategy === 'oauth_google') {
    const firstFactor = beginVisit(instance, { base, redirectUrl: redirect_url, loginHint: identifier });
    return keepSignIn(instance, client.id, { ...attempt, firstFactor });
  }
  // The prebuilt sign-in begins one without anything, to be rid of the one before.
  if (identifier === undefined && strategy === undefined) return keepSignIn(instance, client.id, attempt);
  if (identifier === undefined) throw new ClerkError(422, [missingEntry('identifier')]);
  const found = findUserByEmail(instance, identifier);
  if (found === undefined) throw identifierNotFound();
  const known: SignInAttempt = {
    ...attempt,
    status: 'needs_first_factor',
    identifier,
    userId: found.user.id,
  };
  if (password !== undefined) return attemptPassword(instance, client.id, known, password);
  if (strategy === undefined || strategy === 'password') return keepSignIn(instance, client.id, known);
  if (strategy === 'email_code' || strategy === 'reset_password_email_code') {
    return prepareFactor(instance, client.id, known, { strategy });
  }
  throw strategyForUserInvalid();
}

/** A sign-up found, at Google, somebody who has an account. */
function transferToSignIn(instance: Instance, client: FrontendClient, attempt: SignInAttempt): SignInAttempt {
  const visit = client.signUp?.externalAccount;
  const user = visit?.profile ? findGoogleUser(instance, visit.profile) : undefined;
  if (visit?.status !== 'transferable' || user === undefined) throw accountTransferInvalid();
  const { id: userId } = user;
  const firstFactor = { ...visit, status: 'verified' as const, error: null };
  const { email: identifier } = visit.profile ?? { email: null };
  return completeSignIn(instance, client.id, { ...attempt, identifier, userId, firstFactor });
}

function signInByTicket(
  instance: Instance,
  client: FrontendClient,
  attempt: SignInAttempt,
  ticket: string,
): SignInAttempt {
  const session = getSession(instance, redeemTicket(instance, ticket, client.id).id);
  const firstFactor = { kind: 'direct', strategy: 'ticket', status: 'verified' } as const;
  return finish(instance, client.id, { ...attempt, userId: session.user_id, firstFactor }, session);
}
