import { z } from 'zod';
import { diagnosticSchema } from './diagnostic.ts';
import { targets } from './list-forms.ts';

const count = z.int().nonnegative();

/** The JSON body of `POST /api/validate`; the text may also be sent by itself as `text/plain`. */
export const validateRequestSchema = z.strictObject({
  text: z.string(),
  /** The program that is to read the text as it is: what that takes counts, and not what a DNS blocker in general does. */
  target: z.enum(targets).optional(),
});

/** The answer of `POST /api/validate`. */
export const validateResponseSchema = z.strictObject({
  lineCount: count,
  ruleCount: count,
  /** Lines by what they are. */
  counts: z.strictObject({
    network: count,
    cosmetic: count,
    hosts: count,
    domain: count,
    other: count,
    comment: count,
    blank: count,
    invalid: count,
  }),
  diagnostics: z.array(diagnosticSchema),
  diagnosticsDropped: count.describe('Diagnostics beyond those listed.'),
});

export type ValidateRequest = z.output<typeof validateRequestSchema>;
export type ValidateResponse = z.output<typeof validateResponseSchema>;
