import { ClerkError, valueEntry } from '../http/clerk-error.ts';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';

/** Unsafe metadata comes as JSON within a form. @throws ClerkError 422 for what is no object */
export function readMetadata(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json);
    if (isJsonObject(value)) return value;
  } catch {
    // Refused like JSON that is no object.
  }
  throw new ClerkError(422, [valueEntry('unsafe_metadata', 'unsafe_metadata must be a valid JSON object.')]);
}
