/** Where a text stops being JSON. */
export interface JsonErrorPlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** What stands there, e.g. `unexpected '}'`. */
  readonly detail: string;
  readonly lineText: string;
}

/**
 * Finds the place of the first error in a text that `JSON.parse` refused: its own message gives the place of some
 * errors only.
 */
export function locateJsonError(text: string): JsonErrorPlace {
  const offset = new JsonScanner(text).findError();
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const lineText = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).trimEnd();
  return {
    line: text.slice(0, lineStart).split('\n').length,
    column: offset - lineStart + 1,
    detail: describe(text, offset),
    lineText,
  };
}

function describe(text: string, offset: number): string {
  const character = text.slice(offset, offset + 2).match(/^./su)?.[0];
  if (character === undefined) return 'the text ends too early';
  if (character < ' ' && character !== '\n' && character !== '\r' && character !== '\t') {
    return `unexpected control character ${character.charCodeAt(0)}`;
  }
  if (character < ' ')
    return 'a string must end on the line on which it began (tab and line end are \\t and \\n)';
  const isAfterComma = text.slice(0, offset).trimEnd().endsWith(',');
  if (isAfterComma && (character === '}' || character === ']'))
    return `a comma must not stand before '${character}'`;
  if (character === '/') return 'JSON has no comments';
  return `unexpected '${character}'`;
}

const space = /[ \t\r\n]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// The part of a string that is right; what follows is its closing quote or the error.
const stringStart = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;

class JsonScanner {
  private readonly text: string;
  private offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  findError(): number {
    if (this.skipValue()) this.skip(space);
    return this.offset;
  }

  /** Moves behind a value; false with the offset on the first error. */
  private skipValue(): boolean {
    this.skip(space);
    const first = this.text[this.offset];
    if (first === '"') return this.skipString();
    if (first === '{') return this.skipMembers('}', () => this.skipMember());
    if (first === '[') return this.skipMembers(']', () => this.skipValue());
    return this.skip(scalar);
  }

  private skipMembers(close: string, skipOne: () => boolean): boolean {
    this.offset++;
    this.skip(space);
    if (this.skipCharacter(close)) return true;
    for (;;) {
      if (!skipOne()) return false;
      this.skip(space);
      if (this.skipCharacter(close)) return true;
      if (!this.skipCharacter(',')) return false;
      this.skip(space);
    }
  }

  private skipMember(): boolean {
    if (this.text[this.offset] !== '"' || !this.skipString()) return false;
    this.skip(space);
    return this.skipCharacter(':') && this.skipValue();
  }

  private skipString(): boolean {
    this.skip(stringStart);
    return this.skipCharacter('"');
  }

  private skipCharacter(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text);
    this.offset += found?.[0].length ?? 0;
    return found !== null;
  }
}
