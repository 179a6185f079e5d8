/**
 * Whether a host name, as `URL.hostname` writes it, always means this machine: `localhost` and names under it (RFC 6761,
 * 6.3), 127.0.0.0/8 (RFC 1122, 3.2.1.3), or `[::1]`. Names that merely resolve to such an address do not count, because
 * whoever owns a name may change that at any time (DNS rebinding).
 */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
