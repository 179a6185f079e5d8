import { type CompileRequest, compileLimits, compileRequestSchema } from '@bloqr/contract';
import { compileExample } from '../compilations/compile-example.ts';
import type { PrepareCompile } from '../compilations/compile-list.ts';
import { createCompileOrder } from '../compilations/compile-order.ts';
import { compileProblems } from '../compilations/compile-problem.ts';
import { followProgress, sendList } from '../compilations/send-compile-events.ts';
import { defineBodyRoute, type Route } from '../http/route.ts';
import { streamEvents } from '../lib/event-stream.ts';

/** `POST /api/compile/stream`: the same compile as events, from the first source to the last piece of the list. */
export function createCompileStreamRoute(prepareCompile: PrepareCompile): Route {
  return defineBodyRoute<CompileRequest>(
    {
      method: 'POST',
      path: '/api/compile/stream',
      summary: 'Compile a list and follow it',
      description:
        'Server-sent events with one line of JSON each: `stage`, `source`, `diagnostics`, `statistics`, `list` (pieces of the list, in order), and as the last one `done` or `problem`. What is refused before anything is read is an ordinary problem.',
      credential: 'optional',
      authority: 'claim',
      tier: 'anonymous',
      scope: 'compile',
      limit: 'counted',
      body: {
        name: 'CompileRequest',
        schema: compileRequestSchema,
        bytesMax: compileLimits.bodyBytesMax,
        example: compileExample,
      },
      answers: [{ status: 200, description: 'The events.', mediaType: 'text/event-stream' }],
      problems: compileProblems,
    },
    async ({ request, principal, signal, waitUntil, body, describeProblem, describeError }) => {
      const prepared = prepareCompile(createCompileOrder(body, principal, request.url));
      if (prepared.kind === 'refused') return prepared.report;
      const { sourceCount } = prepared;

      const leaving = new AbortController();
      const events = streamEvents(
        async (send) => {
          try {
            const onProgress = followProgress(send, sourceCount);
            const outcome = await prepared.run({
              signal: AbortSignal.any([signal, leaving.signal]),
              onProgress,
              waitUntil,
            });
            if (outcome.kind === 'compiled') await sendList(outcome.list, send);
            else send('problem', describeProblem(outcome.report));
          } catch (error) {
            send('problem', describeError(error));
          }
        },
        () => leaving.abort(),
      );
      return new Response(events, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });
    },
  );
}
