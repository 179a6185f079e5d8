/** A value as `JSON.parse` gives it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: JsonValue;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The object that is written in `bytes`; undefined where they are not UTF-8, not JSON, not an object, nested deeper than
 * `depthMax`, or where an object has two members of one name, at any depth: of those, one reader takes the first and
 * another the last (RFC 8259, section 4; RFC 7515, section 4).
 */
export function parseStrictJson(bytes: Uint8Array, depthMax: number): JsonObject | undefined {
  try {
    const text = decoder.decode(bytes);
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) && hasDistinctNames(text, depthMax) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own member of this name, never one that it inherits. */
export function readMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Goes over a text that is known to be JSON. It keeps its own stack, so that depth costs no stack of calls. */
function hasDistinctNames(text: string, depthMax: number): boolean {
  /** The names so far in each object around this place; null for arrays. */
  const open: (Set<string> | null)[] = [];
  let isNameNext = false;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.length === depthMax) return false;
        isNameNext = text[at] === '{';
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
      case '"': {
        const end = findStringEnd(text, at);
        if (isNameNext) {
          const literal = text.slice(at, end + 1);
          // Escapes are undone first: "sub" and "\u0073ub" are one name.
          const name = literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
          const names = open.at(-1);
          if (names?.has(name)) return false;
          names?.add(name);
          isNameNext = false;
        }
        at = end;
        break;
      }
    }
  }
  return true;
}

/** Where the string that begins at `start` has its closing quotation mark. */
function findStringEnd(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}
