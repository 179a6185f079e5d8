import type { MiddlewareHandler } from 'hono';
import { isLoopbackHost } from './loopback-host.ts';

/**
 * Refuses, with 403, what could come from a foreign page: a request whose `Host` is not this machine (a name that was
 * rebound to 127.0.0.1), and one that a browser says comes from another site or origin. A link to a page may come from
 * another port of this machine; everything else comes from the page itself, or from no browser at all.
 *
 * For routes that show or change secrets without asking for a key. Clerk's own API is protected by its secret key.
 *
 * @param hosts host names that may be asked for besides this machine's
 */
export function localOnly(hosts: readonly string[] = []): MiddlewareHandler {
  return async (c, next) => {
    const reason = findForeignness(c.req.raw, hosts);
    if (reason !== null) return c.text(`${reason}\n`, 403);
    await next();
  };
}

function findForeignness(request: Request, hosts: readonly string[]): string | null {
  const url = new URL(request.url);
  const host = request.headers.get('host');
  const asked = host === null ? url : URL.parse(`http://${host}`);
  const isKnown = (hostname: string) => isLoopbackHost(hostname) || hosts.includes(hostname);
  if (asked === null || !isKnown(asked.hostname) || !isKnown(url.hostname)) {
    return 'This page is for the machine it runs on: ask for it as localhost or 127.0.0.1.';
  }
  const site = request.headers.get('sec-fetch-site');
  const isNavigation = request.headers.get('sec-fetch-mode') === 'navigate' && request.method === 'GET';
  const isOurs = site === null || site === 'same-origin' || site === 'none';
  if (!isOurs && !(site === 'same-site' && isNavigation)) return 'Another site asked for this.';
  const origin = request.headers.get('origin');
  if (origin !== null && URL.parse(origin)?.host !== asked.host) return 'Another origin asked for this.';
  return null;
}
