import type { RefusalCode } from '../formats/refusal.ts';
import { isBareDomain } from '../rule/bare-domain.ts';
import { namesOfHostsRule } from './line-faults.ts';
import type { Target } from './target.ts';

const rule = /^(?:@@)?\|\|([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\^$/;

export const technitium: Target = {
  name: 'technitium',
  software: 'Technitium DNS Server',
  versions: '11 and later',
  format: 'adblock',
  instructions:
    'Settings > Blocking: paste <address> into Allow / Block List URLs, without ! in front, and press Save Settings.',
  sources: [
    'https://github.com/TechnitiumSoftware/DnsServer/blob/master/DnsServerCore/Dns/ZoneManagers/BlockListZoneManager.cs',
    'https://github.com/TechnitiumSoftware/DnsServer/issues/514',
    'https://github.com/TechnitiumSoftware/DnsServer/issues/1746',
    'https://github.com/hagezi/dns-blocklists/issues/205',
  ],
  names: {
    // Whatever the syntax, what lies below a listed name is blocked, too.
    block({ name, scope, isImportant }) {
      if (scope === 'below') return { refused: 'below-only' };
      // Exceptions win, however far above.
      if (isImportant) return { refused: 'important-name' };
      return scope === 'name' ? { refused: 'exact-name' } : { lines: [`||${name}^`], coversBelow: true };
    },
    allow({ name, scope }) {
      if (scope !== 'name-and-below') return { refused: 'exception-scope' };
      return { lines: [`@@||${name}^`], coversBelow: true };
    },
  },
  check,
  // Hosts rules and names it reads as what covers all that lies below.
  judge(line) {
    const isExact = isBareDomain(line) || namesOfHostsRule(line.toLowerCase()) !== undefined;
    return isExact ? 'exact-name' : check(line.toLowerCase());
  },
};

function check(line: string): RefusalCode | undefined {
  const name = rule.exec(line)?.[1];
  if (name === undefined) return 'rule-syntax';
  return /(?:^|\.)-|-(?:\.|$)/.test(name) ? 'hyphen' : undefined;
}
