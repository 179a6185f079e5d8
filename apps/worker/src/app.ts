import { Hono } from 'hono';
import { answerAuth } from './http/answer-auth.ts';
import type { AppContext } from './http/app-context.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { allowOrigins } from './http/cors.ts';
import { createErrorHandler } from './http/error-handler.ts';
import { createLimitAuth } from './http/limit-auth.ts';
import { createLimitRate, createTakeFromBudget } from './http/limit-rate.ts';
import { respondWithProblem } from './http/problem-response.ts';
import { listMethods, registerRoutes } from './http/register-routes.ts';
import { assignRequestId } from './http/request-id.ts';
import { logRequests } from './http/request-log.ts';
import { requireSettings } from './http/require-settings.ts';
import type { Route } from './http/route.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import type { WaitUntil } from './lib/wait-until.ts';
import { createRoutes } from './routes/route-table.ts';
import type { Services } from './services.ts';

/** What tells that something is wrong has to answer also when it is. */
const pathsThatAlwaysAnswer: ReadonlySet<string> = new Set(['/api/version', '/api/health']);

/** Answers the requests of the API, and hands on those for Clerk. */
export type App = (request: Request, waitUntil: WaitUntil) => Promise<Response>;

/**
 * The API: what every request passes through, in order, then the routes.
 *
 * @param routes others than the API's own only where the layers in front of them are measured
 */
export function createApp(services: Services, routes: readonly Route[] = createRoutes(services)): App {
  const { settings, log, now, newId } = services;
  const app = new Hono<AppContext>();
  app.use(assignRequestId(newId));
  // Outside of whatever may fail, so that failures have these headers, too.
  app.use(setSecurityHeaders());
  app.use(allowOrigins(settings.allowedOrigins, [...new Set(listMethods(routes))]));
  app.use(logRequests(log, now));
  app.use(requireSettings(settings.faults, (path) => pathsThatAlwaysAnswer.has(path)));
  registerRoutes(app, routes, {
    authenticate: createAuthenticate(services),
    limitRate: createLimitRate(services),
    checkAccess: services.checkAccess,
    log,
  });
  answerAuth(app, {
    handleAuth: services.handleAuth,
    url: settings.auth.betterAuth?.url,
    allowedOrigins: settings.allowedOrigins,
    limitAuth: createLimitAuth(createTakeFromBudget(services)),
    log,
  });
  app.notFound((context) =>
    respondWithProblem(context, { code: 'not-found', detail: 'No route of the API has this address.' }),
  );
  app.onError(createErrorHandler(log));
  return async (request, waitUntil) =>
    services.forwardToClerk?.(request) ?? app.fetch(request, { waitUntil });
}
