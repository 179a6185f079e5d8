import { ClerkError, typeEntry, unknownEntry, unprocessable } from '../http/clerk-error.ts';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';

/** The three kinds of metadata that a user has. */
export interface Metadata {
  readonly public_metadata: JsonObject | null;
  readonly private_metadata: JsonObject | null;
  readonly unsafe_metadata: JsonObject | null;
}

const names = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const;

/** Each of the three. Source: https://clerk.com/docs/guides/users/extending */
const metadataBytesMax = 8192;

/**
 * Merges `patch` into `metadata`, object by object: null takes a key away at any depth, lists and all else are replaced.
 * A kind that `patch` does not name stays as it is.
 *
 * @throws ClerkError 422 for what is no object, another key, or more than 8 KB
 */
export function mergeMetadata(metadata: Metadata, patch: JsonObject): Metadata {
  const given = readKinds(patch);
  return checkSizes({
    ...metadata,
    ...Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) =>
        // The whole kind as null says nothing about its keys.
        value === null ? [] : [[name, mergeObject(metadata[readName(name)] ?? {}, value)]],
      ),
    ),
  });
}

/** Replaces the kinds that `replacement` names; null is kept as null. Throws as `mergeMetadata` does. */
export function replaceMetadata(metadata: Metadata, replacement: JsonObject): Metadata {
  return checkSizes({ ...metadata, ...readKinds(replacement) });
}

function readName(name: string): (typeof names)[number] {
  const known = names.find((candidate) => candidate === name);
  if (known === undefined) throw new ClerkError(422, [unknownEntry(name)]);
  return known;
}

function readKinds(body: JsonObject): Partial<Record<(typeof names)[number], JsonObject | null>> {
  const entries = Object.entries(body).map(([name, value]) => {
    const known = readName(name);
    if (value !== null && !isJsonObject(value)) throw new ClerkError(422, [typeEntry(name, 'object')]);
    return [known, value] as const;
  });
  return Object.fromEntries(entries);
}

/** `Object.fromEntries` sets own properties only, so that a key `__proto__` is a key like others. */
function mergeObject(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const old = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isJsonObject(value)) merged.set(key, mergeObject(isJsonObject(old) ? old : {}, value));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

function checkSizes(metadata: Metadata): Metadata {
  for (const name of names) {
    if (new TextEncoder().encode(JSON.stringify(metadata[name])).length <= metadataBytesMax) continue;
    throw unprocessable(
      name,
      'form_param_exceeds_allowed_size',
      'exceeds allowed size',
      `${name} exceeds the maximum allowed size of ${metadataBytesMax} bytes.`,
    );
  }
  return metadata;
}
