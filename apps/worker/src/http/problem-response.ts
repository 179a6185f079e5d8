import { type Problem, problemCatalogue, problemType } from '@bloqr/contract';
import type { Context } from 'hono';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { AppContext } from './app-context.ts';

/** The one place that makes `application/problem+json`. */
export function respondWithProblem(
  context: Context<AppContext>,
  { code, detail, errors, limit }: ProblemReport,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, title } = problemCatalogue[code];
  const problem: Problem = {
    type: problemType(code),
    title,
    status,
    detail,
    code,
    requestId: context.get('requestId'),
    errors,
    limit,
  };
  context.set('problemCode', code);
  return new Response(`${JSON.stringify(problem)}\n`, {
    status,
    headers: { ...headers, 'Content-Type': 'application/problem+json' },
  });
}
