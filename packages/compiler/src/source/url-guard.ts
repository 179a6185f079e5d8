import { isPublicAddress } from './ip-range.ts';
import { isLocalHostName } from './local-host-name.ts';

/** What differs from place to place in judging a URL. */
export interface UrlPolicy {
  /** `host:port` (the port always written, IPv6 in brackets) that is let through whatever host and port it is. */
  readonly hostAllowlist?: ReadonlySet<string>;
  /** Hosts of this service itself: `name`, or `*.name` for all below it (a Worker adds `*.workers.dev`). */
  readonly ownHosts?: ReadonlySet<string>;
}

export type UrlRefusal =
  | 'url-invalid'
  | 'url-too-long'
  | 'scheme-not-allowed'
  | 'userinfo-not-allowed'
  | 'port-not-allowed'
  | 'address-not-public'
  | 'name-not-public'
  | 'own-host';

export type UrlDecision =
  | {
      readonly isAllowed: true;
      /** Normalised, without a fragment: fetch this one, not the text that was checked. */
      readonly url: string;
    }
  | { readonly isAllowed: false; readonly reason: UrlRefusal; readonly detail: string };

const urlBytesMax = 2048;
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const allowedPorts: ReadonlySet<string> = new Set(['80', '443', '8080', '8443']);

/**
 * Decides whether a source may be fetched from `text`, so that nobody can use the compiler to reach what is near it
 * (server-side request forgery): http and https only, ports 80, 443, 8080 and 8443, no user or password, at most
 * 2,048 bytes, a public name or address. Pure; looks at the text only. What a name resolves to is checked where the
 * connection is made, see {@link isPublicAddress}. Ask again for every redirect.
 */
export function checkSourceUrl(text: string, policy: UrlPolicy = {}): UrlDecision {
  if (text.length > urlBytesMax) return refuse('url-too-long', `a URL has at most ${urlBytesMax} bytes`);
  if (!URL.canParse(text)) return refuse('url-invalid', 'this is not a complete URL');
  const url = new URL(text);
  url.hash = '';
  // Normalising escapes characters, so it can lengthen.
  if (url.href.length > urlBytesMax) {
    return refuse('url-too-long', `a URL has at most ${urlBytesMax} bytes`);
  }
  const defaultPort = defaultPorts[url.protocol];
  if (defaultPort === undefined) return refuse('scheme-not-allowed', 'only http and https are allowed');
  if (url.username !== '' || url.password !== '') {
    return refuse('userinfo-not-allowed', 'a user name or password in a URL is not allowed');
  }
  const port = url.port === '' ? defaultPort : url.port;
  if (policy.hostAllowlist?.has(`${url.hostname}:${port}`)) return { isAllowed: true, url: url.href };
  if (!allowedPorts.has(port)) {
    return refuse('port-not-allowed', `only the ports ${[...allowedPorts].join(', ')} are allowed`);
  }
  return checkHost(url.hostname, policy.ownHosts) ?? { isAllowed: true, url: url.href };
}

/** `host` comes from a parsed URL: lower case, and every spelling of an IP address already in its one normal form. */
function checkHost(host: string, ownHosts: ReadonlySet<string> | undefined): UrlDecision | undefined {
  const address = host.startsWith('[') ? host.slice(1, -1) : host;
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) {
    return isPublicAddress(address)
      ? undefined
      : refuse('address-not-public', 'only addresses of the public internet are allowed');
  }
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  if (name.split('.').includes('')) return refuse('url-invalid', 'the host name has an empty label');
  if (isLocalHostName(name))
    return refuse('name-not-public', 'only names of the public internet are allowed');
  if (ownHosts !== undefined && isOwnHost(name, ownHosts)) {
    return refuse('own-host', 'this service does not fetch from itself');
  }
  return undefined;
}

function isOwnHost(name: string, ownHosts: ReadonlySet<string>): boolean {
  if (ownHosts.has(name)) return true;
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    if (ownHosts.has(`*${name.slice(dot)}`)) return true;
  }
  return false;
}

function refuse(reason: UrlRefusal, detail: string): UrlDecision {
  return { isAllowed: false, reason, detail };
}
