import type { MiddlewareHandler } from 'hono';

const overridden = ['PUT', 'PATCH', 'DELETE'];
const frontendPath = /^(?:\/__clerk)?\/v1\/(?:client|environment|me)(?:\/|$)/;

/**
 * clerk-js sends every change as POST and names the method in the query's `_method`, so that browsers need no preflight.
 * Such requests are asked again by that method.
 */
export function overrideMethod(ask: (request: Request) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    const method = c.req.query('_method')?.toUpperCase();
    const isOverridden = c.req.method === 'POST' && method !== undefined && overridden.includes(method);
    if (!isOverridden || !frontendPath.test(c.req.path)) return next();
    const url = new URL(c.req.url);
    url.searchParams.delete('_method');
    const text = await c.req.text();
    return ask(new Request(url, { method, headers: c.req.raw.headers, ...(text !== '' && { body: text }) }));
  };
}
