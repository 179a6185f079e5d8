import { isComment } from '../rule/comment.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';
import { canonicalIpPattern } from '../rule/ip-pattern.ts';
import { parseNetworkRule } from '../rule/network-rule.ts';

/**
 * Writes a rule for an address as `||a.b.c.d^` and one for a /24 as `||a.b.c.` or `||a.b.c.*`, exception mark and
 * options kept. The first step of the validators that allow addresses.
 */
export function normalizeIp(line: string): string {
  const rule = line.trim();
  if (isComment(line) || rule === '' || isHostsRule(rule)) return line;
  const { isException, pattern, options } = parseNetworkRule(rule);
  const canonical = canonicalIpPattern(pattern);
  if (canonical === undefined) return line;
  return `${isException ? '@@' : ''}${canonical}${options ? `$${options}` : ''}`;
}
