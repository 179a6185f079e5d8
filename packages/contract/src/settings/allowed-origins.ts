import type { Environment } from './environment.ts';

/** The setting ALLOWED_ORIGINS, parsed. The service's own origin is allowed besides. */
export interface AllowedOrigins {
  readonly origins: ReadonlySet<string>;
  /** A sentence each. */
  readonly faults: readonly string[];
}

const localOrigins = ['http://localhost:4200', 'http://localhost:8787'];

/**
 * Reads a comma-separated list of origins, each written as browsers send it. Where none is set, production allows only
 * the service's own, everywhere else those of local development, too.
 */
export function parseAllowedOrigins(text: string, environment: Environment): AllowedOrigins {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) {
    return { origins: new Set(environment === 'production' ? [] : localOrigins), faults: [] };
  }
  const wrong = entries.flatMap((entry, index) => (isOrigin(entry) ? [] : [describeFault(entry, index + 1)]));
  if (wrong.length === 0) return { origins: new Set(entries), faults: [] };
  const rule = 'ALLOWED_ORIGINS must be a comma-separated list of origins such as https://app.example.org';
  return { origins: new Set(), faults: [`${rule}: ${wrong.join('; ')}.`] };
}

/** What is wrong with an entry. It is shown only where it is an address and nothing else: a secret may have been pasted. */
function describeFault(entry: string, number: number): string {
  const url = /^https?:\/\//i.test(entry) && URL.canParse(entry) ? new URL(entry) : undefined;
  if (url === undefined)
    return `entry ${number} ${entry === '*' ? 'is a wildcard' : 'is no address that begins with https://'}`;
  if (url.hostname.includes('*')) return `entry ${number} has a wildcard`;
  return `entry ${number} is written ${url.origin} by browsers`;
}

/** Whether it is an origin of the web in the one spelling that a browser sends: lower case, no default port, no path. */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}
