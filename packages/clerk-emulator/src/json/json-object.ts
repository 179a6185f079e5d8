/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether this is an object of JSON, neither list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
