/** The key of everybody whose address is not known: a request that did not come through Cloudflare's edge. */
const unknownKey = 'address:unknown';

/**
 * The key under which the requests of an address are counted: an IPv4 address for itself, IPv6 by its /64, which is
 * what one line of a provider has, so that nobody gets a new budget by choosing another of their own addresses.
 *
 * @param connectingIp the header `CF-Connecting-IP`, which Cloudflare's edge sets and nobody else can;
 *   `X-Forwarded-For` is the caller's to choose and must not be asked
 * @example
 * keyOfAddress('2001:db8:1:2:3:4:5:6') // 'address:2001:db8:1:2::/64'
 */
export function keyOfAddress(connectingIp: string | null): string {
  const text = connectingIp?.trim() ?? '';
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return keyOfIpv4(text);
  const groups = expandIpv6(text);
  if (groups === undefined) return unknownKey;
  const mapped = embeddedIpv4(groups);
  if (mapped !== undefined) return keyOfIpv4(mapped);
  return `address:${groups.slice(0, 4).join(':')}::/64`;
}

function keyOfIpv4(text: string): string {
  const isAddress = text.split('.').every((part) => Number(part) <= 255);
  return isAddress ? `address:${text.split('.').map(Number).join('.')}` : unknownKey;
}

/** The eight groups in hexadecimal without leading zeros. The URL parser knows every spelling. */
function expandIpv6(text: string): readonly string[] | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return undefined;
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  if (tail === undefined) return front;
  const back = tail === '' ? [] : tail.split(':');
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back];
}

/** The IPv4 address inside `::ffff:0:0/96`. */
function embeddedIpv4(groups: readonly string[]): string | undefined {
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  if (!isMapped) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.');
}
