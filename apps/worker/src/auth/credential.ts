import type { AuthProvider } from './auth-provider.ts';

/** What a request presents of who sends it. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'api-key'; readonly key: string }
  | { readonly kind: 'bearer'; readonly token: string; readonly provider: AuthProvider }
  | { readonly kind: 'cookie'; readonly token: string; readonly provider: AuthProvider }
  /** There is one, and nothing can be made of it. */
  | { readonly kind: 'malformed'; readonly reason: string }
  /** It stands in the address, where logs and histories would keep it. */
  | { readonly kind: 'in-query' };

/** What an API key begins with. */
const keyMark = 'blq_';

/** Parameters in which people put credentials elsewhere. RFC 6750 has the first and advises against it. */
const queryNames: ReadonlySet<string> = new Set(['access_token', 'api_key', 'apikey', 'api-key']);

/**
 * Finds the one credential of a request. The header wins over cookies, also where it turns out not to hold: else somebody
 * could be made to act as another. A cookie counts only where the browser says that one of our own pages sends it, or
 * where no browser does, and nothing is changed.
 *
 * @param ownOrigin the origin of the service as the request has it
 */
export function readCredential(
  { headers, method, url }: Pick<Request, 'headers' | 'method' | 'url'>,
  providers: readonly AuthProvider[],
  ownOrigin: string,
): Credential {
  // Most addresses have no query, and taking one apart costs as much as all the rest here.
  if (url.includes('?') && hasCredentialInQuery(new URL(url).searchParams)) return { kind: 'in-query' };
  const authorization = headers.get('Authorization');
  if (authorization !== null) return readAuthorization(authorization, providers);
  return isOwnPage(headers, method, ownOrigin)
    ? readCookies(headers.get('Cookie') ?? '', providers, ownOrigin)
    : { kind: 'none' };
}

function hasCredentialInQuery(parameters: URLSearchParams): boolean {
  return [...parameters].some(
    ([name, value]) => queryNames.has(name.toLowerCase()) || value.startsWith(keyMark),
  );
}

/**
 * Two such headers arrive as one with a comma, which no token has. A token goes to the one provider whose form it has: to ask
 * one after the other would have each judge what is another's.
 */
function readAuthorization(value: string, providers: readonly AuthProvider[]): Credential {
  const token = /^bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(value)?.[1];
  if (token === undefined) return { kind: 'malformed', reason: 'authorization' };
  if (token.startsWith(keyMark)) return { kind: 'api-key', key: token };
  const provider = providers.find((one) => one.takes(token));
  return provider === undefined
    ? { kind: 'malformed', reason: 'unknown-form' }
    : { kind: 'bearer', token, provider };
}

/**
 * Whether a cookie may count. `Sec-Fetch-Site` and `Origin` cannot be set by a page. A request with neither comes from
 * a command line, or from a browser too old for the first, which then sends the second with all that changes something.
 */
export function isOwnPage(headers: Headers, method: string, ownOrigin: string): boolean {
  const site = headers.get('Sec-Fetch-Site');
  const origin = headers.get('Origin');
  if (origin !== null && origin !== ownOrigin) return false;
  if (site !== null) return site === 'same-origin';
  return origin !== null || method === 'GET' || method === 'HEAD';
}

function readCookies(header: string, providers: readonly AuthProvider[], ownOrigin: string): Credential {
  if (header === '') return { kind: 'none' };
  const pairs = header.split(';').map((pair) => pair.trim());
  for (const provider of providers) {
    for (const name of provider.listCookieNames(ownOrigin)) {
      const values = pairs
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1));
      const [token] = values;
      // A page of a neighbouring host can set a cookie of the same name; which one is ours cannot be told.
      if (values.some((value) => value !== token)) return { kind: 'malformed', reason: 'cookie-twice' };
      // Signing out leaves an empty one.
      if (token !== undefined && token !== '') return { kind: 'cookie', token, provider };
    }
  }
  return { kind: 'none' };
}
