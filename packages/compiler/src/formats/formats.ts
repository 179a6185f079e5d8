import { adblock } from './adblock.ts';
import { dnsmasq } from './dnsmasq.ts';
import { domains } from './domains.ts';
import type { Format, FormatName } from './format.ts';
import { hosts } from './hosts.ts';
import { rpz } from './rpz.ts';
import { unbound } from './unbound.ts';
import { wildcardDomains } from './wildcard-domains.ts';

/** The output formats by name. */
export const formats: Readonly<Record<FormatName, Format>> = {
  adblock,
  hosts,
  domains,
  'wildcard-domains': wildcardDomains,
  dnsmasq,
  unbound,
  rpz,
};
