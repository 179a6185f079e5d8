import { z } from 'zod';
import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts';
import { tiers } from './tier.ts';

const problemCodes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]];

/** One thing wrong with what was sent, with the place where it stands. */
export const faultSchema = z.strictObject({
  pointer: z
    .string()
    .regex(/^(\/.*)?$/s)
    .describe('JSON Pointer (RFC 6901) into the request body; empty for the body as a whole.'),
  detail: z.string().min(1).describe('What is wrong, in one sentence.'),
  fix: z.string().min(1).optional().describe('What to write instead, where that is known.'),
  source: z.string().optional().describe('The source in which it stands, where it is not the body itself.'),
  line: z.int().positive().optional().describe('1-based line in that source.'),
});

/** The limit that was exceeded. */
export const exceededLimitSchema = z.strictObject({
  name: z.enum([
    'sourcesMax',
    'inputBytesMax',
    'bodyBytesMax',
    'maxRules',
    'requestsPerMinute',
    'activeKeysMax',
  ]),
  tier: z.enum(tiers).optional().describe('The tier whose limit it is; absent where it holds for everybody.'),
  max: z.int().nonnegative(),
  actual: z.int().nonnegative().optional().describe('What was asked for, where it is known.'),
});

/** A problem as `application/problem+json` (RFC 9457): the one form in which the API refuses or fails. */
export const problemSchema = z.strictObject({
  type: z.string().min(1),
  title: z.string().min(1),
  status: z.int().min(400).max(599),
  detail: z.string().min(1),
  code: z.enum(problemCodes),
  requestId: z.string().min(1),
  errors: z.array(faultSchema).min(1).optional(),
  limit: exceededLimitSchema.optional(),
});

export type Fault = z.output<typeof faultSchema>;
export type ExceededLimit = z.output<typeof exceededLimitSchema>;
export type Problem = z.output<typeof problemSchema>;
