/**
 * Top-level names that never belong to a public host: special-use names (RFC 6761, 6762, 7686, 8375, 9476), ICANN's
 * `.internal`, the infrastructure below `.arpa`, and names that home and office networks commonly use inside.
 */
const localTopLevels: ReadonlySet<string> = new Set([
  'alt',
  'arpa',
  'corp',
  'domain',
  'example',
  'home',
  'internal',
  'intra',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
  'workgroup',
]);

/**
 * Whether a host name (lower case, without a dot at its end) can only mean something near: a single label, or a name
 * below a top level that is not part of the public DNS.
 */
export function isLocalHostName(name: string): boolean {
  const lastDot = name.lastIndexOf('.');
  return lastDot === -1 || localTopLevels.has(name.slice(lastDot + 1));
}
