/** Characters of a name at most, without a final dot: 255 bytes on the wire (RFC 1035, 2.3.4). */
export const nameLengthMax = 253;

/** Characters of a label at most. */
export const labelLengthMax = 63;

const label = '[a-z0-9_-]{1,63}';
const dnsName = new RegExp(`^${label}(?:\\.${label})*$`);
const endsInNumber = /(?:^|\.)\d+$/;

/**
 * Whether a text is a name that DNS software can be asked for: labels of 1 to 63 lower-case letters, digits, hyphens and
 * underscores, 253 characters in all. A name whose last label is a number is none: it is an address or the start of one,
 * and no such top-level domain exists (https://url.spec.whatwg.org/#ends-in-a-number-checker).
 */
export function isDnsName(text: string): boolean {
  return text.length <= nameLengthMax && dnsName.test(text) && !endsInNumber.test(text);
}

/** Whether a text is an IPv4 address, the start of one, or an IPv6 address, by its looks. */
export function isAddressLike(text: string): boolean {
  return /^\d+(?:\.\d+)*\.?$/.test(text) || /^\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*\]?$/.test(text);
}

const nullAddress = /^(?:0|0\.0\.0\.0|127(?:\.\d{1,3}){3}|::|::0|::1|(?:0{1,4}:){7}0{0,3}[01])$/;

/**
 * Whether answering with this address blocks a name: it is unspecified or that of the machine itself
 * (https://adguard-dns.io/kb/general/dns-filtering-syntax/, basic examples).
 */
export function isNullAddress(address: string): boolean {
  return nullAddress.test(address.replace(/%.*$/, ''));
}
