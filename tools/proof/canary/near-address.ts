import { BlockList, isIP } from 'node:net';
import { isSpecialAddress } from '../guard/special-addresses.ts';

/** Forms that carry an IPv4 address in an IPv6 one, which a gateway may turn into it; and Azure's platform endpoint. */
const carriers = new BlockList();
carriers.addSubnet('64:ff9b::', 96, 'ipv6');
carriers.addSubnet('2001::', 23, 'ipv6');
carriers.addSubnet('2002::', 16, 'ipv6');
carriers.addAddress('168.63.129.16', 'ipv4');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether nobody may be led to this address: the canary stands at all of them. Asked of Node's `BlockList` and IANA's
 * registries, not of the guard.
 */
export function isNearAddress(address: string): boolean {
  if (isIP(address) === 6 && !globalUnicast.check(address, 'ipv6')) return true;
  return isSpecialAddress(address) || carriers.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const nearTopLevels = new Set(
  'alt arpa corp domain example home internal intra intranet invalid lan local localdomain localhost onion private test workgroup'.split(
    ' ',
  ),
);

/** Whether a host name can only mean something near, as RFC 6761, 6762, 7686, 8375 and 9476 and ICANN have it. */
export function isNearName(name: string): boolean {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  return labels.length === 1 || nearTopLevels.has(labels.at(-1) ?? '');
}
