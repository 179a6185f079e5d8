import type { Fault } from '@bloqr/contract';
import type { PageProblem } from '../compilation/compile-events.ts';
import { countOf, fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/**
 * Reads `application/problem+json`. A body that is none becomes a problem too, for something has to be said.
 *
 * @param value the parsed body
 * @param status of the answer
 */
export function readProblem(value: unknown, status: number): PageProblem {
  const fields = fieldsOf(value);
  const code = textOf(fields.code);
  const type = textOf(fields.type);
  return {
    code,
    page: /^\/errors#[a-z0-9-]+$/.test(type) ? type : undefined,
    title: textOf(fields.title) || `The service answered with status ${status}`,
    status: countOf(fields.status) || status,
    detail: textOf(fields.detail) || 'It did not say why. Try again; if it stays, tell whoever runs it.',
    requestId: textOf(fields.requestId),
    faults: listOf(fields.errors).map(readFault),
  };
}

function readFault(value: unknown): Fault {
  const { pointer, detail, fix, source, line } = fieldsOf(value);
  return {
    pointer: textOf(pointer),
    detail: textOf(detail),
    ...(typeof fix === 'string' && { fix }),
    ...(typeof source === 'string' && { source }),
    ...(typeof line === 'number' && { line: countOf(line) }),
  };
}
