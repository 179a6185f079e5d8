import type { z } from 'zod';
import type { ProblemReport } from '../lib/problem-report.ts';
import { listSchemaFaults } from './schema-faults.ts';

/** A parsed query, or what is wrong with it. */
export type ParsedQuery<Query> =
  | { readonly ok: true; readonly value: Query }
  | { readonly ok: false; readonly report: ProblemReport };

/** Reads what stands behind the question mark. A name that comes twice is refused: nobody can say which one was meant. */
export function readQuery<Query>(request: Request, schema: z.ZodType<Query>): ParsedQuery<Query> {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    return refuse([{ pointer: toPointer(repeated), detail: 'This parameter comes more than once.' }]);
  }
  const result = schema.safeParse(Object.fromEntries(searchParams));
  if (result.success) return { ok: true, value: result.data };
  return refuse(listSchemaFaults(result.error));
}

function refuse(errors: NonNullable<ProblemReport['errors']>): {
  readonly ok: false;
  readonly report: ProblemReport;
} {
  return {
    ok: false,
    report: { code: 'invalid-request', detail: 'Parts of the query are not as they should be.', errors },
  };
}

function toPointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
