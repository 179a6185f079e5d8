import { z } from 'zod';
import { diagnosticSchema } from './diagnostic.ts';

const count = z.int().nonnegative();

/** `sha256:` and the hexadecimal SHA-256 of the rules below the list's header. */
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const sourceStatisticsSchema = z.strictObject({
  source: z.string(),
  name: z.string().optional(),
  lineCount: count,
  byteCount: count,
  fileCount: count,
  status: z
    .enum(['read', 'skipped', 'last-good'])
    .describe('Whether it was read, left out because it failed, or taken as it was when it was last good.'),
});

export const statisticsSchema = z.strictObject({
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

/** Rules of one kind that the format or target cannot say, and which are therefore not in the list. */
export const refusedRulesSchema = z.strictObject({
  code: z.string().describe('Kebab-case and stable: the reason.'),
  message: z.string(),
  count,
  examples: z.array(z.string()).max(5),
});

/** What became of the lines of one source: `rules` is the sum of the six counts that follow it. */
const sourceAnalysisSchema = z.strictObject({
  rules: count,
  kept: count,
  duplicate: count,
  redundant: count,
  invalid: count,
  excluded: count,
  notIncluded: count,
  comments: count,
  blank: count,
  unique: count.describe('Rules of the result that no other source has.'),
});

export const analysisSchema = z.strictObject({
  sources: z.array(sourceAnalysisSchema).describe('In the order of `configuration.sources`.'),
  overlap: z
    .array(z.array(count))
    .describe(
      '`overlap[i][j]`: distinct rules of source i that source j has too; `overlap[i][i]`: all distinct rules of i.',
    ),
});

const levelSchema = z.enum(['source', 'list']);
const rule = z.string();

/** What became of a line that is about what was asked for. */
const lineOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kept'), rule }),
  /** An equal rule stands for it. */
  z.strictObject({ kind: z.literal('duplicate'), rule }),
  /** A rule for a parent domain, `by`, covers it. */
  z.strictObject({ kind: z.literal('redundant'), rule, by: z.string() }),
  z.strictObject({ kind: z.literal('invalid'), rule, fault: z.string(), message: z.string() }),
  z.strictObject({ kind: z.literal('excluded'), level: levelSchema }),
  z.strictObject({ kind: z.literal('not-included'), level: levelSchema }),
  /** A line in the syntax of other software that blocks nothing. */
  z.strictObject({ kind: z.literal('not-blocking') }),
  z.strictObject({ kind: z.literal('comment') }),
]);

/** Why a domain or a rule is in the list, or is not. */
export const explanationSchema = z.strictObject({
  query: z
    .string()
    .describe('What was asked for: a rule as it stands, or a domain in lower case and punycode.'),
  kind: z.enum(['domain', 'rule']),
  /** Rules of the result, before it is written in a format, that decide about it or name it. */
  rules: z.array(z.strictObject({ rule, effect: z.enum(['blocks', 'allows', 'names']) })),
  /** Lines of sources that are about it, at most 200. */
  lines: z.array(
    z.strictObject({
      source: count.describe('Index in `configuration.sources`.'),
      file: z.string(),
      line: count,
      text: z.string(),
      /** What transformations did to it, in order; `recognition` is the reading of other software's syntax. */
      steps: z.array(
        z.strictObject({
          level: levelSchema,
          transformation: z.string(),
          before: z.string(),
          after: z.array(z.string()),
        }),
      ),
      outcomes: z.array(lineOutcomeSchema),
    }),
  ),
  linesDropped: count.describe('Lines beyond those listed.'),
});

/** What the answers of a compile have in common, whether they come as one or as events. */
export const compileSummaryFields = {
  ruleCount: count,
  digest: digestSchema,
  statistics: statisticsSchema,
  diagnosticsDropped: count.describe('Diagnostics beyond those listed.'),
  refused: z.array(refusedRulesSchema),
  analysis: analysisSchema.optional().describe('Only where the request asked for it.'),
  explanation: explanationSchema.optional().describe('Only where the request asked `why`.'),
};

/** The JSON answer of `POST /api/compile`. */
export const compileResponseSchema = z.strictObject({
  list: z.string(),
  diagnostics: z.array(diagnosticSchema),
  ...compileSummaryFields,
});

export type CompileResponse = z.output<typeof compileResponseSchema>;
