import { z } from 'zod';

/** What the compiler has to say about one line of a source. */
export const diagnosticSchema = z.strictObject({
  /** Kebab-case and stable: the kind of finding. */
  code: z.string(),
  /** An `error` lost a rule, a `warning` changed or doubts one, an `info` explains. */
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  /** As the configuration, or the list that includes it, names it. */
  source: z.string(),
  /** 1-based; 0 where the finding is about the whole source. */
  line: z.int().nonnegative(),
  /** 1-based, in UTF-16 units; 0 where the finding is about the whole line. */
  column: z.int().nonnegative(),
  /** What to write instead, where that is known. */
  fix: z.string().optional(),
});

export type DiagnosticEntry = z.output<typeof diagnosticSchema>;
