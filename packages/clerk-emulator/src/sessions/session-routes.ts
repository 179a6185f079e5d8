import { Hono } from 'hono';
import { z } from 'zod';
import { ClerkError, unprocessable, valueEntry } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { answerList, readPage } from '../http/paging.ts';
import { readBody } from '../http/read-body.ts';
import { getTemplateByName } from '../jwt-templates/jwt-template-routes.ts';
import { mintSessionToken } from '../tokens/session-token.ts';
import { mintTemplateToken } from '../tokens/template-token.ts';
import { getUser } from '../users/change-user.ts';
import { endSession, getLiveSession, getSession, startSession } from './change-session.ts';
import { describeSession, sessionStatuses } from './session.ts';

const createForm = z.object({ user_id: z.string(), active_organization_id: z.string().nullish() });
const tokenForm = z.object({ expires_in_seconds: z.int().min(30).max(315_360_000).nullish() });

/** `/v1/sessions`. Source: https://clerk.com/docs/reference/backend-api/tag/sessions */
export const sessionRoutes = new Hono<EmulatorEnv>()
  .get('/', (c) => {
    const instance = c.get('instance');
    const page = readPage(c);
    const { user_id, client_id, status } = c.req.query();
    if (!user_id && !client_id) throw criterionMissing();
    if (status && !sessionStatuses.some((known) => known === status)) {
      const longMessage = `${status} does not match one of the allowed values for parameter status`;
      throw new ClerkError(422, [valueEntry('status', longMessage)]);
    }
    const sessions = [...instance.sessions.values()]
      .map((session) => describeSession(session, instance.now()))
      .filter((session) => !user_id || session.user_id === user_id)
      .filter((session) => !client_id || session.client_id === client_id)
      .filter((session) => !status || session.status === status)
      .toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1));
    return answerList(c, sessions, page);
  })
  .post('/', async (c) => {
    const instance = c.get('instance');
    const { user_id } = await readBody(c, createForm);
    getUser(instance, user_id);
    return c.json(startSession(instance, { userId: user_id }));
  })
  .get('/:id', (c) => c.json(getSession(c.get('instance'), c.req.param('id'))))
  .post('/:id/revoke', (c) => c.json(endSession(c.get('instance'), c.req.param('id'), 'revoked')))
  .post('/:id/tokens', async (c) => {
    const instance = c.get('instance');
    const session = getLiveSession(instance, c.req.param('id'));
    const { expires_in_seconds } = await readBody(c, tokenForm);
    const { user } = getUser(instance, session.user_id);
    const jwt = await mintSessionToken(instance, {
      session,
      user,
      expiresInSeconds: expires_in_seconds ?? undefined,
    });
    return c.json({ object: 'token', jwt });
  })
  .post('/:id/tokens/:template', async (c) => {
    const instance = c.get('instance');
    const session = getLiveSession(instance, c.req.param('id'));
    const template = getTemplateByName(instance, c.req.param('template'));
    const { expires_in_seconds } = await readBody(c, tokenForm);
    const { user } = getUser(instance, session.user_id);
    const jwt = await mintTemplateToken(instance, template, {
      session,
      user,
      expiresInSeconds: expires_in_seconds ?? undefined,
    });
    return c.json({ object: 'token', jwt });
  });

function criterionMissing(): ClerkError {
  return unprocessable(
    'user_id',
    'form_param_missing',
    'at least one parameter must be provided',
    'at least one of `client_id, user_id` must be provided',
  );
}
