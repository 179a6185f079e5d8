import type { z } from 'zod';
import {
  ClerkError,
  contentTypeUnsupported,
  missingEntry,
  requestBodyInvalid,
  valueEntry,
} from '../http/clerk-error.ts';
import type { FrontendContext } from './frontend-env.ts';

const bodyBytesMax = 100_000;
const formType = 'application/x-www-form-urlencoded';

/**
 * The parameters of a change: a form, as clerk-js sends it, or none. An empty value counts as left out, since clerk-js
 * writes null so. Parameters that `schema` does not know are passed over: clerk-js sends some for features that are not here.
 *
 * @throws ClerkError 400 for a body over 100 kB, 415 for another content type, 422 with one entry for each fault
 */
export async function readParameters<Schema extends z.ZodType>(
  c: FrontendContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text();
  if (text.length > bodyBytesMax) throw requestBodyInvalid();
  const contentType = c.req.header('Content-Type') ?? '';
  if (text !== '' && !contentType.toLowerCase().startsWith(formType)) {
    throw contentTypeUnsupported(contentType, formType);
  }
  const given = Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ClerkError(
    422,
    result.error.issues.map(({ path, message }) => {
      const param = String(path[0] ?? 'body');
      return given[param] === undefined ? missingEntry(param) : valueEntry(param, `${param}: ${message}`);
    }),
  );
}
