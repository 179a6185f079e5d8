import type { Fault } from '@bloqr/contract';
import type { z } from 'zod';

/** Faults listed at most; a body can be wrong in as many places as it has. */
const faultsMax = 100;

/** What a schema found wrong, each with a JSON Pointer to its place. */
export function listSchemaFaults(error: z.ZodError): Fault[] {
  return error.issues.slice(0, faultsMax).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ pointer: toPointer(issue.path), detail: `${issue.message}.` }];
    return issue.keys.slice(0, faultsMax).map((key) => ({
      pointer: toPointer([...issue.path, key]),
      detail: 'This field is not known.',
      fix: 'Leave it out.',
    }));
  });
}

/** RFC 6901. */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
