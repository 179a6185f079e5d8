import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { ClerkError, missingEntry, notFound } from '../../http/clerk-error.ts';
import type { JsonObject } from '../../json/json-object.ts';
import { endSession } from '../../sessions/change-session.ts';
import { describeSession, isLive, type Session } from '../../sessions/session.ts';
import { changeUser, deleteUser, getUser } from '../../users/change-user.ts';
import { mergeMetadata } from '../../users/metadata.ts';
import { verifyPassword } from '../../users/password.ts';
import { updateUser } from '../../users/update-user.ts';
import { answerWithClient, describeOwnSession, readViewpoint } from '../describe-client.ts';
import { describeOwnUser } from '../describe-own-user.ts';
import type { FrontendContext, FrontendEnv } from '../frontend-env.ts';
import { passwordIncorrect, signedOut } from '../frontend-errors.ts';
import { listLiveSessions } from '../keep-client.ts';
import { readMetadata } from '../read-metadata.ts';
import { readParameters } from '../read-parameters.ts';

const text = z.string().optional();
const updateForm = z.object({
  first_name: text,
  last_name: text,
  primary_email_address_id: text,
  unsafe_metadata: text,
});
const passwordForm = z.object({
  current_password: text,
  new_password: z.string(),
  sign_out_of_other_sessions: z.stringbool().optional(),
});

/** Lets through who is signed in: the session that `_clerk_session_id` names, else the browser's latest. */
const requireSession = createMiddleware<FrontendEnv>(async (c, next) => {
  const id = c.req.query('_clerk_session_id');
  const sessions = listLiveSessions(c.get('instance'), c.get('clientId'));
  const session = id === undefined ? sessions.at(-1) : sessions.find((candidate) => candidate.id === id);
  if (session === undefined) throw signedOut();
  c.set('ownSession', session);
  await next();
});

/** `/v1/me`. Source: https://clerk.com/docs/reference/frontend-api/tag/user */
export const ownUserRoutes = new Hono<FrontendEnv>()
  .use(requireSession)
  .get('/', (c) => answerUser(c))
  .patch('/', async (c) => {
    const { unsafe_metadata, ...fields } = await readParameters(c, updateForm);
    const metadata = unsafe_metadata === undefined ? {} : { unsafe_metadata: readMetadata(unsafe_metadata) };
    await updateUser(c.get('instance'), c.get('ownSession').user_id, fields, metadata);
    return answerUser(c);
  })
  .patch('/metadata', async (c) => {
    const instance = c.get('instance');
    const { unsafe_metadata: json } = await readParameters(c, z.object({ unsafe_metadata: z.string() }));
    const { user } = getUser(instance, c.get('ownSession').user_id);
    const { public_metadata, private_metadata, unsafe_metadata } = user;
    const old = { public_metadata, private_metadata, unsafe_metadata };
    changeUser(instance, user.id, { user: mergeMetadata(old, { unsafe_metadata: readMetadata(json) }) });
    return answerUser(c);
  })
  .delete('/', (c) => answerWithClient(c, deleteUser(c.get('instance'), c.get('ownSession').user_id)))
  .post('/change_password', async (c) => {
    const instance = c.get('instance');
    const { id, user_id } = c.get('ownSession');
    const { current_password, new_password, sign_out_of_other_sessions } = await readParameters(
      c,
      passwordForm,
    );
    await checkPassword(c, current_password);
    await updateUser(instance, user_id, { password: new_password }, {});
    if (sign_out_of_other_sessions === true) endOtherSessions(c, id);
    return answerUser(c);
  })
  .post('/remove_password', async (c) => {
    const instance = c.get('instance');
    const { current_password } = await readParameters(c, z.object({ current_password: z.string() }));
    await checkPassword(c, current_password);
    changeUser(instance, c.get('ownSession').user_id, {
      user: { password_enabled: false, password_last_updated_at: instance.now() },
      passwordDigest: null,
    });
    return answerUser(c);
  })
  .get('/email_addresses', (c) => c.json(readUser(c).email_addresses))
  .get('/email_addresses/:id', (c) => {
    const email = readUser(c).email_addresses.find(({ id }) => id === c.req.param('id'));
    if (email === undefined) throw notFound('Resource not found', 'Resource not found');
    return answerWithClient(c, email);
  })
  .get('/sessions', (c) => c.json(listSessions(c).map(describeActivity)))
  .get('/sessions/active', (c) => c.json(listSessions(c).map(describeActivity)))
  .post('/sessions/:id/revoke', async (c) => {
    const found = listSessions(c).find(({ id }) => id === c.req.param('id'));
    if (found === undefined) throw notFound('Session not found', 'Session not found');
    const session = endSession(c.get('instance'), found.id, 'revoked');
    return answerWithClient(c, await describeOwnSession(c.get('instance'), session, readViewpoint(c)));
  });

function readUser(c: FrontendContext) {
  return getUser(c.get('instance'), c.get('ownSession').user_id).user;
}

function answerUser(c: FrontendContext): Promise<Response> {
  const instance = c.get('instance');
  const stored = getUser(instance, c.get('ownSession').user_id);
  return answerWithClient(c, describeOwnUser(stored, c.get('base'), instance.now()));
}

/** The person's sessions in all browsers. */
function listSessions(c: FrontendContext): readonly Session[] {
  const instance = c.get('instance');
  return [...instance.sessions.values()]
    .filter(({ user_id }) => user_id === c.get('ownSession').user_id)
    .map((session) => describeSession(session, instance.now()))
    .filter(isLive);
}

/** Clerk tells browser and place; the emulator knows neither. */
function describeActivity({ client_id: _, user_id: __, ...session }: Session): JsonObject {
  return {
    ...session,
    latest_activity: { object: 'session_activity', id: `${session.id}_activity`, is_mobile: false },
  };
}

function endOtherSessions(c: FrontendContext, ownId: string): void {
  for (const { id } of listSessions(c)) if (id !== ownId) endSession(c.get('instance'), id, 'revoked');
}

/** Whoever has a password has to say it. @throws ClerkError 422 */
async function checkPassword(c: FrontendContext, password: string | undefined): Promise<void> {
  const { passwordDigest } = getUser(c.get('instance'), c.get('ownSession').user_id);
  if (passwordDigest === null) return;
  if (password === undefined) throw new ClerkError(422, [missingEntry('current_password')]);
  if (!(await verifyPassword(password, passwordDigest))) throw passwordIncorrect('current_password');
}
