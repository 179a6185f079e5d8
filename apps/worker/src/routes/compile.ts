import {
  type CompileRequest,
  compileLimits,
  compileRequestSchema,
  compileResponseSchema,
} from '@bloqr/contract';
import { compileExample } from '../compilations/compile-example.ts';
import type { PrepareCompile } from '../compilations/compile-list.ts';
import { createCompileOrder } from '../compilations/compile-order.ts';
import { compileProblems } from '../compilations/compile-problem.ts';
import type { CompiledList } from '../compilations/compiled-list.ts';
import { tagList } from '../compilations/list-etag.ts';
import { encodeListJson } from '../compilations/list-json.ts';
import { prefersText } from '../http/accept.ts';
import { namesTag } from '../http/if-none-match.ts';
import { defineBodyRoute, type Route } from '../http/route.ts';
import { streamChunks } from '../lib/stream-chunks.ts';

const headers = ['Bloqr-Rule-Count', 'Bloqr-Digest', 'ETag'];

/** `POST /api/compile`: one list from the sources of a configuration, streamed as text or as JSON. */
export function createCompileRoute(prepareCompile: PrepareCompile): Route {
  return defineBodyRoute<CompileRequest>(
    {
      method: 'POST',
      path: '/api/compile',
      summary: 'Compile a list',
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
      answers: [
        {
          status: 200,
          description: 'The list and what is to say about it, or for `Accept: text/plain` the list alone.',
          mediaType: 'application/json',
          form: { name: 'CompileResponse', schema: compileResponseSchema },
          headers,
        },
        { status: 200, description: 'The list alone.', mediaType: 'text/plain', headers },
        {
          status: 304,
          description: '`If-None-Match` names the ETag of the answer that this would be.',
          headers,
        },
      ],
      problems: compileProblems,
    },
    async ({ request, principal, signal, waitUntil, body }) => {
      const prepared = prepareCompile(createCompileOrder(body, principal, request.url));
      if (prepared.kind === 'refused') return prepared.report;
      const outcome = await prepared.run({ signal, onProgress: () => {}, waitUntil });
      if (outcome.kind === 'refused') return outcome.report;

      return respondWithList(request, outcome.list, prepared.orderKey);
    },
  );
}

function respondWithList(request: Request, list: CompiledList, orderKey: string): Response {
  const isText = prefersText(request.headers.get('Accept'));
  const tag = tagList(list, orderKey, isText ? 'text' : 'json');
  const headers = {
    'Bloqr-Rule-Count': String(list.summary.ruleCount),
    'Bloqr-Digest': list.summary.digest,
    ETag: tag,
    Vary: 'Accept',
  };
  // For a POST that changes nothing 304 says more than the 412 that RFC 9110 has for methods that do.
  if (namesTag(request.headers.get('If-None-Match'), tag))
    return new Response(null, { status: 304, headers });
  return new Response(streamChunks(isText ? list.text() : encodeListJson(list)), {
    headers: { ...headers, 'Content-Type': isText ? list.mediaType : 'application/json' },
  });
}
