import { z } from 'zod';
import { compileSummaryFields } from './compile-response.ts';
import { diagnosticSchema } from './diagnostic.ts';
import { problemSchema } from './problem.ts';

const count = z.int().nonnegative();

/** What a compile does one after the other: read the sources, settle what stays, write the list. */
export const compileStages = ['reading', 'settling', 'writing'] as const;

/**
 * The events of `POST /api/compile/stream` by name, each with the form of its data. `done` or `problem` is the last
 * one; a stream that ends with neither was cut off.
 */
export const compileEventSchemas = {
  stage: z.strictObject({ stage: z.enum(compileStages) }),
  source: z.discriminatedUnion('status', [
    z.strictObject({ index: count, source: z.string(), status: z.literal('started') }),
    z.strictObject({
      index: count,
      source: z.string(),
      status: z.literal('finished'),
      lineCount: count,
      byteCount: count,
    }),
  ]),
  diagnostics: z.strictObject({ diagnostics: z.array(diagnosticSchema) }),
  statistics: z.strictObject(compileSummaryFields),
  /** A piece of the list; joined in order, the pieces are the list. */
  list: z.strictObject({ text: z.string() }),
  done: z.strictObject({}),
  problem: problemSchema,
} as const;

export type CompileEventName = keyof typeof compileEventSchemas;

/** One event: its name and its data. */
export type CompileEvent = {
  [Name in CompileEventName]: {
    readonly event: Name;
    readonly data: z.output<(typeof compileEventSchemas)[Name]>;
  };
}[CompileEventName];
