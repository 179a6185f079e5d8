import { compileLimits, compileRequestSchema, compileResponseSchema } from '@bloqr/contract';
import type { CompileList } from '../compilations/compile-list.ts';
import { compileProblems } from '../compilations/compile-problem.ts';
import { encodeListJson } from '../compilations/list-json.ts';
import { prefersText } from '../http/accept.ts';
import { defineJsonRoute, type Route } from '../http/route.ts';
import { streamChunks } from '../lib/stream-chunks.ts';

/** `POST /api/compile`: one list from the sources of a configuration, streamed as text or as JSON. */
export function createCompileRoute(compileList: CompileList): Route {
  const body = {
    name: 'CompileRequest',
    schema: compileRequestSchema,
    bytesMax: compileLimits.bodyBytesMax,
  };
  return defineJsonRoute(
    {
      method: 'POST',
      path: '/api/compile',
      credential: 'optional',
      tier: 'anonymous',
      scope: 'compile',
      limit: 'counted',
      summary: 'Compile a list',
      body,
      answers: [
        {
          status: 200,
          description: 'The list with what is to say about it.',
          mediaType: 'application/json',
          form: { name: 'CompileResponse', schema: compileResponseSchema },
          headers: ['Bloqr-Rule-Count', 'Bloqr-Digest'],
        },
        {
          status: 200,
          description: 'The list alone, for `Accept: text/plain`.',
          mediaType: 'text/plain',
          headers: ['Bloqr-Rule-Count', 'Bloqr-Digest'],
        },
      ],
      problems: compileProblems,
    },
    async ({ request, principal: { tier }, body: { configuration, preFetchedContent = {} } }) => {
      const outcome = await compileList({
        configuration,
        preFetchedContent: new Map(Object.entries(preFetchedContent)),
        tier,
        ownHosts: new Set([new URL(request.url).hostname, '*.workers.dev']),
      });
      if (outcome.kind === 'refused') return outcome.report;

      const { compilation, digest, lastModified } = outcome.list;
      const isText = prefersText(request.headers.get('Accept'));
      const chunks = isText ? compilation.text(lastModified) : encodeListJson(outcome.list);
      return new Response(streamChunks(chunks), {
        headers: {
          'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
          'Bloqr-Rule-Count': String(compilation.statistics.ruleCount),
          'Bloqr-Digest': digest,
          Vary: 'Accept',
        },
      });
    },
  );
}
