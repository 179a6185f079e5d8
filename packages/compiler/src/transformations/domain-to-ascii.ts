/** The ASCII form (UTS #46, as in URLs) of a host name, empty where it has none. */
export function domainToAscii(name: string): string {
  const url = new URL('ws://x');
  url.hostname = name;
  return url.hostname === 'x' ? '' : url.hostname;
}
