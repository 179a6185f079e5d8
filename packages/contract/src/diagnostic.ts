import { z } from 'zod';

/** What the compiler has to say about one line of a source. */
export const diagnosticSchema = z.strictObject({
  code: z.string().describe('Kebab-case and stable: the kind of finding.'),
  severity: z
    .enum(['error', 'warning', 'info'])
    .describe('An `error` lost a rule, a `warning` changed or doubts one, an `info` explains.'),
  message: z.string(),
  source: z.string().describe('As the configuration, or the list that includes it, names it.'),
  line: z.int().nonnegative().describe('1-based; 0 where the finding is about the whole source.'),
  column: z
    .int()
    .nonnegative()
    .describe('1-based, in UTF-16 units; 0 where the finding is about the whole line.'),
  fix: z.string().optional().describe('What to write instead, where that is known.'),
});

export type DiagnosticEntry = z.output<typeof diagnosticSchema>;
