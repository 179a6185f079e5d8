import {
  type AdminReason,
  adminBodyBytesMax,
  adminReasonSchema,
  type ReplayResponse,
  replayResponseSchema,
} from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { actorGone } from '../../../administration/describe-change.ts';
import { readAct } from '../../../administration/read-act.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';
import { describeDelivery } from '../../../webhooks/clerk/describe-delivery.ts';

/** `POST /api/admin/deliveries/{id}/replay`: carries out a message again. */
export function createReplayDeliveryRoute(administration: Administration | undefined): Route {
  return defineBodyRoute<AdminReason>(
    {
      method: 'POST',
      path: '/api/admin/deliveries/{id}/replay',
      summary: 'Carry out a message again',
      description:
        'What is kept of the message goes through the same rules as when it came: what is not newer than the row changes nothing, and nobody deleted comes back. It can be repeated.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'AdminReason',
        schema: adminReasonSchema,
        bytesMax: adminBodyBytesMax,
        example: { reason: 'the instance id was set wrongly' },
      },
      answers: [
        {
          status: 200,
          description: 'What came of it.',
          mediaType: 'application/json',
          form: { name: 'ReplayResponse', schema: replayResponseSchema },
        },
      ],
      problems: ['not-found', 'body-not-kept'],
    },
    (call) => {
      const { id = '' } = call.params;
      const act = readAct(call, call.body.reason);
      return answerFromStore(call, administration && (() => administration.replay(id, act)), (replay) => {
        switch (replay.kind) {
          case 'replayed': {
            const { outcome, message } = replay;
            return Response.json({ outcome, delivery: describeDelivery(message) } satisfies ReplayResponse);
          }
          case 'unknown':
            return { code: 'not-found', detail: 'No message of this id is remembered.' };
          case 'actor-gone':
            return actorGone;
          case 'body-not-kept':
            return {
              code: 'body-not-kept',
              detail: 'What this message said is not kept, so it cannot be carried out.',
            };
        }
      });
    },
  );
}
