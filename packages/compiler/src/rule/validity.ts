import { isComment } from './comment.ts';
import { findCosmeticBody } from './cosmetic-rule.ts';
import { findHostFault } from './host-check.ts';
import { parseHostname } from './hostname.ts';
import { hostsRuleNames, isHostsRule } from './hosts-rule.ts';
import { isClassCSubnet, isIpSubnet, isUnsafeIpPattern, parseIpPattern } from './ip-pattern.ts';
import { parseNetworkRule, parseOptions, type RuleOption } from './network-rule.ts';
import type { RuleFault } from './rule-fault.ts';
import type { ValidationMode } from './validation-mode.ts';

/** The modifiers that a DNS blocker understands; true for those that limit a rule, so that it may name a whole suffix. */
const dnsModifiers: ReadonlyMap<string, boolean> = new Map([
  ['important', false],
  ['~important', false],
  ['dnstype', false],
  ['dnsrewrite', false],
  ['ctag', false],
  ['denyallow', true],
  ['badfilter', true],
  ['client', true],
]);

const patternLengthMin = 5;
const domainLabels = '[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*';
const exactDomain = new RegExp(
  `^(?:\\|\\|)?(?:\\*\\.|\\.)?(${domainLabels}(?:\\.${domainLabels})*\\.?)\\^\\|?$`,
);
const patternCharacters = /^[a-zA-Z0-9\-.*|^]+$/;

/** What a validator makes of the options of a rule. */
export interface OptionsVerdict {
  readonly areSupported: boolean;
  /** Whether one of them limits the rule. */
  readonly areLimiting: boolean;
  readonly hasDenyallow: boolean;
}

/** Judges the options of a rule. */
export function judgeOptions(options: readonly RuleOption[]): OptionsVerdict {
  let areLimiting = false;
  let hasDenyallow = false;
  for (const { name } of options) {
    const isLimiting = dnsModifiers.get(name);
    if (isLimiting === undefined) return { areSupported: false, areLimiting, hasDenyallow };
    areLimiting ||= isLimiting;
    hasDenyallow ||= name === 'denyallow';
  }
  return { areSupported: true, areLimiting, hasDenyallow };
}

/** What a validator has against a line, undefined where it keeps it. Comments and blank lines are always kept. */
export function findLineFault(line: string, mode: ValidationMode): RuleFault | undefined {
  if (isComment(line) || line.trim() === '') return undefined;
  if (!isHostsRule(line)) return findNetworkRuleFault(line.trim(), mode);
  const names = hostsRuleNames(line);
  if (names.length === 0) return 'hosts-rule-without-name';
  for (const name of names) {
    const fault = findHostsNameFault(name, mode);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The strict mode asks of a name in a hosts rule what it asks of one in an adblock rule: no underscore, no address. */
function findHostsNameFault(name: string, mode: ValidationMode): RuleFault | undefined {
  if (mode.isStrict && name.includes('_')) return 'host-malformed';
  if (mode.isStrict && parseHostname(name).isIp) return 'address-not-allowed';
  return findHostFault(name, mode, false);
}

function findNetworkRuleFault(line: string, mode: ValidationMode): RuleFault | undefined {
  const { pattern, options } = parseNetworkRule(line);
  const verdict = judgeOptions(parseOptions(options ?? ''));
  if (!verdict.areSupported) return findCosmeticBody(line) === -1 ? 'unsupported-modifier' : 'cosmetic-rule';
  const domain = exactDomain.exec(pattern)?.[1];
  if (pattern.length < patternLengthMin && domain === undefined) return 'pattern-too-short';
  if (pattern.startsWith('/') && pattern.endsWith('/')) return undefined;
  if (!patternCharacters.test(pattern.startsWith('://') ? pattern.replace(/^[:/]+/, '') : pattern))
    return findCosmeticBody(line) === -1 ? 'pattern-character' : 'cosmetic-rule';

  const ip = parseIpPattern(pattern);
  if (ip !== undefined) {
    if (verdict.hasDenyallow || isUnsafeIpPattern(ip)) return 'address-too-wide';
    if (isIpSubnet(ip) && !(mode.allowIp && isClassCSubnet(ip))) return 'address-too-wide';
  }
  if (isAddressPattern(pattern.replace(/^\|\|?/, '').replace(/\^\|?$/, ''))) {
    // Four numbers, but not those of an address: one is above 255.
    if (mode.isStrict && ip === undefined) return 'host-malformed';
    return mode.allowIp ? undefined : 'address-not-allowed';
  }

  const separator = pattern.indexOf('^');
  const wildcard = pattern.indexOf('*');
  if (separator !== -1 && wildcard > separator) return 'pattern-separator';
  if (domain !== undefined) {
    return findHostFault(domain.endsWith('.') ? domain.slice(0, -1) : domain, mode, verdict.areLimiting);
  }
  if (!pattern.startsWith('||') || separator === -1) return undefined;
  const host = pattern.slice(2, separator);
  if (wildcard !== -1) return findWildcardHostFault(host, mode, verdict.areLimiting);
  const fault = findHostFault(host, mode, verdict.areLimiting);
  if (fault !== undefined) return fault;
  return separator === pattern.length - 1 || pattern[separator + 1] === '|' ? undefined : 'pattern-separator';
}

/** Whether a pattern without its anchors is an address by its looks. Only digits and dots can be, or what has a scheme. */
function isAddressPattern(host: string): boolean {
  return (/^[\d.]+$/.test(host) || host.startsWith('://')) && parseHostname(host).isIp;
}

/** A host with `*` in it is refused only where nothing but a public suffix is left of it. */
function findWildcardHostFault(
  host: string,
  mode: ValidationMode,
  isLimited: boolean,
): RuleFault | undefined {
  if (!host.startsWith('*.')) return undefined;
  const rest = host.replace('*.', '');
  return parseHostname(rest).publicSuffix === rest ? findHostFault(rest, mode, isLimited) : undefined;
}
