import type { ApiClient } from '../api/api-client.ts';
import { type Outcome, outcomeOfApi, outcomeOfAuth } from '../forms/submission.ts';
import { fieldsOf } from '../lib/read-fields.ts';
import type { AuthApi } from '../session/better-auth/auth-api.ts';
import type { Session } from '../session/session.ts';

/** What linking takes. */
export interface LinkParts {
  readonly session: Pick<Session, 'tokenOf' | 'recheck'>;
  readonly auth: Pick<AuthApi, 'post' | 'endSession'>;
  readonly api: Pick<ApiClient, 'send'>;
}

/** How somebody signs in to their account of this service, where they are signed in with Clerk. */
export interface OwnCredentials {
  readonly email: string;
  readonly password: string;
  /** Of the second factor; empty where none was asked for. */
  readonly code: string;
}

export type LinkOutcome = Outcome | { readonly kind: 'code-needed' };

/**
 * For whoever is signed in with an account of this service: asks Clerk, in this browser, for a session of the same person. Never
 * rejects.
 */
export async function linkClerkAccount({ session, api }: LinkParts): Promise<Outcome> {
  const token = await session.tokenOf('clerk').catch(() => undefined);
  if (token === undefined)
    return {
      kind: 'refused',
      message:
        'Nobody is signed in to Clerk in this browser. Sign out, sign in with Clerk, and open this page again: it then asks for the password of this account.',
    };
  return await link({ session, api }, token);
}

/**
 * For whoever is signed in with Clerk: signs in to the account of this service beside that, and ends that session again. Without a
 * code no cookie is used; the second factor cannot do without, so that its cookie is taken back. Never rejects.
 */
export async function linkOwnAccount(parts: LinkParts, credentials: OwnCredentials): Promise<LinkOutcome> {
  const { auth } = parts;
  const { email, password, code } = credentials;
  const cookies = code === '' ? 'omit' : 'same-origin';
  const first = await auth.post('/sign-in/email', { email, password }, cookies);
  if (first.kind === 'refused') return outcomeOfAuth(first);
  const isHalf = fieldsOf(first.value).twoFactorRedirect === true;
  if (isHalf && code === '') return { kind: 'code-needed' };
  const answer = isHalf ? await auth.post('/two-factor/verify-totp', { code }, cookies) : first;
  if (answer.kind === 'refused') return outcomeOfAuth(answer);
  const { sessionToken } = answer;
  if (sessionToken === undefined)
    return { kind: 'refused', message: 'The service did not give out a session. Try again.' };
  const outcome = await link(parts, sessionToken);
  await auth.endSession(sessionToken, cookies);
  return outcome;
}

async function link({ session, api }: Pick<LinkParts, 'session' | 'api'>, token: string): Promise<Outcome> {
  const answer = await api.send('post', '/api/account/link', { body: { token } }, () => true);
  if (answer.kind === 'answered') session.recheck();
  return outcomeOfApi(answer);
}
