export type Directive = 'if' | 'else' | 'endif' | 'include';

const exclamationMark = 0x21;
const hash = 0x23;
const names: readonly Directive[] = ['if', 'else', 'endif', 'include'];

/**
 * Which directive the line `bytes[start, end)` is, if any: `!#` at its very start and the name right behind, whatever
 * follows (`!#ifdef` counts as `!#if`). Everything else with `!#`, such as `!#safari_cb_affinity`, is a comment.
 */
export function directiveOf(bytes: Uint8Array, start: number, end: number): Directive | undefined {
  if (end - start < 4 || bytes[start] !== exclamationMark || bytes[start + 1] !== hash) return undefined;
  return names.find((name) => startsWithAscii(bytes, start + 2, end, name));
}

/** Where the text behind the directive's name starts, counted from the start of the line. */
export function argumentOffset(directive: Directive): number {
  return 2 + directive.length;
}

function startsWithAscii(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}
