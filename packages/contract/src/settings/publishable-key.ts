/** What a publishable key says: which Clerk instance it belongs to, and where that one's Frontend API is. */
export interface PublishableKey {
  readonly kind: 'test' | 'live';
  /** Host, and port where there is one, as a URL spells them. */
  readonly host: string;
}

/**
 * Reads a publishable key: `pk_test_` or `pk_live_`, then base64, with or without padding, of the host of the Frontend API and
 * a `$`. The host needs a dot. (`parsePublishableKey` in
 * https://github.com/clerk/javascript/blob/main/packages/shared/src/keys.ts; here the host must be one, too.)
 */
export function parsePublishableKey(text: string): PublishableKey | undefined {
  const match = /^pk_(test|live)_([A-Za-z0-9+/]+)={0,2}$/.exec(text);
  if (match === null) return undefined;
  const digits = match[2] ?? '';
  if (digits.length % 4 === 1) return undefined;
  const decoded = atob(digits);
  const host = /^([^$]+\.[^$]+)\$$/.exec(decoded)?.[1];
  if (host === undefined || !URL.canParse(`https://${host}`)) return undefined;
  // Whatever is no host (a path, a user, capitals) comes out differently.
  if (new URL(`https://${host}`).origin !== `https://${host}`) return undefined;
  return { kind: match[1] === 'live' ? 'live' : 'test', host };
}
