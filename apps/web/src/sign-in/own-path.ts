/** Where people go after they have signed in. */
export const afterSignIn = '/compiler';

/** Pages that are for whoever is not signed in. */
const signInPages = /^\/(?:sign-in|sign-up|reset-password)(?:[/?#]|$)/;

/**
 * The path to return to: only one of this application's own, for an address elsewhere would lend this page's good name to
 * whoever made the link.
 *
 * @param wanted `returnUrl` as it stands in the address
 * @param origin of this page
 */
export function ownPath(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return afterSignIn;
  const url = URL.parse(wanted, origin);
  if (url === null || url.origin !== origin || url.pathname.startsWith('//')) return afterSignIn;
  if (url.pathname.startsWith('/api/') || signInPages.test(url.pathname)) return afterSignIn;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Whether a path is a step of Clerk's forms: below our pages of signing in. */
export function isClerkStep(path: string): boolean {
  return /^\/sign-(?:in|up)\/[^?#]/.test(path);
}
