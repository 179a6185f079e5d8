import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isAddressLike, isDnsName } from '../rule/dns-name.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { convertToAscii } from '../transformations/convert-to-ascii.ts';
import { hasControlCharacter } from './line-faults.ts';
import type { Target } from './target.ts';

/** Versions that read lines into a buffer of this size give up the whole list at a longer one. */
const lineBytesMax = 1024;
/** With any other modifier the rule is ignored. */
const modifiers: ReadonlySet<string> = new Set([
  'client',
  'denyallow',
  'dnstype',
  'dnsrewrite',
  'important',
  'badfilter',
  'ctag',
]);
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)$/;
/** What nearly all rules are. */
const usualRule = /^\|\|(?:[a-z0-9_-]{1,63}\.){1,3}[a-z]{2,63}\^$/;

export const adguardHome: Target = {
  name: 'adguard-home',
  software: 'AdGuard Home',
  versions: '0.107 and later',
  format: 'adblock',
  instructions:
    'Filters > DNS blocklists > Add blocklist > Add a custom list. Paste <address> into the field for the URL and press Save.',
  sources: [
    'https://adguard-dns.io/kb/general/dns-filtering-syntax/',
    'https://github.com/AdguardTeam/AdGuardHome/issues/6003',
    'https://github.com/AdguardTeam/AdGuardHome/blob/master/internal/filtering/rulelist/parser.go',
    'https://github.com/olbat/ut1-blacklists/issues/40',
  ],
  adapt: convertToAscii,
  isHarmfulComment: isTooLong,
  check(line) {
    if (isTooLong(line)) return 'line-too-long';
    if (usualRule.test(line)) return undefined;
    if (hasControlCharacter(line) || isUnprintable(line)) return 'control-character';
    const text = line.trim();
    // It looks for these marks first, in hosts rules too.
    if (findCosmeticBody(text) !== -1 && !isRegularExpression(text)) return 'cosmetic-rule';
    if (isHostsRule(text.toLowerCase())) return checkHostsRule(text.toLowerCase());
    // A line of nothing but an address blocks every answer that has it.
    if (isAddressLike(text)) return 'ip-address';
    // What begins so is a comment there, or the head of a list.
    if (text.startsWith('#') || text.startsWith('[')) return 'rule-syntax';
    const { pattern, options = '' } = parseNetworkRule(text);
    if (isRegularExpression(pattern)) return undefined;
    if (parseOptions(options).some(({ name }) => !modifiers.has(name))) return 'unknown-modifier';
    if (pattern === '' && options === '') return 'rule-syntax';
    if (/[/\s]/.test(pattern.replace(/^(?:https?)?:\/\//, ''))) return 'path';
    const name = /^\|\|([^*^|]+)\^/.exec(pattern)?.[1]?.toLowerCase().replace(/\.$/, '');
    return name === undefined || isDnsName(name) || isAddressLike(name) ? undefined : 'invalid-name';
  },
};

function isTooLong(line: string): boolean {
  return line.length * 3 > lineBytesMax && encodeUtf8(line).length > lineBytesMax;
}

function checkHostsRule(text: string) {
  const [first = ''] = /^\S+/.exec(text) ?? [];
  if (!address.test(first.replace(/%.*$/, ''))) return 'rule-syntax';
  const names = hostsRuleNames(text).map((name) => name.toLowerCase().replace(/\.$/, ''));
  if (names.length === 0 || names.some(isAddressLike)) return 'ip-address';
  return names.every(isDnsName) ? undefined : 'invalid-name';
}

function isRegularExpression(text: string): boolean {
  return /^(?:@@)?\/.*\/(?:\$|$)/.test(text);
}

/**
 * Whether a character is not printable in Unicode's sense: older versions take it for a sign of a binary file. The
 * expression stands here because V8 needs 0.3 ms to read it, which every start of the command would pay.
 */
function isUnprintable(line: string): boolean {
  return /[\p{C}\p{Zl}\p{Zp}]|[^\P{Z} ]/u.test(line.replaceAll('\t', ' '));
}
