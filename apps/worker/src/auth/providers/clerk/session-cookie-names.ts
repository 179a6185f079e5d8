import { createHash } from 'node:crypto';

/**
 * The cookies that may hold the session token: first the one that carries a suffix of this instance's key, so that several
 * instances on one host do not disturb each other, then the plain one (`getCookieSuffix` in
 * https://github.com/clerk/javascript/blob/main/packages/shared/src/keys.ts).
 */
export function listSessionCookieNames(publishableKey: string | undefined): readonly string[] {
  if (publishableKey === undefined) return ['__session'];
  const suffix = createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
  return [`__session_${suffix}`, '__session'];
}
