import type { RefusalCode } from '../formats/refusal.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const controlCharacter = /[\x00-\x08\x0a-\x1f\x7f\ufeff]/;

/** Control characters but the tab, and byte order marks. */
export function hasControlCharacter(line: string): boolean {
  return controlCharacter.test(line);
}

/** A check of lines that all have to have one form. */
export function requireForm(form: RegExp): (line: string) => RefusalCode | undefined {
  return (line) => (form.test(line) ? undefined : 'rule-syntax');
}

/** `name` or `_sub.name`, in lower case. */
export const nameForm = '[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*';
