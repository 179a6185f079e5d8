import type { ProblemReport } from '../lib/problem-report.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import type { RouteCall } from './route.ts';

const timeLimitMsDefault = 5000;
/** What a caller is told to wait. */
const retryAfterSeconds = 5;

/**
 * Asks a store and makes an answer of what it says. A store that fails, is slow or is not there is a 503, and its error
 * goes to the log; an error while the answer is made stays what it is, a fault of ours.
 *
 * @param ask undefined where no database is bound
 */
export async function answerFromStore<Value>(
  call: Pick<RouteCall, 'describeError'>,
  ask: (() => Promise<Value>) | undefined,
  answer: (value: Value) => Response | ProblemReport,
  timeLimitMs: number = timeLimitMsDefault,
): Promise<Response | ProblemReport> {
  let value: Value | typeof timedOut = timedOut;
  try {
    if (ask !== undefined) value = await withTimeLimit(ask(), timeLimitMs);
  } catch (error) {
    call.describeError(error);
  }
  return value === timedOut
    ? { code: 'unavailable', detail: 'The database does not answer right now.', retryAfterSeconds }
    : answer(value);
}
