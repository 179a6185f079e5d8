import { z } from 'zod';
import { webhookOutcomes } from './message-outcome.ts';

/** The answer of `POST /api/webhooks/clerk`. */
export const webhookResponseSchema = z.strictObject({
  outcome: z
    .enum(webhookOutcomes)
    .describe(
      '`applied`: written. `repeated`: it had come before. `stale`: a newer one had come before. `deleted`: its user had been deleted before. `ignored`: of a type that is not asked for. `other-instance`: of another instance of Clerk. `unusable`: kept as a dead letter.',
    ),
});

export type WebhookResponse = z.output<typeof webhookResponseSchema>;
