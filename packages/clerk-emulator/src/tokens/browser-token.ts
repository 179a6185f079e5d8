import { ClerkError, missingEntry, sessionNotFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { getTemplateByName } from '../jwt-templates/jwt-template-routes.ts';
import { getLiveSession } from '../sessions/change-session.ts';
import type { Actor } from '../sessions/session.ts';
import { signIn } from '../sessions/sign-in.ts';
import { getUser } from '../users/change-user.ts';
import { mintSessionToken } from './session-token.ts';
import { mintTemplateToken } from './template-token.ts';

/** What a page that is signed in asks for. */
export interface BrowserTokenRequest {
  /** The session to use; without one, `userId` signs in. */
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  /** The page's origin, which becomes `azp`; left out, the token has none. */
  readonly origin?: string | undefined;
  /** The name of a JWT template; left out, it is a session token. */
  readonly template?: string | undefined;
  /** Whether a session that begins here waits for something still to be done. */
  readonly status?: 'active' | 'pending' | undefined;
  /** Who acts in the user's name, for a session that begins here. */
  readonly actor?: Actor | undefined;
  /** Another lifetime than Clerk's 60 s. */
  readonly expiresInSeconds?: number | undefined;
}

/** A token and the session that it is of. */
export interface BrowserToken {
  readonly jwt: string;
  readonly sessionId: string;
  readonly userId: string;
}

/** Makes a token as `getToken()` in a page does. Throws 403, 404 and 422. */
export async function mintBrowserToken(
  instance: Instance,
  request: BrowserTokenRequest,
): Promise<BrowserToken> {
  const { sessionId, userId, origin, template, status, actor, expiresInSeconds } = request;
  const begin = () => {
    if (userId === undefined) throw new ClerkError(422, [missingEntry('userId')]);
    return signIn(instance, { userId, status: status ?? 'active', actor: actor ?? null });
  };
  const session = sessionId === undefined ? begin() : getLiveSession(instance, sessionId);
  if (userId !== undefined && session.user_id !== userId) throw sessionNotFound(session.id);
  const { user } = getUser(instance, session.user_id);
  const wanted = { session, user, origin, expiresInSeconds };
  const jwt =
    template === undefined
      ? await mintSessionToken(instance, wanted)
      : await mintTemplateToken(instance, getTemplateByName(instance, template), wanted);
  return { jwt, sessionId: session.id, userId: user.id };
}
