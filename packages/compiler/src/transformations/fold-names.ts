import { isBareDomain } from '../rule/bare-domain.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';

const namedRule = /^(@@)?\|\|([a-zA-Z0-9_\-.]+)\^(.*)$/;

/**
 * The strict mode's reading of names: upper and lower case are one, and a final dot means nothing, so that such rules
 * cover and repeat each other.
 */
export function foldNames(line: string): string {
  if (isHostsRule(line)) {
    const comment = line.indexOf('#') === -1 ? line.length : line.indexOf('#');
    const [address = ''] = /^\S+/.exec(line) ?? [];
    const names = line.slice(address.length, comment).replace(/\S+/g, foldName);
    return address + names + line.slice(comment);
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
