/** What all occurrences of one problem have in common. */
export interface ProblemKind {
  readonly status: number;
  /** The same sentence at each occurrence; what is special about one stands in its `detail`. */
  readonly title: string;
}

/**
 * Every problem that the API can answer with, by its code. A code is the same string here, on the wire, in the
 * compiler's errors and as the heading of its section in docs/errors/README.md.
 */
export const problemCatalogue = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'credential-in-query': { status: 400, title: 'A credential stands in the address' },
  'webhook-headers-missing': { status: 400, title: 'Webhook headers missing or malformed' },
  'authentication-required': { status: 401, title: 'Authentication required' },
  'invalid-session-token': { status: 401, title: 'Invalid JWT' },
  'invalid-api-key': { status: 401, title: 'Invalid API key' },
  'webhook-signature-invalid': { status: 401, title: 'Webhook signature verification failed' },
  'tier-too-low': { status: 403, title: 'Your tier may not do this' },
  'scope-missing': { status: 403, title: 'This API key is not good for this' },
  'session-required': { status: 403, title: 'An API key may not do this' },
  'session-pending': { status: 403, title: 'The sign-in is not finished' },
  'session-impersonated': { status: 403, title: 'This may not be done in somebody else’s place' },
  'fresh-sign-in-required': { status: 403, title: 'This takes somebody who has just signed in' },
  'foreign-page': { status: 403, title: 'This page may not do this' },
  'access-denied': { status: 403, title: 'Cloudflare Access did not let this through' },
  'tier-limit-exceeded': { status: 403, title: 'The compile is larger than your tier allows' },
  'source-too-large': { status: 403, title: 'The sources are larger than your tier allows' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'user-not-found': { status: 404, title: 'User not found' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'too-many-keys': { status: 409, title: 'You have as many API keys as you may have' },
  'last-admin': { status: 409, title: 'There would be no administrator left' },
  'clerk-key-missing': {
    status: 409,
    title: 'This has to go through Clerk, which this service has no key for',
  },
  'link-refused': { status: 409, title: 'These two accounts cannot be made one' },
  'better-auth-off': { status: 409, title: 'Nobody can sign in with Better Auth here' },
  'body-not-kept': { status: 409, title: 'What the message said is not kept any more' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not taken here' },
  'invalid-request': { status: 422, title: 'The request does not have the form asked for' },
  'second-session-refused': { status: 422, title: 'The second session token is not accepted' },
  'invalid-configuration': { status: 422, title: 'The configuration is not valid' },
  'source-refused': { status: 422, title: 'A source is not one that may be read' },
  'directive-invalid': { status: 422, title: 'A source has a broken directive' },
  'include-refused': { status: 422, title: 'A source includes what it may not' },
  'include-limit': { status: 422, title: 'A source includes too much' },
  'filter-limit': { status: 422, title: 'The inclusions and exclusions are too much work' },
  'rule-limit': { status: 422, title: 'The list has more rules than can be held' },
  'too-many-rules': { status: 422, title: 'The list has more rules than were asked for' },
  'rate-limited': { status: 429, title: 'You have asked too often' },
  internal: { status: 500, title: 'Something broke here' },
  'source-unreachable': { status: 502, title: 'A source did not answer' },
  'source-not-found': { status: 502, title: 'A source does not exist' },
  'source-not-a-list': { status: 502, title: 'A source is not a filter list' },
  'source-timeout': { status: 502, title: 'A source took too long' },
  'source-shrunk': { status: 502, title: 'A source has lost too much' },
  'clerk-refused': { status: 502, title: 'Clerk has refused this' },
  'webhooks-not-configured': { status: 503, title: 'Webhooks are not set up here' },
  misconfigured: { status: 503, title: 'This service is set up wrongly' },
  unavailable: { status: 503, title: 'This cannot be done right now' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemCatalogue;

/** Where the page for a problem stands, relative to the service's own origin: the `type` of RFC 9457. */
export function problemType(code: ProblemCode): string {
  return `/errors#${code}`;
}
