import type { MiddlewareHandler } from 'hono';
import type { AppContext } from './app-context.ts';
import { respondWithProblem } from './problem-response.ts';

/**
 * Refuses to work while the set-up is wrong: half a safety setting must not pass for a whole one.
 *
 * @param isExempt the paths that answer all the same
 */
export function requireSettings(
  faults: readonly string[],
  isExempt: (path: string) => boolean,
): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    if (faults.length === 0 || isExempt(context.req.path)) return next();
    const detail = 'The operator of this service has to mend its settings; its log says which.';
    return respondWithProblem(context, { code: 'misconfigured', detail });
  };
}
