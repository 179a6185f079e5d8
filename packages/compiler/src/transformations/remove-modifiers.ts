import { isComment } from '../rule/comment.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';

/** Modifiers that mean nothing to a DNS blocker and without which the rule blocks the same domain. */
const removed: ReadonlySet<string> = new Set([
  'third-party',
  '3p',
  'document',
  'doc',
  'all',
  'popup',
  'network',
]);

export function isRemovedModifier(name: string): boolean {
  return removed.has(name);
}

/**
 * Removes the modifiers that a DNS blocker can do without. Everything else keeps its text, byte for byte; white space
 * around the line goes.
 */
export function removeModifiers(line: string): string {
  const rule = line.trim();
  if (isComment(rule) || !rule.includes('$') || findCosmeticBody(rule) !== -1) return rule;
  const { isException, pattern, options } = parseNetworkRule(rule);
  if (options === undefined) return rule;
  const kept = parseOptions(options).filter(({ name }) => !isRemovedModifier(name));
  if (kept.length === parseOptions(options).length) return rule;
  const rest = kept.map(({ text }) => text).join(',');
  return `${isException ? '@@' : ''}${pattern}${rest === '' ? '' : `$${rest}`}`;
}
