import { z } from 'zod';
import { type ClerkError, unprocessable } from '../../http/clerk-error.ts';
import type { Instance } from '../../instance/instance.ts';
import { newEmailAddress } from '../../users/identifiers.ts';
import { chooseDigest } from '../../users/password-fields.ts';
import type { FrontendClient, SignUpAttempt } from '../frontend-client.ts';
import { accountTransferInvalid, clientStateInvalid } from '../frontend-errors.ts';
import { beginVisit } from '../google/visit.ts';
import { changeClient } from '../keep-client.ts';
import { readMetadata } from '../read-metadata.ts';
import { checkIsSignedOut } from '../sign-ins/complete-sign-in.ts';
import { completeSignUp } from './complete-sign-up.ts';

const text = z.string().optional();
const abandonMs = 24 * 3600 * 1000;

/** The parameters of `POST /v1/client/sign_ups` and of `PATCH /v1/client/sign_ups/{id}`. */
export const signUpForm = z.object({
  email_address: text,
  password: text,
  first_name: text,
  last_name: text,
  locale: text,
  unsafe_metadata: text,
  strategy: text,
  redirect_url: text,
  transfer: z.stringbool().optional(),
});

type Parameters = z.output<typeof signUpForm>;

/** Begins a sign-up, which takes the place of the one before. @throws ClerkError 400 and 422 */
export async function beginSignUp(
  instance: Instance,
  client: FrontendClient,
  parameters: Parameters,
  base: string,
): Promise<SignUpAttempt> {
  checkIsSignedOut(instance, client.id);
  const blank: SignUpAttempt = {
    id: instance.newId('sua'),
    emailAddress: null,
    firstName: null,
    lastName: null,
    locale: null,
    passwordDigest: null,
    unsafeMetadata: {},
    emailVerification: null,
    externalAccount: null,
    createdUserId: null,
    createdSessionId: null,
    abandonAt: instance.now() + abandonMs,
  };
  const filled = await fillIn(instance, blank, parameters, base);
  const attempt = parameters.transfer === true ? transferToSignUp(client, filled) : filled;
  return completeSignUp(instance, client.id, attempt);
}

/** Changes a sign-up under way. @throws ClerkError 400 and 422 */
export async function changeSignUp(
  instance: Instance,
  clientId: string,
  attempt: SignUpAttempt,
  parameters: Parameters,
  base: string,
): Promise<SignUpAttempt> {
  if (attempt.createdUserId !== null) throw clientStateInvalid('a sign up');
  return completeSignUp(instance, clientId, await fillIn(instance, attempt, parameters, base));
}

/** Keeps a sign-up as the browser's. */
export function keepSignUp(instance: Instance, clientId: string, attempt: SignUpAttempt): SignUpAttempt {
  changeClient(instance, clientId, { signUp: attempt });
  return attempt;
}

async function fillIn(
  instance: Instance,
  attempt: SignUpAttempt,
  { strategy, redirect_url, email_address, password, ...given }: Parameters,
  base: string,
): Promise<SignUpAttempt> {
  const emailAddress =
    email_address === undefined
      ? attempt.emailAddress
      : newEmailAddress(instance, email_address, 'unverified').email_address;
  const digest = await chooseDigest({ password }, instance.randomBytes);
  const visit =
    strategy === 'oauth_google'
      ? beginVisit(instance, { base, redirectUrl: redirect_url, loginHint: email_address })
      : undefined;
  if (visit === undefined && strategy?.startsWith('oauth_')) throw providerDisabled(strategy);
  return {
    ...attempt,
    emailAddress,
    // A code that went to another address proves nothing for this one.
    emailVerification: emailAddress === attempt.emailAddress ? attempt.emailVerification : null,
    passwordDigest: digest ?? attempt.passwordDigest,
    firstName: given.first_name ?? attempt.firstName,
    lastName: given.last_name ?? attempt.lastName,
    locale: given.locale ?? attempt.locale,
    unsafeMetadata:
      given.unsafe_metadata === undefined ? attempt.unsafeMetadata : readMetadata(given.unsafe_metadata),
    externalAccount: visit ?? attempt.externalAccount,
  };
}

/** A sign-in found, at Google, somebody without an account. */
function transferToSignUp(client: FrontendClient, attempt: SignUpAttempt): SignUpAttempt {
  const visit = client.signIn?.firstFactor;
  if (visit?.kind !== 'google' || visit.status !== 'transferable' || visit.profile === null) {
    throw accountTransferInvalid();
  }
  return {
    ...attempt,
    emailAddress: visit.profile.email,
    firstName: attempt.firstName ?? visit.profile.firstName,
    lastName: attempt.lastName ?? visit.profile.lastName,
    externalAccount: { ...visit, status: 'verified', error: null },
  };
}

function providerDisabled(strategy: string): ClerkError {
  return unprocessable(
    'strategy',
    'oauth_provider_not_enabled',
    'not enabled',
    `Single-sign on with ${strategy} is not enabled in the instance settings.`,
  );
}
