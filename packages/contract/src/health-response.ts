import { z } from 'zod';

/** How one part is; a part that fails says why in one stable word. */
export const partHealthSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ok') }),
  z.strictObject({
    status: z.literal('failing'),
    reason: z.enum(['misconfigured', 'missing', 'timeout', 'error', 'wrong-result']),
  }),
]);

/**
 * How far our accounts are from those of the provider, in numbers alone. Nothing here makes the service fail: without any
 * event for a day there may have been none.
 */
export const identityHealthSchema = z.strictObject({
  lastEventAgeSeconds: z
    .int()
    .nullable()
    .describe('Since the last event was taken; null where none is known.'),
  lastEventLagMs: z.int().nullable().describe('From when that happened to when it was taken.'),
  lastSweepAgeSeconds: z.int().nullable().describe('Since the last full comparison was finished.'),
  drift: z
    .int()
    .nullable()
    .describe('By how many users comparisons found the two sides apart since the full one before that.'),
  keySetAgeSeconds: z
    .int()
    .nullable()
    .describe(
      'Since the keys of the issuer that are kept for everywhere were fetched: about an hour at most while people sign in, null where there are none or they are older than a day.',
    ),
});

/** The answer of `GET /api/health`, the same form with status 200 and 503. */
export const healthResponseSchema = z.strictObject({
  status: z.enum(['ok', 'failing']),
  parts: z.strictObject({
    configuration: partHealthSchema,
    database: partHealthSchema,
    compiler: partHealthSchema,
  }),
  identity: identityHealthSchema
    .exactOptional()
    .describe('Only where Clerk is set up and the database answers.'),
});

export type PartHealth = z.output<typeof partHealthSchema>;
export type IdentityHealth = z.output<typeof identityHealthSchema>;
export type HealthResponse = z.output<typeof healthResponseSchema>;
