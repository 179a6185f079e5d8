import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isAddressLike, isDnsName, isNullAddress, nameLengthMax } from '../rule/dns-name.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';
import type { NameRule, NameScope } from '../rule/name-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';
import { domainToAscii } from '../transformations/domain-to-ascii.ts';
import type { RefusalCode } from './refusal.ts';

/** What a rule of a finished list says about names. */
export type NameReading =
  | { readonly kind: 'rule'; readonly rule: NameRule; readonly narrowed?: RefusalCode }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  /** The modifier `badfilter`: the rule of this text is not in force. */
  | { readonly kind: 'disabled'; readonly rule: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const nonAscii = /[^\x00-\x7f]/;
/** Names that hosts files list for the machine itself (https://github.com/StevenBlack/hosts, its first lines). */
const localNames: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localdomain',
  'local',
  'broadcasthost',
  'ip6-localhost',
  'ip6-loopback',
  'ip6-localnet',
  'ip6-mcastprefix',
  'ip6-allnodes',
  'ip6-allrouters',
  'ip6-allhosts',
]);

/** The forms of nearly all rules, with a name of several labels, of which the last one begins with a letter. */
const usualRule = /^(\|\||0\.0\.0\.0 |127\.0\.0\.1 |)((?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,62})(\^?)$/;

/** How the pattern of a rule says which names it is for: what stands before and behind the name. */
const shapes: readonly { readonly pattern: RegExp; readonly scope: NameScope; readonly isOpen?: true }[] = [
  { pattern: /^\|\|([^*^|/:]+)\^\|?$/, scope: 'name-and-below' },
  { pattern: /^\|([^*^|/:]+)(?:\^\|?|\|)$/, scope: 'name' },
  { pattern: /^(?:(?:\|\|)?\*\.|\.)([^*^|/:]+)\^\|?$/, scope: 'below' },
  // The form of lists of wildcard domains; to the software that reads those it is for the name, too.
  { pattern: /^\*\.([^*^|/:]+)$/, scope: 'name-and-below' },
  { pattern: /^\|\|([^*^|/:]+)$/, scope: 'name-and-below', isOpen: true },
];

/**
 * Reads what a rule says about names, as AdGuard's DNS filtering understands it
 * (https://adguard-dns.io/kb/general/dns-filtering-syntax/). A hosts rule gives one reading for each of its names.
 *
 * @param line no comment, not blank
 */
export function readNameRules(line: string): readonly NameReading[] {
  const usual = usualRule.exec(line);
  if (usual !== null) {
    const [, prefix = '', name = '', separator = ''] = usual;
    const isSeparated = prefix === '||' && separator === '^';
    if ((isSeparated || (prefix !== '||' && separator === '')) && isUsualName(name)) {
      const scope = isSeparated ? 'name-and-below' : 'name';
      return [{ kind: 'rule', rule: { name, scope, action: 'block', isImportant: false } }];
    }
  }
  const text = line.trim();
  if (isHostsRule(text.toLowerCase())) return readHostsRule(text.toLowerCase());
  return [findCosmeticBody(text) === -1 ? readNetworkRule(text) : refuse('cosmetic-rule')];
}

function isUsualName(name: string): boolean {
  return name.length <= nameLengthMax && !localNames.has(name);
}

function readHostsRule(text: string): readonly NameReading[] {
  const [address = ''] = /^\S+/.exec(text) ?? [];
  const names = hostsRuleNames(text);
  if (names.length === 0) return [refuse(isAddressLike(address) ? 'ip-address' : 'invalid-name')];
  return names.map((name) => {
    const reading = readName(name, 'name', 'block', false);
    const isLocal = reading.kind === 'refused' && reading.code === 'local-name';
    return isLocal || isNullAddress(address) ? reading : refuse('hosts-address');
  });
}

function readNetworkRule(text: string): NameReading {
  const { isException, pattern, options = '' } = parseNetworkRule(text);
  const modifiers = parseOptions(options);
  if (modifiers.some(({ name }) => name === 'badfilter'))
    return { kind: 'disabled', rule: withoutBadfilter(text) };
  if (/^\/.*\/$/s.test(pattern)) return refuse('regular-expression');
  const action = isException ? 'allow' : 'block';
  const isImportant = modifiers.length > 0 && modifiers.every((modifier) => modifier.text === 'important');
  if (modifiers.length > 0 && !isImportant) return refuse('modifier');
  for (const shape of shapes) {
    const name = shape.pattern.exec(pattern)?.[1];
    if (name === undefined) continue;
    const reading = readName(name, shape.scope, action, isImportant);
    return shape.isOpen && reading.kind === 'rule' ? { ...reading, narrowed: 'narrowed-open-end' } : reading;
  }
  return readBareName(pattern, action, isImportant);
}

/**
 * A name that stands alone is meant exactly, as in hosts rules. As an exception it is a piece of text that is looked for
 * anywhere, and what InvertAllow makes of a list of names.
 */
function readBareName(pattern: string, action: NameRule['action'], isImportant: boolean): NameReading {
  if (isAddressLike(withoutMarks(pattern))) return refuse('ip-address');
  if (/[/:]/.test(pattern)) return refuse('path');
  if (/[*^|]/.test(pattern) || !/.\../.test(pattern)) return refuse('pattern');
  if (action === 'block') return readName(pattern, 'name', action, isImportant);
  const reading = readName(pattern, 'name-and-below', action, isImportant);
  return reading.kind === 'rule' ? { ...reading, narrowed: 'narrowed-open-end' } : reading;
}

/** A pattern without the marks at its ends. An expression for those at the end would try at each of them. */
function withoutMarks(pattern: string): string {
  let start = 0;
  let end = pattern.length;
  while (pattern[start] === '|') start++;
  while (end > start && '^|*'.includes(pattern[end - 1] ?? '')) end--;
  return pattern.slice(start, end);
}

function readName(
  text: string,
  scope: NameScope,
  action: NameRule['action'],
  isImportant: boolean,
): NameReading {
  const ascii = nonAscii.test(text) ? domainToAscii(text) : text;
  const name = ascii.toLowerCase().replace(/\.$/, '');
  if (localNames.has(name)) return refuse('local-name');
  if (isAddressLike(name)) return refuse('ip-address');
  return isDnsName(name)
    ? { kind: 'rule', rule: { name, scope, action, isImportant } }
    : refuse('invalid-name');
}

/** The text of the rule that a rule with `badfilter` switches off. */
function withoutBadfilter(text: string): string {
  const { isException, pattern, options = '' } = parseNetworkRule(text);
  const rest = parseOptions(options)
    .filter(({ name }) => name !== 'badfilter')
    .map((option) => option.text)
    .join(',');
  return `${isException ? '@@' : ''}${pattern}${rest === '' ? '' : `$${rest}`}`;
}

function refuse(code: RefusalCode): NameReading {
  return { kind: 'refused', code };
}
