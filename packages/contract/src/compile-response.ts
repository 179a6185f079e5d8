import { z } from 'zod';

const count = z.int().nonnegative();

/** `sha256:` and the hexadecimal SHA-256 of the rules below the list's header. */
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const diagnosticSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  source: z.string(),
  line: count,
  column: count,
});

const sourceStatisticsSchema = z.strictObject({
  source: z.string(),
  name: z.string().optional(),
  lineCount: count,
  byteCount: count,
  fileCount: count,
});

const statisticsSchema = z.strictObject({
  sources: z.array(sourceStatisticsSchema),
  linesRead: count,
  ruleCount: count,
  lineCount: count,
  removed: z.strictObject({
    excluded: count,
    notIncluded: count,
    comments: count,
    blank: count,
    duplicate: count,
    redundant: count,
    invalid: count,
  }),
});

/** The JSON answer of `POST /api/compile`. */
export const compileResponseSchema = z.strictObject({
  list: z.string(),
  ruleCount: count,
  digest: digestSchema,
  statistics: statisticsSchema,
  diagnostics: z.array(diagnosticSchema),
  /** Diagnostics beyond those listed. */
  diagnosticsDropped: count,
});

export type CompileResponse = z.output<typeof compileResponseSchema>;
