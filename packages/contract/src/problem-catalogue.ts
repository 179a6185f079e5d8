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
  'tier-limit-exceeded': { status: 403, title: 'The compile is larger than your tier allows' },
  'source-too-large': { status: 403, title: 'The sources are larger than your tier allows' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not taken here' },
  'invalid-request': { status: 422, title: 'The request does not have the form asked for' },
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
  misconfigured: { status: 503, title: 'This service is set up wrongly' },
  unavailable: { status: 503, title: 'This cannot be done right now' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemCatalogue;

/** Where the page for a problem stands, relative to the service's own origin: the `type` of RFC 9457. */
export function problemType(code: ProblemCode): string {
  return `/errors#${code}`;
}
