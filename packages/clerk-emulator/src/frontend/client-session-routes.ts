import { Hono } from 'hono';
import { authenticationInvalid, sessionNotFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { getTemplateByName } from '../jwt-templates/jwt-template-routes.ts';
import { endSession, getSession, type SessionEnding } from '../sessions/change-session.ts';
import { isLive, type Session } from '../sessions/session.ts';
import { mintSessionToken } from '../tokens/session-token.ts';
import { mintTemplateToken } from '../tokens/template-token.ts';
import { getUser } from '../users/change-user.ts';
import { answerWithClient, describeOwnSession, readViewpoint } from './describe-client.ts';
import type { FrontendContext, FrontendEnv } from './frontend-env.ts';
import { changeClient } from './keep-client.ts';

/** `/v1/client/sessions`. Source: https://clerk.com/docs/reference/frontend-api/tag/sessions */
export const clientSessionRoutes = new Hono<FrontendEnv>()
  .get('/:id', async (c) => answerSession(c, getOwnSession(c)))
  .post('/:id/touch', async (c) => {
    const instance = c.get('instance');
    const session = getLiveOwnSession(c);
    // Whoever uses a session has come back from the sign-in or sign-up that made it.
    changeClient(instance, c.get('clientId'), {
      lastActiveSessionId: session.id,
      signIn: null,
      signUp: null,
    });
    return answerSession(c, touchSession(instance, session));
  })
  .post('/:id/end', (c) => answerEnding(c, 'ended'))
  .post('/:id/remove', (c) => answerEnding(c, 'removed'))
  .post('/:id/tokens', async (c) => {
    const instance = c.get('instance');
    const session = getLiveOwnSession(c);
    const { user } = getUser(instance, session.user_id);
    const jwt = await mintSessionToken(instance, { session, user, origin: c.get('pageOrigin') });
    return c.json({ object: 'token', jwt });
  })
  .post('/:id/tokens/:template', async (c) => {
    const instance = c.get('instance');
    const session = getLiveOwnSession(c);
    const template = getTemplateByName(instance, c.req.param('template'));
    const { user } = getUser(instance, session.user_id);
    const jwt = await mintTemplateToken(instance, template, { session, user, origin: c.get('pageOrigin') });
    return c.json({ object: 'token', jwt });
  });

/** A session of this browser. @throws ClerkError 404 also for another's */
function getOwnSession(c: FrontendContext): Session {
  const id = c.req.param('id') ?? '';
  const session = getSession(c.get('instance'), id);
  if (session.client_id !== c.get('clientId')) throw sessionNotFound(id);
  return session;
}

/** @throws ClerkError 401 for a session that is over: clerk-js then asks who is still signed in */
function getLiveOwnSession(c: FrontendContext): Session {
  const session = getOwnSession(c);
  if (!isLive(session)) throw authenticationInvalid();
  return session;
}

function touchSession(instance: Instance, session: Session): Session {
  const touched = { ...session, last_active_at: instance.now() };
  instance.sessions.set(session.id, touched);
  return touched;
}

async function answerSession(c: FrontendContext, session: Session): Promise<Response> {
  return answerWithClient(c, await describeOwnSession(c.get('instance'), session, readViewpoint(c)));
}

async function answerEnding(c: FrontendContext, ending: SessionEnding): Promise<Response> {
  return answerSession(c, endSession(c.get('instance'), getOwnSession(c).id, ending));
}
