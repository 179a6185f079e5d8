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
  const isRight = entries.every(isOrigin);
  const faults = isRight
    ? []
    : ['ALLOWED_ORIGINS must be a comma-separated list of origins such as https://app.example.org.'];
  return { origins: new Set(isRight ? entries : []), faults };
}

/** Whether it is an origin of the web in the one spelling that a browser sends: lower case, no default port, no path. */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}
