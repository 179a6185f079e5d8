import type { MiddlewareHandler } from 'hono';
import { runInRequestScope } from '../lib/request-scope.ts';
import type { AppContext } from './app-context.ts';

/** Gives every request an id, our own and never the caller's, and says it in the answer. */
export function assignRequestId(newId: () => string): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    const requestId = newId();
    context.set('requestId', requestId);
    await runInRequestScope(requestId, next);
    context.res.headers.set('X-Request-Id', requestId);
  };
}
