import type { ErrorHandler } from 'hono';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { AppContext } from './app-context.ts';
import { respondWithProblem } from './problem-response.ts';

/** What a caller learns of a broken invariant. */
const internalReport: ProblemReport = {
  code: 'internal',
  detail: 'This is not your fault. The request id leads to the entry in the log.',
};

/** Turns a broken invariant into a bare 500. */
export function createErrorHandler(log: Log): ErrorHandler<AppContext> {
  return (error, context) => respondWithProblem(context, reportError(log, error, context.get('requestId')));
}

/** Logs the kind of an error and where it arose, never its text, and says what the caller may know of it. */
export function reportError(log: Log, error: unknown, requestId: string): ProblemReport {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  log({ level: 'error', event: 'error', name, stack: listFrames(stack), requestId });
  return internalReport;
}

/** The lines of a stack without its first ones, which repeat the message. */
function listFrames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join(' | ');
}
