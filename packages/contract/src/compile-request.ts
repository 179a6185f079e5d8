import { z } from 'zod';

/** The output formats. */
export const formats = ['adblock'] as const;

export type Format = (typeof formats)[number];

/** The body of `POST /api/compile`. */
export const compileRequestSchema = z.strictObject({
  /** A configuration as HostlistCompiler defines it; the compiler's own parser says what is wrong inside it. */
  configuration: z.record(z.string(), z.unknown()),
  /** The form of the result; `adblock` where it is left out. */
  format: z.enum(formats).optional(),
  /** Text by source string, used instead of reading that source: rules pasted by hand, sources fetched elsewhere. */
  preFetchedContent: z.record(z.string(), z.string()).optional(),
});

export type CompileRequest = z.output<typeof compileRequestSchema>;
