import {
  type DeliveriesQuery,
  type DeliveriesResponse,
  deliveriesQuerySchema,
  deliveriesResponseSchema,
  pageLimitDefault,
} from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { cursorRefusal } from '../../../http/cursor-refusal.ts';
import { defineQueryRoute, type Route } from '../../../http/route.ts';
import { describeDelivery } from '../../../webhooks/clerk/describe-delivery.ts';

/** `GET /api/admin/deliveries`: what Clerk has told us, newest first, a page at a time. */
export function createListDeliveriesRoute(administration: Administration | undefined): Route {
  return defineQueryRoute<DeliveriesQuery>(
    {
      method: 'GET',
      path: '/api/admin/deliveries',
      summary: 'List the messages of the webhook',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      query: { schema: deliveriesQuerySchema },
      answers: [
        {
          status: 200,
          description: 'A page of messages.',
          mediaType: 'application/json',
          form: { name: 'Deliveries', schema: deliveriesResponseSchema },
        },
      ],
      problems: [],
    },
    (call) => {
      const { limit = pageLimitDefault, ...rest } = call.query;
      return answerFromStore(
        call,
        administration && (() => administration.inbox.list({ ...rest, limit })),
        (page) => {
          if (page === undefined) return cursorRefusal;
          return Response.json({
            deliveries: page.messages.map(describeDelivery),
            nextCursor: page.nextCursor,
          } satisfies DeliveriesResponse);
        },
      );
    },
  );
}
