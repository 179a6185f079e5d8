import type { MiddlewareHandler } from 'hono';
import type { AppContext } from './app-context.ts';

/** The API answers machines: nothing of it may be framed, guessed at or kept by a cache. */
const fixedHeaders = Object.entries({
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

/** What a route says itself counts: a page for people needs its own styles. */
const contentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** A year. Only ever sent over https, where it means something. */
const strictTransport = 'max-age=31536000; includeSubDomains';

/** Puts the security headers on every answer, problems included. */
export function setSecurityHeaders(): MiddlewareHandler<AppContext> {
  return async (context, next) => {
    await next();
    const answered = context.res.headers;
    for (const [name, value] of fixedHeaders) answered.set(name, value);
    if (!answered.has('Content-Security-Policy')) answered.set('Content-Security-Policy', contentPolicy);
    // The platform gives the scheme in lower case.
    if (context.req.url.startsWith('https:')) answered.set('Strict-Transport-Security', strictTransport);
  };
}
