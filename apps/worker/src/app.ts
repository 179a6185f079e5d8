import { Hono } from 'hono';
import type { AppContext } from './http/app-context.ts';
import { createErrorHandler } from './http/error-handler.ts';
import { respondWithProblem } from './http/problem-response.ts';
import { registerRoutes } from './http/register-routes.ts';
import { assignRequestId } from './http/request-id.ts';
import { logRequests } from './http/request-log.ts';
import { requireSettings } from './http/require-settings.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { createRoutes } from './routes/route-table.ts';
import type { Services } from './services.ts';

/** What tells that something is wrong has to answer also when it is. */
const pathsThatAlwaysAnswer: ReadonlySet<string> = new Set(['/api/version', '/api/health']);

/** The API: what every request passes through, in order, then the routes. */
export function createApp(services: Services): Hono<AppContext> {
  const { settings, log, now, newId } = services;
  const app = new Hono<AppContext>();
  app.use(assignRequestId(newId));
  app.use(logRequests(log, now));
  app.use(setSecurityHeaders());
  app.use(requireSettings(settings.faults, (path) => pathsThatAlwaysAnswer.has(path)));
  registerRoutes(app, createRoutes(services));
  app.notFound((context) =>
    respondWithProblem(context, { code: 'not-found', detail: 'No route of the API has this address.' }),
  );
  app.onError(createErrorHandler(log));
  return app;
}
