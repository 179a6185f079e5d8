/** A value as `JSON.parse` gives it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: JsonValue;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An object, and the text that it is written in. */
export interface JsonText {
  readonly object: JsonObject;
  readonly text: string;
}

/** The object that is written in `bytes`; undefined where they are not UTF-8, not JSON or not an object. */
export function parseJsonObject(bytes: Uint8Array): JsonText | undefined {
  try {
    const text = decoder.decode(bytes);
    const object: JsonValue = JSON.parse(text);
    return isJsonObject(object) ? { object, text } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The object that is written in `bytes`; undefined also where it is nested deeper than `depthMax`, or where an object has two
 * members of one name, at any depth.
 */
export function parseStrictJson(bytes: Uint8Array, depthMax: number): JsonObject | undefined {
  const json = parseJsonObject(bytes);
  return json !== undefined && isUnambiguous(json.text, depthMax) ? json.object : undefined;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own member of this name, never one that it inherits. */
export function readMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A string, or a sign that objects and arrays are made of. Between them are blanks, colons, numbers and words. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/**
 * Whether a text that is known to be JSON can be read in one way only: no object in it has two members of one name, of which
 * one reader takes the first and another the last (RFC 8259, section 4; RFC 7515, section 4), and it is nested `depthMax` deep at
 * most. It keeps its own stack, so that depth costs no stack of calls.
 */
export function isUnambiguous(text: string, depthMax: number): boolean {
  /** The names so far in each object around this place; null for arrays. */
  const open: (Set<string> | null)[] = [];
  let isNameNext = false;
  for (const [piece] of text.matchAll(token)) {
    switch (piece) {
      case '{':
      case '[':
        if (open.length === depthMax) return false;
        isNameNext = piece === '{';
        open.push(isNameNext ? new Set() : null);
        break;
      case '}':
      case ']':
        open.pop();
        isNameNext = false;
        break;
      case ',':
        isNameNext = open.at(-1) !== null;
        break;
      default:
        if (isNameNext) {
          // Escapes are undone first: "sub" and "\u0073ub" are one name.
          const name = piece.includes('\\') ? String(JSON.parse(piece)) : piece.slice(1, -1);
          const names = open.at(-1);
          if (names?.has(name)) return false;
          names?.add(name);
          isNameNext = false;
        }
    }
  }
  return true;
}
