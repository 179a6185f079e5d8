import type { MiddlewareHandler } from 'hono';
import type { Log } from '../lib/log.ts';
import type { AppContext } from './app-context.ts';

/**
 * Logs one line a request: the route as declared, never the address as sent, and nothing of headers or bodies.
 *
 * @param now milliseconds of a clock
 */
export function logRequests(log: Log, now: () => number): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    const start = now();
    await next();
    log({
      level: 'info',
      event: 'request',
      method: context.req.method,
      route: context.get('route') ?? null,
      status: context.res.status,
      problem: context.get('problemCode') ?? null,
      durationMs: now() - start,
      requestId: context.get('requestId'),
    });
  };
}
