import type { RefusalCode } from '../formats/refusal.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isAddressLike, labelLengthMax, nameLengthMax } from '../rule/dns-name.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';
import { hasControlCharacter } from './line-faults.ts';

/** Modifiers that only DNS filtering knows (https://adguard-dns.io/kb/general/dns-filtering-syntax/#rule-modifiers). */
const dnsModifiers: ReadonlySet<string> = new Set(['dnsrewrite', 'dnstype', 'client', 'ctag', '~important']);

/**
 * What ad blockers that look at addresses of pages do not take from a list, or would read otherwise: rules that are made
 * for DNS filtering. A name that stands alone blocks more there than the name: uBlock Origin takes it for the name and
 * what lies below it, AdGuard for a piece of text.
 */
export function checkBrowserRule(line: string): RefusalCode | undefined {
  if (hasControlCharacter(line)) return 'control-character';
  const text = line.trim();
  if (isHostsRule(text.toLowerCase())) return 'exact-name';
  if (isAddressLike(text)) return 'ip-address';
  if (findCosmeticBody(text) !== -1) return undefined;
  const { pattern, options = '' } = parseNetworkRule(text);
  const names = parseOptions(options).map(({ name }) => name);
  if (names.some((name) => dnsModifiers.has(name))) return 'unknown-modifier';
  // In a browser it needs to be told for which pages it holds.
  if (names.includes('denyallow') && !names.includes('domain') && !names.includes('from')) return 'modifier';
  if (/^[\w-]+(?:\.[\w-]+)+\.?$/.test(pattern) || /^\|[\w.-]+\^?\|?$/.test(pattern)) return 'exact-name';
  const name = /^\|\|([^*^|/:]+)\^/.exec(pattern)?.[1] ?? '';
  return name.length > nameLengthMax || name.split('.').some((label) => label.length > labelLengthMax)
    ? 'invalid-name'
    : undefined;
}
