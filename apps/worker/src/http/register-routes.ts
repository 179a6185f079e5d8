import type { Context, Hono } from 'hono';
import type { CheckAccess } from '../access/check-access.ts';
import type { Log } from '../lib/log.ts';
import type { AppContext } from './app-context.ts';
import { type Authenticate, createAnonymous, invalidTokenChallenge } from './authenticate.ts';
import { findRefusal } from './authorize.ts';
import { reportError } from './error-handler.ts';
import type { LimitRate } from './limit-rate.ts';
import { describeProblem, respondWithProblem } from './problem-response.ts';
import { isBehindAccess, type Route } from './route.ts';

/** What stands between the router and a route. */
export interface RouteLayers {
  readonly authenticate: Authenticate;
  readonly limitRate: LimitRate;
  readonly checkAccess: CheckAccess;
  readonly log: Log;
}

/**
 * Puts the routes into the router, and behind each path the answer 405 for every other method. Who asks is found out
 * first, then the request is counted, then it is decided whether they may, and whether administrators came through Cloudflare
 * Access: all before anything of the body is read.
 */
export function registerRoutes(app: Hono<AppContext>, routes: readonly Route[], parts: RouteLayers): void {
  for (const route of routes) {
    for (const path of listPaths(route)) {
      app.on(route.method, path, (context) => answer(context, route, parts));
    }
  }
  for (const route of routes) {
    const allow = listMethods(routes.filter((other) => other.path === route.path)).join(', ');
    for (const path of listPaths(route)) {
      app.all(path, (context) => {
        context.set('route', route.path);
        return respondWithProblem(
          context,
          { code: 'method-not-allowed', detail: `This address takes ${allow}.` },
          { Allow: allow },
        );
      });
    }
  }
}

/** The path as the router writes it, in each form that is taken. */
function listPaths({ path, isTrailingSlashTaken }: Pick<Route, 'path' | 'isTrailingSlashTaken'>): string[] {
  const pattern = path.replace(/\{([a-zA-Z]+)\}/g, ':$1');
  return isTrailingSlashTaken ? [pattern, `${pattern}/`] : [pattern];
}

/** HEAD comes along with GET: the router answers it from the same handler. */
export function listMethods(routes: readonly Pick<Route, 'method'>[]): string[] {
  return routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

async function answer(
  context: Context<AppContext>,
  route: Route,
  { authenticate, limitRate, checkAccess, log }: RouteLayers,
): Promise<Response> {
  context.set('route', route.path);
  const request = context.req.raw;
  const { waitUntil } = context.env;
  const requestId = context.get('requestId');
  const authentication = await authenticate(request, route, { waitUntil, requestId });
  if (authentication.kind === 'refused') {
    // Whoever tries credentials out gets no further than whoever has none.
    const verdict = authentication.hasFailed
      ? await limitRate(createAnonymous(request), 'counted')
      : { headers: {} };
    if (verdict.report !== undefined) return respondWithProblem(context, verdict.report, verdict.headers);
    return respondWithProblem(context, authentication.report, {
      ...verdict.headers,
      ...authentication.headers,
    });
  }
  const { principal } = authentication;
  context.set('caller', principal);
  const verdict = route.limit === 'uncounted' ? { headers: {} } : await limitRate(principal, route.limit);
  if (verdict.report !== undefined) return respondWithProblem(context, verdict.report, verdict.headers);
  const refusal = findRefusal(principal, route);
  if (refusal !== undefined) {
    const challenge = refusal.code === 'authentication-required' && {
      'WWW-Authenticate': 'Bearer realm="bloqr"',
    };
    return respondWithProblem(context, refusal, { ...verdict.headers, ...challenge });
  }
  // Last, so that only those learn of the second door who have come through the first.
  if (isBehindAccess(route)) {
    const email = principal.kind === 'anonymous' ? null : (principal.user?.email ?? null);
    const denial = await checkAccess(request.headers, email, waitUntil);
    if (denial !== undefined) return respondWithProblem(context, denial, verdict.headers);
  }

  const outcome = await route.handle({
    request,
    principal,
    requestId,
    params: context.req.param(),
    signal: request.signal,
    waitUntil,
    describeProblem: (report) => describeProblem(report, requestId),
    describeError: (error) => describeProblem(reportError(log, error, requestId), requestId),
  });
  if (!(outcome instanceof Response)) {
    // Somebody who was deleted while their request was under way.
    const challenge = outcome.code === 'invalid-session-token' && invalidTokenChallenge;
    return respondWithProblem(context, outcome, { ...verdict.headers, ...challenge });
  }
  for (const [name, value] of Object.entries(verdict.headers)) outcome.headers.set(name, value);
  return outcome;
}
