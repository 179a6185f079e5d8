import { isComment } from './comment.ts';
import { isAcceptableHost } from './host-check.ts';
import { parseHostname } from './hostname.ts';
import { hostsRuleNames, isHostsRule } from './hosts-rule.ts';
import { isClassCSubnet, isIpSubnet, isUnsafeIpPattern, parseIpPattern } from './ip-pattern.ts';
import { parseNetworkRule, parseOptions, type RuleOption } from './network-rule.ts';
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

/** Whether a validator keeps a line. Comments and blank lines are always kept. */
export function isValidLine(line: string, mode: ValidationMode): boolean {
  if (isComment(line) || line.trim() === '') return true;
  if (!isHostsRule(line)) return isValidNetworkRule(line.trim(), mode);
  const names = hostsRuleNames(line);
  return names.length > 0 && names.every((name) => isAcceptableHostsName(name, mode));
}

/** The strict mode asks of a name in a hosts rule what it asks of one in an adblock rule: no underscore, no address. */
function isAcceptableHostsName(name: string, mode: ValidationMode): boolean {
  if (mode.isStrict && (name.includes('_') || parseHostname(name).isIp)) return false;
  return isAcceptableHost(name, mode, false);
}

function isValidNetworkRule(line: string, mode: ValidationMode): boolean {
  const { pattern, options } = parseNetworkRule(line);
  const verdict = judgeOptions(parseOptions(options ?? ''));
  if (!verdict.areSupported) return false;
  const domain = exactDomain.exec(pattern)?.[1];
  if (pattern.length < patternLengthMin && domain === undefined) return false;
  if (pattern.startsWith('/') && pattern.endsWith('/')) return true;
  if (!patternCharacters.test(pattern.startsWith('://') ? pattern.replace(/^[:/]+/, '') : pattern))
    return false;

  const ip = parseIpPattern(pattern);
  if (ip !== undefined) {
    if (verdict.hasDenyallow || isUnsafeIpPattern(ip)) return false;
    if (isIpSubnet(ip) && !(mode.allowIp && isClassCSubnet(ip))) return false;
  }
  if (isAddressPattern(pattern.replace(/^\|\|?/, '').replace(/\^\|?$/, ''))) {
    // Four numbers, but not those of an address: one is above 255.
    return mode.allowIp && !(mode.isStrict && ip === undefined);
  }

  const separator = pattern.indexOf('^');
  const wildcard = pattern.indexOf('*');
  if (separator !== -1 && wildcard > separator) return false;
  if (domain !== undefined) {
    return isAcceptableHost(domain.endsWith('.') ? domain.slice(0, -1) : domain, mode, verdict.areLimiting);
  }
  if (!pattern.startsWith('||') || separator === -1) return true;
  const host = pattern.slice(2, separator);
  if (wildcard !== -1) return isValidWildcardHost(host, mode, verdict.areLimiting);
  if (!isAcceptableHost(host, mode, verdict.areLimiting)) return false;
  return separator === pattern.length - 1 || pattern[separator + 1] === '|';
}

/** Whether a pattern without its anchors is an address by its looks. Only digits and dots can be, or what has a scheme. */
function isAddressPattern(host: string): boolean {
  return (/^[\d.]+$/.test(host) || host.startsWith('://')) && parseHostname(host).isIp;
}

/** A host with `*` in it is refused only where nothing but a public suffix is left of it. */
function isValidWildcardHost(host: string, mode: ValidationMode, isLimited: boolean): boolean {
  if (!host.startsWith('*.')) return true;
  const rest = host.replace('*.', '');
  return parseHostname(rest).publicSuffix === rest ? isAcceptableHost(rest, mode, isLimited) : true;
}
