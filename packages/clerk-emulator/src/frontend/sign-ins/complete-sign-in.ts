import type { Instance } from '../../instance/instance.ts';
import type { Session } from '../../sessions/session.ts';
import { signIn } from '../../sessions/sign-in.ts';
import type { AttemptVerification } from '../attempt-verification.ts';
import type { SignInAttempt } from '../frontend-client.ts';
import { sessionExists } from '../frontend-errors.ts';
import { changeClient, listLiveSessions } from '../keep-client.ts';

const abandonMs = 24 * 3600 * 1000;

/** A sign-in of which nothing is known yet. It is abandoned after a day. */
export function newSignIn(instance: Instance): SignInAttempt {
  return {
    id: instance.newId('sia'),
    status: 'needs_identifier',
    identifier: null,
    userId: null,
    firstFactor: null,
    createdSessionId: null,
    abandonAt: instance.now() + abandonMs,
  };
}

/** A browser has one session at a time. @throws ClerkError 400 where it has one */
export function checkIsSignedOut(instance: Instance, clientId: string): void {
  if (listLiveSessions(instance, clientId).length > 0) throw sessionExists();
}

/** Keeps a sign-in as the browser's. */
export function keepSignIn(instance: Instance, clientId: string, attempt: SignInAttempt): SignInAttempt {
  changeClient(instance, clientId, { signIn: attempt });
  return attempt;
}

/**
 * Begins the session of a sign-in that has proved who it is.
 *
 * @throws ClerkError 403 for a banned or locked user, 400 where the browser has a session
 */
export function completeSignIn(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt & { readonly userId: string; readonly firstFactor: AttemptVerification },
): SignInAttempt {
  checkIsSignedOut(instance, clientId);
  return finish(instance, clientId, attempt, signIn(instance, { userId: attempt.userId, clientId }));
}

/** A sign-in whose session is there already. */
export function finish(
  instance: Instance,
  clientId: string,
  attempt: SignInAttempt,
  session: Session,
): SignInAttempt {
  const complete: SignInAttempt = { ...attempt, status: 'complete', createdSessionId: session.id };
  changeClient(instance, clientId, {
    signIn: complete,
    lastActiveSessionId: session.id,
    lastAuthenticationStrategy: attempt.firstFactor?.strategy ?? null,
  });
  return complete;
}
