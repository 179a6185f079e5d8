import type { MiddlewareHandler } from 'hono';
import type { AppContext } from './app-context.ts';

/** What a page of another origin may read of an answer, beyond what every page may. */
const exposedHeaders =
  'Allow, Bloqr-Digest, Bloqr-Rule-Count, ETag, RateLimit, RateLimit-Policy, Retry-After, Set-Auth-Token, X-Request-Id';
const requestHeaders = 'Accept, Authorization, Content-Type, If-None-Match';
const preflightSeconds = 600;

/**
 * Lets pages of the allowed origins use the API, and answers their preflight requests, which are neither counted nor
 * authenticated. Origins are compared as a whole, character by character. No credentials are allowed along: a cookie
 * counts on our own origin only.
 *
 * @param methods every method that some route takes
 */
export function allowOrigins(
  allowedOrigins: ReadonlySet<string>,
  methods: readonly string[],
): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    const origin = context.req.header('Origin');
    const isAllowed =
      origin !== undefined && (allowedOrigins.has(origin) || origin === new URL(context.req.url).origin);
    const isPreflight =
      context.req.method === 'OPTIONS' &&
      origin !== undefined &&
      context.req.header('Access-Control-Request-Method') !== undefined;

    if (isPreflight) {
      context.res = new Response(null, { status: 204 });
      if (isAllowed) {
        context.res.headers.set('Access-Control-Allow-Methods', methods.toSorted().join(', '));
        context.res.headers.set('Access-Control-Allow-Headers', requestHeaders);
        context.res.headers.set('Access-Control-Max-Age', String(preflightSeconds));
      }
    } else {
      await next();
      if (isAllowed) context.res.headers.set('Access-Control-Expose-Headers', exposedHeaders);
    }
    if (isAllowed) context.res.headers.set('Access-Control-Allow-Origin', origin);
    // Also where there is no Origin: a cache must not give this answer to a page.
    context.res.headers.append('Vary', 'Origin');
  };
}
