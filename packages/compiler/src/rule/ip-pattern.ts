/** The parts of a pattern that is an IPv4 address or the start of one, such as `||192.168.1.*` or `1.1^`. */
export interface IpPattern {
  readonly prefix: '' | '|' | '||';
  /** One to four numbers from 0 to 255, as written. */
  readonly octets: readonly string[];
  readonly hasTrailingDot: boolean;
  /** Ends in `.*`. */
  readonly hasTrailingWildcard: boolean;
  readonly hasCaret: boolean;
  /** Ends in `^|`. */
  readonly hasCaretPipe: boolean;
}

const ipPattern = /^(\|{0,2})(\d{1,3}(?:\.\d{1,3}){0,3})(\.?)((?:\.\*)?)(\^?)(\|?)$/;

/** Takes an IP pattern apart; undefined for anything else. */
export function parseIpPattern(pattern: string): IpPattern | undefined {
  const match = ipPattern.exec(pattern);
  if (match === null) return undefined;
  const [, prefix = '', digits = '', dot = '', wildcard = '', caret = '', pipe = ''] = match;
  const octets = digits.split('.');
  if ((pipe !== '' && caret === '') || octets.some((octet) => Number(octet) > 255)) return undefined;
  return {
    prefix: prefix as IpPattern['prefix'],
    octets,
    hasTrailingDot: dot !== '',
    hasTrailingWildcard: wildcard !== '',
    hasCaret: caret !== '',
    hasCaretPipe: pipe !== '',
  };
}

/** `.` or `.*` at the end: the rest of the address is open. */
function isOpen(ip: IpPattern): boolean {
  return ip.hasTrailingDot || ip.hasTrailingWildcard;
}

/**
 * Whether a pattern matches addresses in a way nobody wants, in every mode: the end of unknown addresses (`1.1^`), or
 * the start of too many or of unclear ones (`1.2.`, `192.168.1`).
 */
export function isUnsafeIpPattern(ip: IpPattern): boolean {
  const count = ip.octets.length;
  if (ip.hasCaret) return ip.prefix === '' && count >= 2;
  if (count <= 2) return true;
  if (count === 3) return !isOpen(ip) || ip.prefix === '';
  return isOpen(ip) && ip.prefix === '';
}

/** Whether an anchored pattern covers a whole range of addresses rather than one. */
export function isIpSubnet(ip: IpPattern): boolean {
  return ip.prefix !== '' && (ip.octets.length < 4 || isOpen(ip));
}

/** `||a.b.c.` or `||a.b.c.*`: the one kind of range that is allowed where addresses are. */
export function isClassCSubnet(ip: IpPattern): boolean {
  return ip.prefix === '||' && ip.octets.length === 3 && isOpen(ip) && !ip.hasCaret;
}

/**
 * The canonical form of a pattern for one address (`||a.b.c.d^`) or for a /24 (`||a.b.c.` and `||a.b.c.*`); undefined
 * where the pattern has it already or has none.
 */
export function canonicalIpPattern(pattern: string): string | undefined {
  const ip = parseIpPattern(pattern);
  if (ip === undefined) return undefined;
  const address = ip.octets.join('.');
  let canonical: string;
  if (ip.octets.length === 4 && !isOpen(ip)) {
    canonical = `||${address}^`;
  } else if (ip.octets.length === 3 && isOpen(ip) && !ip.hasCaret) {
    canonical = `||${address}.${ip.hasTrailingWildcard ? '*' : ''}`;
  } else {
    return undefined;
  }
  return canonical === pattern ? undefined : canonical;
}
