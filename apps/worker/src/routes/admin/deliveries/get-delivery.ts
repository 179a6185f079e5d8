import { deliveryDetailSchema } from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import type { Route } from '../../../http/route.ts';
import { describeDeliveryDetail } from '../../../webhooks/clerk/describe-delivery.ts';

/** `GET /api/admin/deliveries/{id}`: one message of the webhook, and what it said. */
export function createGetDeliveryRoute(administration: Administration | undefined): Route {
  return {
    method: 'GET',
    path: '/api/admin/deliveries/{id}',
    summary: 'Look at one message of the webhook',
    description:
      'With what it said: metadata that is not public, passwords, tokens and the like are masked, and e-mail addresses in part.',
    credential: 'required',
    authority: 'row-alone',
    tier: 'admin',
    scope: null,
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'The message.',
        mediaType: 'application/json',
        form: { name: 'DeliveryDetail', schema: deliveryDetailSchema },
      },
    ],
    problems: ['not-found'],
    handle: (call) => {
      const { id = '' } = call.params;
      return answerFromStore(call, administration && (() => administration.inbox.find(id)), (delivery) =>
        delivery === undefined
          ? { code: 'not-found', detail: 'No message of this id is remembered.' }
          : Response.json(describeDeliveryDetail(delivery)),
      );
    },
  };
}
