import { isLoopbackHost } from '@bloqr/contract';

/** How the cookies of the sign-in are named and kept on a service of this origin. */
export interface CookieStyle {
  /** What every name begins with. */
  readonly prefix: string;
  /** Whether browsers may send them by https alone. */
  readonly isSecure: boolean;
}

/** What stands behind the prefix and a dot in the name of the session's own cookie; the library's word. */
const sessionCookie = 'session_token';

/**
 * `__Host-` has the browser see to it that a cookie is of this very host: neither a neighbouring host nor a page by http can
 * set it (RFC 6265bis, section 4.1.3.2). It needs https; on this machine there is none, and so no prefix.
 */
export function chooseCookieStyle(origin: string): CookieStyle {
  const { protocol, hostname } = new URL(origin);
  const isPlain = protocol === 'http:' && isLoopbackHost(hostname);
  return isPlain ? { prefix: 'bloqr', isSecure: false } : { prefix: '__Host-bloqr', isSecure: true };
}

/** The name of the cookie that carries the session on a service of this origin. */
export function nameSessionCookie(origin: string): string {
  return `${chooseCookieStyle(origin).prefix}.${sessionCookie}`;
}
