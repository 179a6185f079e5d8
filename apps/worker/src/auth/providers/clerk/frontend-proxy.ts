import { type ClerkSettings, clerkProxyPath } from '@bloqr/contract';
import type { Log } from '../../../lib/log.ts';

/** What the proxy is made with. */
export interface FrontendProxyParts {
  readonly clerk: Pick<ClerkSettings, 'secretKey' | 'frontendUrl'>;
  readonly fetch: typeof fetch;
  readonly log: Log;
}

/** Hands a request on to Clerk; undefined where it is for somebody else. */
export type ForwardToClerk = (request: Request) => Promise<Response> | undefined;

/** Clerk's pages ask for no more. The Backend API begins with `/v1`, too, and opens to the secret key alone, which is left out. */
const forwardedPaths = /^\/(?:v1|npm|oauth|images|\.well-known)\//;

/** Clerk's own, and those of the network in front of it; ours are none of its business. */
const forwardedCookies =
  /^(?:__client|__session|__clerk|__refresh|clerk_|__cf_bm|_cfuvid|cf_clearance)[\w-]*=/;

/** What belongs to the connection and not to the message, what would open the Backend API, and where one says to come from. */
const leftOut = [
  'authorization',
  'connection',
  'cookie',
  'forwarded',
  'host',
  'keep-alive',
  'transfer-encoding',
  'x-forwarded-for',
  'x-real-ip',
];

/** Well beyond what signing in takes, and short of a browser's patience. */
const timeLimitMs = 20_000;

/**
 * Clerk's Frontend API at `/__clerk` of this service, for browsers that do not reach Clerk's own host, and for a local Clerk. Says
 * Clerk where it stands, by which key it may, and who asks, as Clerk wants it of a proxy
 * (https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi). Not counted against anybody's requests: Clerk counts them
 * itself, by the address that is passed on.
 */
export function createFrontendProxy({ clerk, fetch, log }: FrontendProxyParts): ForwardToClerk {
  return (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(`${clerkProxyPath}/`)) return undefined;
    const path = url.pathname.slice(clerkProxyPath.length);
    if (!forwardedPaths.test(path)) return undefined;
    return forward(request, { clerk, fetch, log }, `${path}${url.search}`);
  };
}

async function forward(
  request: Request,
  { clerk, fetch, log }: FrontendProxyParts,
  path: string,
): Promise<Response> {
  const proxyUrl = `${new URL(request.url).origin}${clerkProxyPath}`;
  try {
    const response = await fetch(`${clerk.frontendUrl}${path}`, {
      method: request.method,
      headers: makeHeaders(request, proxyUrl, clerk.secretKey),
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    const headers = new Headers(response.headers);
    const location = headers.get('Location');
    if (location !== null) headers.set('Location', location.replace(clerk.frontendUrl, proxyUrl));
    headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(response.body, { status: response.status, headers });
  } catch (error) {
    const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
    log({ level: 'error', event: 'clerk-proxy-failed', reason: isSlow ? 'timeout' : 'network' });
    // In the form that Clerk's library reads.
    const message = 'Clerk could not be reached. Try again later.';
    return Response.json(
      { errors: [{ code: 'proxy_request_failed', message, long_message: message }] },
      { status: 502, headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } },
    );
  }
}

function makeHeaders(request: Request, proxyUrl: string, secretKey: string | undefined): Headers {
  const headers = new Headers(request.headers);
  for (const name of leftOut) headers.delete(name);
  const cookies = (request.headers.get('Cookie') ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => forwardedCookies.test(cookie));
  if (cookies.length > 0) headers.set('Cookie', cookies.join('; '));
  headers.set('Clerk-Proxy-Url', proxyUrl);
  if (secretKey !== undefined) headers.set('Clerk-Secret-Key', secretKey);
  const address = request.headers.get('CF-Connecting-IP');
  if (address !== null) headers.set('X-Forwarded-For', address);
  return headers;
}
