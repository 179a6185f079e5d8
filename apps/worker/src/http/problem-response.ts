import { type Problem, problemCatalogue, problemType } from '@bloqr/contract';
import type { Context } from 'hono';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { AppContext } from './app-context.ts';

/** The one place that makes `application/problem+json`. */
export function respondWithProblem(
  context: Context<AppContext>,
  report: ProblemReport,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = describeProblem(report, context.get('requestId'));
  context.set('problemCode', problem.code);
  const { retryAfterSeconds } = report;
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: {
      ...headers,
      ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
      'Content-Type': 'application/problem+json',
    },
  });
}

/** A report as the wire has it. */
export function describeProblem({ code, detail, errors, limit }: ProblemReport, requestId: string): Problem {
  const { status, title } = problemCatalogue[code];
  return { type: problemType(code), title, status, detail, code, requestId, errors, limit };
}
