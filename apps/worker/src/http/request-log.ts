import type { MiddlewareHandler } from 'hono';
import type { Log } from '../lib/log.ts';
import { findRequestScope } from '../lib/request-scope.ts';
import type { AppContext } from './app-context.ts';

/**
 * Logs one line a request: the route as declared, never the address as sent, and nothing of headers or bodies. Of who asked
 * it has the kind and the tier, null where that was not found out. Statements are those sent to D1 until the answer began;
 * what is done behind it does not count.
 *
 * @param now milliseconds of a clock, which on Workers stands still while nothing is waited for: durations are those of
 * waiting, and the platform knows the CPU time (https://developers.cloudflare.com/workers/runtime-apis/performance/)
 */
export function logRequests(log: Log, now: () => number): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    const start = now();
    await next();
    const { status } = context.res;
    const { kind, tier } = context.get('caller') ?? {};
    const { databaseReads, databaseWrites } = findRequestScope() ?? {};
    log({
      level: 'info',
      event: 'request',
      method: context.req.method,
      route: context.get('route') ?? null,
      status,
      outcome: status < 400 ? 'answered' : status < 500 ? 'refused' : 'failed',
      problem: context.get('problemCode') ?? null,
      principal: kind ?? null,
      tier: tier ?? null,
      durationMs: now() - start,
      databaseReads: databaseReads ?? 0,
      databaseWrites: databaseWrites ?? 0,
      requestId: context.get('requestId'),
    });
  };
}
