import type { Context, Hono } from 'hono';
import type { Principal } from '../auth/principal.ts';
import type { Log } from '../lib/log.ts';
import { keyOfAddress } from '../rate-limit/address-key.ts';
import type { AppContext } from './app-context.ts';
import { reportError } from './error-handler.ts';
import type { LimitRate } from './limit-rate.ts';
import { describeProblem, respondWithProblem } from './problem-response.ts';
import type { Route } from './route.ts';

/** What stands between the router and a route. */
export interface RouteLayers {
  readonly limitRate: LimitRate;
  readonly log: Log;
}

/**
 * Puts the routes into the router, and behind each path the answer 405 for every other method. A counted route is
 * counted before anything of its body is read.
 */
export function registerRoutes(app: Hono<AppContext>, routes: readonly Route[], parts: RouteLayers): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    app.use(path, async (context, next) => {
      context.set('route', path);
      await next();
    });
  }
  for (const route of routes) {
    app.on(route.method, route.path, (context) => answer(context, route, parts));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = listMethods(routes.filter((route) => route.path === path)).join(', ');
    app.all(path, (context) =>
      respondWithProblem(
        context,
        { code: 'method-not-allowed', detail: `This address takes ${allow}.` },
        { Allow: allow },
      ),
    );
  }
}

/** HEAD comes along with GET: the router answers it from the same handler. */
export function listMethods(routes: readonly Pick<Route, 'method'>[]): string[] {
  return routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

async function answer(
  context: Context<AppContext>,
  route: Route,
  { limitRate, log }: RouteLayers,
): Promise<Response> {
  const request = context.req.raw;
  const principal = identify(request);
  const verdict = route.limit === 'counted' ? await limitRate(principal) : { headers: {} };
  if (verdict.report !== undefined) return respondWithProblem(context, verdict.report, verdict.headers);

  const requestId = context.get('requestId');
  const outcome = await route.handle({
    request,
    principal,
    signal: request.signal,
    waitUntil: context.env.waitUntil,
    describeProblem: (report) => describeProblem(report, requestId),
    describeError: (error) => describeProblem(reportError(log, error, requestId), requestId),
  });
  if (!(outcome instanceof Response)) return respondWithProblem(context, outcome, verdict.headers);
  for (const [name, value] of Object.entries(verdict.headers)) outcome.headers.set(name, value);
  return outcome;
}

/** Until somebody can say who they are, everybody is anonymous. */
function identify(request: Request): Principal {
  const rateKey = keyOfAddress(request.headers.get('CF-Connecting-IP'));
  return { kind: 'anonymous', tier: 'anonymous', rateKey };
}
