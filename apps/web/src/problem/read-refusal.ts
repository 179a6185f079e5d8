import { parseJson } from '../lib/read-fields.ts';
import { type Failure, readRetryAfter } from './failure.ts';
import { readProblem } from './read-problem.ts';

/** What an answer of the service says that is no success; the one place where such answers are read. */
export async function readRefusal(response: Response, nowMs: number): Promise<Failure> {
  const problem = readProblem(parseJson(await response.text()), response.status);
  return { kind: 'problem', problem, retryAtMs: readRetryAfter(response.headers.get('Retry-After'), nowMs) };
}
