/** Whether a host always means the machine itself: its names and addresses, as `URL.hostname` spells them (RFC 6761, 6.3). */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
