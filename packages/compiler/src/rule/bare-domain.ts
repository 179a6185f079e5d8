const label = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
const bareDomain = new RegExp(`^(?:${label}\\.)+${label}\\.?$|^${label}\\.$`);

/**
 * Whether a line is a domain name and nothing else: at least one dot, at most 255 characters, labels of 1 to 63
 * letters, digits and inner hyphens, an optional dot at the end. An IPv4 address counts.
 */
export function isBareDomain(line: string): boolean {
  return line.length <= 255 && bareDomain.test(line);
}
