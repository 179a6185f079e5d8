import {
  type AuditQuery,
  type AuditResponse,
  auditQuerySchema,
  auditResponseSchema,
  pageLimitDefault,
} from '@bloqr/contract';
import type { Administration } from '../../administration/administration.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import { cursorRefusal } from '../../http/cursor-refusal.ts';
import { defineQueryRoute, type Route } from '../../http/route.ts';

/** `GET /api/admin/audit`: what administrators have done, newest first, a page at a time. */
export function createListAuditRoute(administration: Administration | undefined): Route {
  return defineQueryRoute<AuditQuery>(
    {
      method: 'GET',
      path: '/api/admin/audit',
      summary: 'List what administrators have done',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      query: { schema: auditQuerySchema },
      answers: [
        {
          status: 200,
          description: 'A page of the audit.',
          mediaType: 'application/json',
          form: { name: 'Audit', schema: auditResponseSchema },
        },
      ],
      problems: [],
    },
    (call) => {
      const { limit = pageLimitDefault, ...rest } = call.query;
      return answerFromStore(
        call,
        administration && (() => administration.audit.list(rest.user, rest.cursor, limit)),
        (page) => {
          if (page === undefined) return cursorRefusal;
          return Response.json({
            entries: [...page.entries],
            nextCursor: page.nextCursor,
          } satisfies AuditResponse);
        },
      );
    },
  );
}
