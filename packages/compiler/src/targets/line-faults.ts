import type { RefusalCode } from '../formats/refusal.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';

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

/** The names of a hosts rule; undefined for any other line. `text` is in lower case. */
export function namesOfHostsRule(text: string): readonly string[] | undefined {
  return isHostsRule(text) ? hostsRuleNames(text) : undefined;
}

/**
 * A line as gravity.sh of Pi-hole hands it on: in lower case, without its comment, and without the address of a hosts
 * rule; undefined where that loses a name, because only the last word is taken
 * (https://github.com/pi-hole/pi-hole/blob/master/gravity.sh, gravity_ParseFileIntoDomains).
 */
export function throughGravity(line: string): string | undefined {
  const text = withoutHashComment(line.toLowerCase());
  const names = namesOfHostsRule(text);
  if (names === undefined) return text;
  return names.length === 1 ? names[0] : undefined;
}

export function withoutHashComment(line: string): string {
  const hash = line.indexOf('#');
  return (hash === -1 ? line : line.slice(0, hash)).trim();
}
