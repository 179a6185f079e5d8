import { type WebhookResponse, webhookResponseSchema } from '@bloqr/contract';
import type { Route } from '../../http/route.ts';
import type { ProblemReport } from '../../lib/problem-report.ts';
import { readBytes } from '../../lib/read-bytes.ts';
import type { ReceiveDelivery, Reception } from '../../webhooks/clerk/receive-delivery.ts';

/** Svix recommends less than 20 KB; Clerk's largest users, with 8 KB in each of their metadata, stay below 64. */
const bodyBytesMax = 256 * 1024;
/** Svix tries again by its own schedule; this is the least it should wait. */
const retryAfterSeconds = 5;

/**
 * `POST /api/webhooks/clerk`: what Clerk tells of its users. 200 means that a message has been dealt with for good, also
 * where nothing was to do; anything else makes Svix send it again.
 */
export function createClerkWebhookRoute(receive: ReceiveDelivery): Route {
  return {
    method: 'POST',
    path: '/api/webhooks/clerk',
    // Its address is configured at Clerk by hand, and has to fit exactly: Svix follows no redirect.
    isTrailingSlashTaken: true,
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'webhook',
    summary: 'Take an event from Clerk',
    description:
      'The body is an event of Clerk, signed by Svix (`svix-id`, `svix-timestamp`, `svix-signature`). `user.created` and `user.updated` write the user’s row, `user.deleted` removes it together with its API keys; other types are acknowledged and ignored.',
    answers: [
      {
        status: 200,
        description: 'The message is genuine and has been dealt with, also where nothing was to do.',
        mediaType: 'application/json',
        form: { name: 'WebhookResponse', schema: webhookResponseSchema },
      },
    ],
    problems: [
      'webhook-headers-missing',
      'webhook-signature-invalid',
      'payload-too-large',
      'webhooks-not-configured',
      'unavailable',
    ],
    handle: async ({ request, waitUntil }) => {
      const reception = await receive({
        headers: request.headers,
        readBody: () => readBytes(request.body, bodyBytesMax),
        waitUntil,
      });
      if (reception.kind !== 'taken') return describeRefusal(reception);
      return Response.json({ outcome: reception.outcome } satisfies WebhookResponse);
    },
  };
}

/** Which check a signature has failed is not told. */
function describeRefusal({ kind }: Exclude<Reception, { kind: 'taken' }>): ProblemReport {
  switch (kind) {
    case 'malformed':
      return {
        code: 'webhook-headers-missing',
        detail: 'svix-id, svix-timestamp or svix-signature is missing or does not have its form.',
      };
    case 'not-genuine':
      return { code: 'webhook-signature-invalid', detail: 'The message is not accepted as genuine.' };
    case 'too-large':
      return {
        code: 'payload-too-large',
        detail: `The body has more than ${bodyBytesMax} bytes.`,
        limit: { name: 'bodyBytesMax', max: bodyBytesMax },
      };
    case 'not-configured':
      return {
        code: 'webhooks-not-configured',
        detail: 'This service has no signing secret that webhooks could be checked with.',
        retryAfterSeconds,
      };
    case 'unavailable':
      return {
        code: 'unavailable',
        detail: 'The message cannot be kept right now; send it again.',
        retryAfterSeconds,
      };
  }
}
