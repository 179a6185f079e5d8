import { createMiddleware } from 'hono/factory';
import { isLoopbackHost } from '../loopback-host.ts';
import type { FrontendContext, FrontendEnv } from './frontend-env.ts';
import { devBrowserUnauthenticated, nativeApiDisabled, originInvalid } from './frontend-errors.ts';

/** Under this path the Frontend API is served besides the root, as proxies name it. */
export const proxyPath = '/__clerk';

/**
 * Finds out which page asks, and lets only pages of this machine and of the instance's allowed origins read the answer.
 * Clerk, too, refuses browsers of other origins. What has no `Origin` is a command line, a navigation, or a page of the same
 * origin: for the last, which a browser says in `Sec-Fetch-Site`, the page's origin is our own.
 *
 * @param hosts host names whose pages may ask besides this machine's
 */
export function readBrowserRequest(hosts: readonly string[]) {
  return createMiddleware<FrontendEnv>(async (c, next) => {
    const base = findBase(c);
    const origin = c.req.header('Origin');
    if (c.req.query('_is_native') !== undefined) throw nativeApiDisabled();
    if (origin !== undefined) {
      if (!isAllowed(c, origin, hosts)) throw originInvalid();
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Allow-Credentials', 'true');
      c.header('Vary', 'Origin');
    }
    const isSameOrigin = c.req.header('Sec-Fetch-Site') === 'same-origin';
    c.set('base', base);
    c.set('pageOrigin', origin ?? (isSameOrigin ? new URL(base).origin : undefined));
    c.header('Cache-Control', 'no-store');
    if (c.req.method === 'OPTIONS') return answerPreflight(c);
    await next();
  });
}

/** Clerk's own library asks in ways that need no preflight; other callers may. */
function answerPreflight(c: FrontendContext): Response {
  c.header('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
  c.header('Access-Control-Allow-Headers', c.req.header('Access-Control-Request-Headers') ?? '');
  return c.body(null, 204);
}

/**
 * A proxy says in `Clerk-Proxy-Url` where it is, as it has to with Clerk itself. A page cannot: the header would need a
 * preflight, which only allowed origins pass. Source: https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi
 */
function findBase(c: FrontendContext): string {
  const proxy = URL.parse(c.req.header('Clerk-Proxy-Url') ?? '');
  if (proxy !== null && /^https?:$/.test(proxy.protocol)) {
    return `${proxy.origin}${proxy.pathname.replace(/\/+$/, '')}`;
  }
  const { origin, pathname } = new URL(c.req.url);
  return pathname.startsWith(`${proxyPath}/`) ? `${origin}${proxyPath}` : origin;
}

/** `null`, the origin of sandboxed pages, is none of ours. */
function isAllowed(c: FrontendContext, origin: string, hosts: readonly string[]): boolean {
  const hostname = URL.parse(origin)?.hostname;
  if (hostname === undefined) return false;
  const { allowedOrigins } = c.get('instance').settings;
  return isLoopbackHost(hostname) || hosts.includes(hostname) || allowedOrigins.includes(origin);
}

/** The query parameter in which clerk-js names its browser, in development instances. */
export const devBrowserName = '__clerk_db_jwt';

/** Lets only browsers through that were given a secret. clerk-js asks for a new one when it is told 401. */
export const requireBrowser = createMiddleware<FrontendEnv>(async (c, next) => {
  const devBrowserId = c.req.query(devBrowserName);
  const client = [...c.get('instance').clients.values()].find(
    (candidate) => candidate.devBrowserId === devBrowserId,
  );
  if (client === undefined) throw devBrowserUnauthenticated();
  c.set('clientId', client.id);
  await next();
});
