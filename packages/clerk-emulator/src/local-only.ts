import { createMiddleware } from 'hono/factory';
import { isLoopbackHost } from './loopback-host.ts';

/**
 * Refuses, with 403, what could come from a foreign page: a request whose `Host` is not this machine (a name that was
 * rebound to 127.0.0.1), and one that a browser says comes from another site or origin. A link to a page may come from
 * another port of this machine; everything else comes from the page itself, or from no browser at all.
 *
 * For routes that show or change secrets without asking for a key. Clerk's own API is protected by its secret key.
 */
export const localOnly = createMiddleware(async (c, next) => {
  const reason = findForeignness(c.req.raw);
  if (reason !== null) return c.text(`${reason}\n`, 403);
  await next();
});

function findForeignness(request: Request): string | null {
  const url = new URL(request.url);
  const host = request.headers.get('host');
  const asked = host === null ? url : URL.parse(`http://${host}`);
  if (asked === null || !isLoopbackHost(asked.hostname) || !isLoopbackHost(url.hostname)) {
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
