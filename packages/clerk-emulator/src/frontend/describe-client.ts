import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import type { Session } from '../sessions/session.ts';
import { mintSessionToken } from '../tokens/session-token.ts';
import { getUser } from '../users/change-user.ts';
import { describeOwnUser, describePublicUser } from './describe-own-user.ts';
import type { FrontendClient } from './frontend-client.ts';
import type { FrontendContext } from './frontend-env.ts';
import { listLiveSessions } from './keep-client.ts';
import { describeSignIn } from './sign-ins/describe-sign-in.ts';
import { describeSignUp } from './sign-ups/describe-sign-up.ts';

/** Where the description is for: the address of images, and the page's origin, which tokens name. */
export interface Viewpoint {
  readonly base: string;
  readonly pageOrigin: string | undefined;
}

export function readViewpoint(c: FrontendContext): Viewpoint {
  return { base: c.get('base'), pageOrigin: c.get('pageOrigin') };
}

/**
 * A session with its user and a token, so that clerk-js needs not ask for one.
 * Source: https://github.com/clerk/openapi-specs/blob/main/fapi/2026-05-12.yml, schema `Client.Session`
 */
export async function describeOwnSession(
  instance: Instance,
  session: Session,
  { base, pageOrigin }: Viewpoint,
): Promise<JsonObject> {
  const stored = getUser(instance, session.user_id);
  const { client_id: _, user_id: __, latest_activity: ___, ...fields } = session;
  const jwt = await mintSessionToken(instance, { session, user: stored.user, origin: pageOrigin });
  const ageMinutes = Math.max(0, Math.floor((instance.now() - session.created_at) / 60_000));
  return {
    ...fields,
    factor_verification_age: [ageMinutes, -1],
    last_active_token: { object: 'token', jwt },
    user: describeOwnUser(stored, base, instance.now()),
    public_user_data: describePublicUser(stored, base),
  };
}

/** A browser with its sessions, and with the sign-in and the sign-up under way. */
export async function describeClient(
  instance: Instance,
  client: FrontendClient,
  viewpoint: Viewpoint,
): Promise<JsonObject> {
  const sessions = listLiveSessions(instance, client.id);
  const { signIn, signUp, lastActiveSessionId: last } = client;
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(sessions.map((session) => describeOwnSession(instance, session, viewpoint))),
    sign_in: signIn === null ? null : describeSignIn(instance, signIn, viewpoint.base),
    sign_up: signUp === null ? null : describeSignUp(signUp),
    last_active_session_id: sessions.some(({ id }) => id === last) ? last : (sessions.at(-1)?.id ?? null),
    last_authentication_strategy: client.lastAuthenticationStrategy,
    cookie_expires_at: null,
    captcha_bypass: false,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

/** The answer to a change: what was asked for, and what has become of the browser's client. */
export async function answerWithClient(c: FrontendContext, response: unknown): Promise<Response> {
  const instance = c.get('instance');
  const client = instance.clients.get(c.get('clientId'));
  const described = client === undefined ? null : await describeClient(instance, client, readViewpoint(c));
  return c.json({ response, client: described });
}
