import { z } from 'zod';
import { messageOutcomes } from './message-outcome.ts';
import { momentSchema } from './moment.ts';
import { pageCursorSchema, pageLimitSchema } from './page.ts';

/** A message that was delivered. */
export const deliverySchema = z.strictObject({
  id: z.string().describe('`svix-id`, the same for every delivery of it.'),
  type: z.string().nullable().describe('Such as `user.updated`; null where the message does not say.'),
  subject: z
    .string()
    .nullable()
    .describe('The id at Clerk of whom it is about; null where nothing was to be done.'),
  outcome: z.enum(messageOutcomes).describe('`unusable`: it is a dead letter.'),
  eventAt: momentSchema.nullable().describe('When it happened, as the message says.'),
  receivedAt: momentSchema.describe('When it first came.'),
  lagMs: z
    .int()
    .nullable()
    .describe(
      'From the one to the other; below 0 where the clocks differ, null where the message has no time.',
    ),
  hasBody: z.boolean().describe('Whether what it said is still kept.'),
});

/** A message together with what it said. */
export const deliveryDetailSchema = deliverySchema.extend({
  bodySha256: z.string().describe('Of the body as it came.'),
  deadLetterReason: z.string().nullable().describe('Why nothing could be made of it.'),
  body: z
    .string()
    .nullable()
    .describe('JSON, laid out, with what is secret in it masked; null where it is not kept or is no JSON.'),
});

/** What `GET /api/admin/deliveries` can be asked for. */
export const deliveriesQuerySchema = z.strictObject({
  outcome: z.enum(messageOutcomes).exactOptional().describe('`unusable` for the dead letters.'),
  type: z.string().min(1).max(100).exactOptional().describe('A type of event as a whole.'),
  user: z.string().min(1).max(128).exactOptional().describe('About this person; our own id or Clerk’s.'),
  cursor: pageCursorSchema.exactOptional(),
  limit: pageLimitSchema.exactOptional(),
});

/** The answer of `GET /api/admin/deliveries`. */
export const deliveriesResponseSchema = z.strictObject({
  deliveries: z.array(deliverySchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Where the next page begins; null on the last.'),
});

/** The answer of `POST /api/admin/deliveries/{id}/replay`. */
export const replayResponseSchema = z.strictObject({
  outcome: z.enum(messageOutcomes).describe('What came of it this time.'),
  delivery: deliverySchema.describe('As it stands now; once `applied`, it stays so.'),
});

export type Delivery = z.output<typeof deliverySchema>;
export type DeliveryDetail = z.output<typeof deliveryDetailSchema>;
export type DeliveriesQuery = z.output<typeof deliveriesQuerySchema>;
export type DeliveriesResponse = z.output<typeof deliveriesResponseSchema>;
export type ReplayResponse = z.output<typeof replayResponseSchema>;
