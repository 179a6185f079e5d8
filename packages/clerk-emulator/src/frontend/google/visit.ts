import { ClerkError, type ClerkErrorEntry, missingEntry, valueEntry } from '../../http/clerk-error.ts';
import { randomLetters } from '../../ids/make-id.ts';
import type { Instance } from '../../instance/instance.ts';
import type { GoogleProfile, GoogleVerification } from '../attempt-verification.ts';
import { findExpiry } from '../describe-verification.ts';
import type { FrontendClient } from '../frontend-client.ts';
import { oauthCallbackInvalid } from '../frontend-errors.ts';
import { changeClient } from '../keep-client.ts';

/** From where a visit to the consent page begins, and where it ends. */
export interface VisitStart {
  readonly base: string;
  readonly redirectUrl: string | undefined;
  readonly loginHint: string | undefined;
}

/** Begins a visit to the consent page. @throws ClerkError 422 without an address of http or https to come back to */
export function beginVisit(
  instance: Instance,
  { base, redirectUrl, loginHint }: VisitStart,
): GoogleVerification {
  if (redirectUrl === undefined) throw new ClerkError(422, [missingEntry('redirect_url')]);
  if (!/^https?:$/.test(URL.parse(redirectUrl)?.protocol ?? '')) {
    throw new ClerkError(422, [valueEntry('redirect_url', 'redirect_url must be a valid URL.')]);
  }
  const state = randomLetters(40, instance.randomBytes);
  const query = new URLSearchParams({ state, ...(loginHint !== undefined && { login_hint: loginHint }) });
  return {
    kind: 'google',
    strategy: 'oauth_google',
    status: 'unverified',
    expiresAt: findExpiry(instance.now()),
    state,
    consentUrl: `${base}/oauth/google?${query}`,
    redirectUrl,
    grant: null,
    profile: null,
    error: null,
  };
}

/** A visit under way, and what it is for. */
export interface Visit {
  readonly client: FrontendClient;
  readonly purpose: 'sign-in' | 'sign-up';
  readonly verification: GoogleVerification;
}

/** The visit with this state. @throws ClerkError 400 for one that is over or never was */
export function getVisit(instance: Instance, state: string | undefined): Visit {
  for (const client of instance.clients.values()) {
    const { signIn, signUp } = client;
    const attempts = [
      { purpose: 'sign-in', verification: signIn?.firstFactor },
      { purpose: 'sign-up', verification: signUp?.externalAccount },
    ] as const;
    for (const { purpose, verification } of attempts) {
      if (verification?.kind !== 'google' || verification.state !== state) continue;
      if (verification.status !== 'unverified' || verification.expiresAt <= instance.now()) break;
      return { client, purpose, verification };
    }
  }
  throw oauthCallbackInvalid();
}

/** Keeps what has become of a visit. */
export function keepVisit(
  instance: Instance,
  { client: { id, signIn, signUp }, purpose }: Visit,
  verification: GoogleVerification,
): void {
  if (purpose === 'sign-in' && signIn !== null) {
    changeClient(instance, id, { signIn: { ...signIn, firstFactor: verification } });
  }
  if (purpose === 'sign-up' && signUp !== null) {
    changeClient(instance, id, { signUp: { ...signUp, externalAccount: verification } });
  }
}

/** Somebody has agreed: hands out a code for the callback, which works once. */
export function grantProfile(instance: Instance, visit: Visit, profile: GoogleProfile): string {
  const code = randomLetters(40, instance.randomBytes);
  keepVisit(instance, visit, { ...visit.verification, grant: { code, profile } });
  return code;
}

/** The visit has led to nothing, and this is why. */
export function failVisit(instance: Instance, visit: Visit, error: ClerkErrorEntry): void {
  keepVisit(instance, visit, { ...visit.verification, status: 'failed', grant: null, error });
}
