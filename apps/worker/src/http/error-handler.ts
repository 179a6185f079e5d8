import type { ErrorHandler } from 'hono';
import type { Log } from '../lib/log.ts';
import type { AppContext } from './app-context.ts';
import { respondWithProblem } from './problem-response.ts';

/** Turns a broken invariant into a bare 500. The log gets the kind of error and where it arose, never its text. */
export function createErrorHandler(log: Log): ErrorHandler<AppContext> {
  return (error, context) => {
    log({
      level: 'error',
      event: 'error',
      name: error.name,
      stack: listFrames(error.stack ?? ''),
      requestId: context.get('requestId'),
    });
    const detail = 'This is not your fault. The request id leads to the entry in the log.';
    return respondWithProblem(context, { code: 'internal', detail });
  };
}

/** The lines of a stack without its first ones, which repeat the message. */
function listFrames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join(' | ');
}
