import { z } from 'zod';
import { accountTiers } from './tier.ts';

/** Bytes of a body with which an administrator changes something. */
export const adminBodyBytesMax = 4096;

/** Why something is done. It stands in the audit for as long as that is kept. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'A reason is one line of text without control characters')
  .describe('Why; kept in the audit, so without anything that must not stay there.');

/** The body of `PATCH /api/admin/users/{id}`. */
export const changeUserRequestSchema = z
  .strictObject({
    tier: z.enum(accountTiers).exactOptional(),
    role: z
      .string()
      .regex(/^[A-Za-z0-9:_-]{1,64}$/, 'A role has 1 to 64 letters, digits, colons, underscores or hyphens')
      .exactOptional()
      .describe('A word of the operator’s own; it decides nothing.'),
    reason: reasonSchema,
  })
  .refine(({ tier, role }) => tier !== undefined || role !== undefined, 'A tier, a role or both are needed');

/** The body of what an administrator does that needs nothing but a reason. */
export const adminReasonSchema = z.strictObject({ reason: reasonSchema });

export type ChangeUserRequest = z.output<typeof changeUserRequestSchema>;
export type AdminReason = z.output<typeof adminReasonSchema>;
