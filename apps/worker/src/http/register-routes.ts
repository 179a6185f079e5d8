import type { Hono } from 'hono';
import type { AppContext } from './app-context.ts';
import { respondWithProblem } from './problem-response.ts';
import type { Route } from './route.ts';

/** Puts the routes into the router, and behind each path the answer 405 for every other method. */
export function registerRoutes(app: Hono<AppContext>, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    app.use(path, async (context, next) => {
      context.set('route', path);
      await next();
    });
  }
  for (const { method, path, handle } of routes) {
    app.on(method, path, async (context) => {
      // Until somebody can say who they are, everybody is anonymous.
      const outcome = await handle({ request: context.req.raw, tier: 'anonymous' });
      return outcome instanceof Response ? outcome : respondWithProblem(context, outcome);
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = listMethods(routes.filter((route) => route.path === path));
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
function listMethods(routes: readonly Route[]): string {
  return routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
}
