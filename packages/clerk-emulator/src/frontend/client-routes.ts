import { Hono } from 'hono';
import { endSession } from '../sessions/change-session.ts';
import { requireBrowser } from './browser-request.ts';
import { describeClient, readViewpoint } from './describe-client.ts';
import { describeEnvironment } from './environment.ts';
import type { FrontendContext, FrontendEnv } from './frontend-env.ts';
import { changeClient, createClient, getClient, listLiveSessions } from './keep-client.ts';

/**
 * What clerk-js asks before anything else: a secret for the browser, the settings, and who is signed in.
 * Source: https://clerk.com/docs/reference/frontend-api/tag/client
 */
export const clientRoutes = new Hono<FrontendEnv>()
  .post('/dev_browser', (c) => {
    const { devBrowserId: id } = createClient(c.get('instance'));
    return c.json({ id, object: 'dev_browser' });
  })
  .on(['GET', 'PATCH'], '/environment', (c) =>
    c.json(describeEnvironment(c.get('instance'), c.get('pageOrigin'))),
  )
  .on(['GET', 'POST', 'PUT'], '/client', requireBrowser, answerClient)
  .on('DELETE', ['/client', '/client/sessions'], requireBrowser, (c) => {
    const instance = c.get('instance');
    for (const { id } of listLiveSessions(instance, c.get('clientId'))) endSession(instance, id, 'removed');
    changeClient(instance, c.get('clientId'), { lastActiveSessionId: null, signIn: null, signUp: null });
    return answerClient(c);
  });

async function answerClient(c: FrontendContext): Promise<Response> {
  const instance = c.get('instance');
  const client = getClient(instance, c.get('clientId'));
  const response = await describeClient(instance, client, readViewpoint(c));
  // A change is followed by what has become of the client, which here is the answer itself.
  return c.json({ response, client: c.req.method === 'GET' ? null : response });
}
