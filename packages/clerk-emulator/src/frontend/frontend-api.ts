import { Hono } from 'hono';
import { answerKeySet } from '../keys/key-routes.ts';
import { readBrowserRequest, requireBrowser } from './browser-request.ts';
import { clientRoutes } from './client-routes.ts';
import { clientSessionRoutes } from './client-session-routes.ts';
import type { FrontendEnv } from './frontend-env.ts';
import { googleRoutes } from './google/google-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { ownUserRoutes } from './own-user/own-user-routes.ts';
import { createScriptRoutes, type ScriptSource } from './script-routes.ts';
import { signInRoutes } from './sign-ins/sign-in-routes.ts';
import { signUpRoutes } from './sign-ups/sign-up-routes.ts';

/** What the Frontend API is made with. */
export interface FrontendPorts {
  /** Host names whose pages may ask besides this machine's. */
  readonly hosts: readonly string[];
  readonly scripts: ScriptSource | undefined;
}

const paths = [
  ...['/v1/client/*', '/v1/environment', '/v1/dev_browser', '/v1/me/*', '/v1/oauth_callback'],
  ...['/oauth/google', '/npm/*', '/images/*'],
];

/**
 * Clerk's Frontend API, which clerk-js asks in browsers: https://clerk.com/docs/reference/frontend-api. Its paths are not
 * those of the Backend API, so that both can be at the same place.
 */
export function createFrontendApi({ hosts, scripts }: FrontendPorts): Hono<FrontendEnv> {
  const api = new Hono<FrontendEnv>();
  for (const path of paths) api.use(path, readBrowserRequest(hosts));
  api.get('/.well-known/jwks.json', answerKeySet);
  api.route('/v1', clientRoutes);
  for (const path of ['/v1/client/*', '/v1/me/*']) api.use(path, requireBrowser);
  return api
    .route('/v1/client/sign_ins', signInRoutes)
    .route('/v1/client/sign_ups', signUpRoutes)
    .route('/v1/client/sessions', clientSessionRoutes)
    .route('/v1/me', ownUserRoutes)
    .route('/', googleRoutes)
    .route('/', createScriptRoutes(scripts))
    .route('/', imageRoutes);
}
