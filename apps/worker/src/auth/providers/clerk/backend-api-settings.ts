import type { Environment } from '@bloqr/contract';
import type { BackendApiSettings } from './backend-api.ts';

/** The settings CLERK_SECRET_KEY and CLERK_API_URL, parsed. */
export interface ParsedBackendApi {
  /** Undefined where there is no secret key: everything works without it, only later. */
  readonly api: BackendApiSettings | undefined;
  /** A sentence each, without anything of the key in it. */
  readonly faults: readonly string[];
}

const defaultUrl = 'https://api.clerk.com';

/**
 * Reads where Clerk's Backend API is and what opens it. Outside of production it may be on this machine, without TLS; else
 * the key would travel in the clear.
 */
export function parseBackendApi(secretKey: string, url: string, environment: Environment): ParsedBackendApi {
  const faults: string[] = [];
  const parsed = URL.parse(url === '' ? defaultUrl : url);
  const isPlain = parsed !== null && parsed.href === `${parsed.origin}/`;
  const isLoopback =
    parsed?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  if (!isPlain || !(parsed.protocol === 'https:' || (isLoopback && environment !== 'production'))) {
    faults.push(
      'CLERK_API_URL must be an https address without a path; outside of production http://localhost will do, too.',
    );
  }
  if (secretKey !== '' && !/^sk_(test|live)_[\x21-\x7e]+$/.test(secretKey)) {
    faults.push('CLERK_SECRET_KEY must begin with sk_test_ or sk_live_.');
  }
  if (faults.length > 0 || secretKey === '' || parsed === null) return { api: undefined, faults };
  return { api: { url: parsed.origin, secretKey }, faults };
}
