import { isBareDomain } from '../rule/bare-domain.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';

const namedRule = /^(@@)?\|\|([a-zA-Z0-9_\-.]+)\^(.*)$/;

/**
 * The strict mode's reading of names: upper and lower case are one, and a final dot means nothing, so that such rules
 * cover and repeat each other.
 */
export function foldNames(line: string): string {
  if (isHostsRule(line)) {
    const address = line.trim().split(/\s+/, 1)[0] ?? '';
    const names = hostsRuleNames(line).map(foldName);
    return names.length === 0 ? line : `${address} ${names.join(' ')}`;
  }
  if (isBareDomain(line)) return foldName(line);
  return line.replace(
    namedRule,
    (_rule, exception: string | undefined, name: string, rest: string) =>
      `${exception ?? ''}||${foldName(name)}^${rest}`,
  );
}

function foldName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
