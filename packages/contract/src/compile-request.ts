import { z } from 'zod';
import { formats, targets } from './list-forms.ts';

/** The body of `POST /api/compile` and `POST /api/compile/stream`. */
export const compileRequestSchema = z
  .strictObject({
    configuration: z
      .record(z.string(), z.unknown())
      .describe(
        'A configuration as HostlistCompiler defines it; the compiler’s own parser says what is wrong inside it.',
      ),
    format: z
      .enum(formats)
      .optional()
      .describe('The form of the result; `adblock` where neither this nor a target is named.'),
    target: z
      .enum(targets)
      .optional()
      .describe('The program that is to read the result; its format comes along.'),
    maxRules: z
      .int()
      .min(1)
      .optional()
      .describe('A result with more rules than this is refused as `too-many-rules`.'),
    preFetchedContent: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'Text by source string, used instead of reading that source: rules pasted by hand, sources fetched elsewhere.',
      ),
    analysis: z
      .boolean()
      .optional()
      .describe('Whether the answer tells what became of each source’s lines, and how far sources overlap.'),
    why: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('A domain, a URL or a rule: the answer tells why it is in the list, or is not.'),
  })
  .refine(({ format, target }) => format === undefined || target === undefined, {
    path: ['target'],
    error: 'A target brings its format along, so only one of both may be named',
  });

export type CompileRequest = z.output<typeof compileRequestSchema>;
