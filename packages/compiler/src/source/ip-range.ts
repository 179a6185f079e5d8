import ipaddr from 'ipaddr.js';

/** Azure's platform endpoint (WireServer): a public number that answers only from inside a virtual machine. */
const azurePlatformAddress = '168.63.129.16';

/**
 * Whether `address` (IPv4 in four decimal parts, or IPv6 without a zone; no brackets) is ordinary public unicast:
 * outside every range of IANA's IPv4 and IPv6 special-purpose registries, multicast, reserved space, and forms that
 * carry an IPv4 address in an IPv6 one (mapped, compatible, NAT64, 6to4, Teredo). Anything else is not public.
 *
 * For callers who see the address that a name resolved to, such as a DNS lookup in the command. In a Worker nobody
 * sees it; there the platform itself refuses to connect to private addresses.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return ipaddr.IPv4.parse(address).range() === 'unicast' && address !== azurePlatformAddress;
  }
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  return isGlobalUnicast(parsed) && parsed.range() === 'unicast';
}

/** 2000::/3 is all that IANA hands out as global unicast (RFC 4291); the library calls the rest unicast, too. */
function isGlobalUnicast(address: ipaddr.IPv6): boolean {
  return ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
