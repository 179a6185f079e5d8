import type { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';
import {
  ClerkError,
  type ClerkErrorEntry,
  contentTypeUnsupported,
  missingEntry,
  requestBodyInvalid,
  typeEntry,
  unknownEntry,
  valueEntry,
} from './clerk-error.ts';
import type { EmulatorContext } from './emulator-env.ts';

/** Metadata may have 8 KB three times, and lists of identifiers are short. */
const bodyBytesMax = 1_000_000;

/**
 * The body of a request, as `schema` describes it. No body at all counts as `{}`, as the SDK sends none where it has
 * nothing to say.
 *
 * @throws ClerkError 400 for what is no JSON object, 415 for another content type, 422 with one entry for each fault
 */
export async function readBody<Schema extends z.ZodType>(
  c: EmulatorContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text();
  if (text.length > bodyBytesMax) throw requestBodyInvalid();
  if (text !== '') checkContentType(c.req.header('Content-Type'));
  const body = text === '' ? {} : parseJsonObject(text);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ClerkError(
    422,
    result.error.issues.flatMap((issue) => describeIssue(issue, body)),
  );
}

function checkContentType(contentType: string | undefined): void {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw contentTypeUnsupported(contentType ?? '');
}

function parseJsonObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Refused like JSON that is no object.
  }
  throw requestBodyInvalid();
}

function describeIssue(issue: z.core.$ZodIssue, body: JsonObject): ClerkErrorEntry[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownEntry);
  const param = String(issue.path[0] ?? 'body');
  if (body[param] === undefined) return [missingEntry(param)];
  if (issue.code === 'invalid_type') return [typeEntry(issue.path.join('.') || param, issue.expected)];
  return [valueEntry(param, `${param} is invalid: ${issue.message}`)];
}
