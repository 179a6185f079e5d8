import type { NameRule } from '../rule/name-rule.ts';
import { NameIndex } from './name-index.ts';
import { readNameRules } from './read-name-rules.ts';

/** Rules that act on other rules of the same list. */
export interface Exceptions {
  /** Rules by their text that a rule with `badfilter` switches off. */
  readonly disabled: ReadonlySet<string>;
  /** What exceptions allow and no important rule blocks all the same. */
  readonly allowed: NameIndex;
  /** What important exceptions allow, whatever blocks it. */
  readonly allowedFirmly: NameIndex;
  /** Every name that lies above one of `allowed`. */
  readonly parents: ReadonlySet<string>;
}

/** By a glance; without `.*`, which would be tried from every `$` of a line. */
const mayActOnOthers = /^@@|badfilter|important/;

/** Finds the rules of a list that act on others. Its memory grows with the number of those. */
export function findExceptions(lines: Iterable<string>): Exceptions {
  const disabled = new Set<string>();
  const found: [text: string, rule: NameRule][] = [];
  for (const line of lines) {
    const text = line.trim();
    if (!mayActOnOthers.test(text)) continue;
    for (const reading of readNameRules(text)) {
      if (reading.kind === 'disabled') disabled.add(reading.rule);
      else if (reading.kind === 'rule') found.push([text, reading.rule]);
    }
  }
  const inForce = found.filter(([text]) => !disabled.has(text)).map(([, rule]) => rule);
  const allowedFirmly = new NameIndex();
  const blockedFirmly = new NameIndex();
  const allowed = new NameIndex();
  for (const { action, isImportant, name, scope } of inForce) {
    if (action === 'allow' && isImportant) allowedFirmly.add(name, scope);
  }
  for (const { action, isImportant, name, scope } of inForce) {
    const left = allowedFirmly.remainderOf(name, scope);
    if (action === 'block' && isImportant && left !== undefined) blockedFirmly.add(name, left);
  }
  for (const { action, isImportant, name, scope } of inForce) {
    if (action === 'block') continue;
    const left = isImportant ? scope : blockedFirmly.remainderOf(name, scope);
    if (left !== undefined) allowed.add(name, left);
  }
  return { disabled, allowed, allowedFirmly, parents: allowed.parents() };
}
