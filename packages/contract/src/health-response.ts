import { z } from 'zod';

/** How one part is; a part that fails says why in one stable word. */
export const partHealthSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ok') }),
  z.strictObject({
    status: z.literal('failing'),
    reason: z.enum(['misconfigured', 'missing', 'timeout', 'error', 'wrong-result']),
  }),
]);

/** The answer of `GET /api/health`, the same form with status 200 and 503. */
export const healthResponseSchema = z.strictObject({
  status: z.enum(['ok', 'failing']),
  parts: z.strictObject({
    configuration: partHealthSchema,
    database: partHealthSchema,
    compiler: partHealthSchema,
  }),
});

export type PartHealth = z.output<typeof partHealthSchema>;
export type HealthResponse = z.output<typeof healthResponseSchema>;
