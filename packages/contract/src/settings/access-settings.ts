import type { Environment } from './environment.ts';
import { isLoopbackHost } from './is-loopback-host.ts';

/** The variables, unparsed. One left out is absent or empty; spaces around a value do not count. */
export interface AccessBindings {
  readonly CF_ACCESS_TEAM_DOMAIN?: string;
  readonly CF_ACCESS_AUD?: string;
}

/** Whether administrators have to come through Cloudflare Access, and through which. */
export type AccessSettings =
  /** Nothing is set. */
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      /** What `iss` must be: the team domain with `https://` and no slash at the end. */
      readonly issuer: string;
      /** What `aud` must name: the tag of the application. */
      readonly audience: string;
      /** Where the team publishes its keys. */
      readonly keySetUrl: string;
    }
  /** Something is set that cannot be understood: nobody comes through. */
  | { readonly kind: 'closed' };

export interface ParsedAccessSettings {
  readonly settings: AccessSettings;
  /** A sentence each. */
  readonly faults: readonly string[];
}

const teamHosts = '.cloudflareaccess.com';
/** `developers.cloudflare.com/…/authorization-cookie/validating-json`. */
const keySetPath = '/cdn-cgi/access/certs';
/** A label of a host name (RFC 1123, section 2.1), in lower case as `iss` has it. */
const teamName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** SHA-256 in hexadecimal digits. */
const audienceTag = /^[0-9a-f]{64}$/;

/**
 * Reads CF_ACCESS_TEAM_DOMAIN and CF_ACCESS_AUD, which are one setting: both or neither. The team is given by its name, by its
 * host or by `https://` and its host, and by nothing around these, since what comes out of it is compared character by
 * character. Outside production it may be `http://` and a host of this machine, where a stand-in is.
 */
export function parseAccessSettings(
  bindings: AccessBindings,
  environment: Environment,
): ParsedAccessSettings {
  const domain = bindings.CF_ACCESS_TEAM_DOMAIN?.trim() || undefined;
  const audience = bindings.CF_ACCESS_AUD?.trim() || undefined;
  if (domain === undefined && audience === undefined) return { settings: { kind: 'off' }, faults: [] };
  if (domain === undefined || audience === undefined)
    return close('CF_ACCESS_TEAM_DOMAIN and CF_ACCESS_AUD must both be set, or neither.');

  const issuer = readIssuer(domain, environment);
  const faults: string[] = [];
  if (issuer === undefined)
    faults.push(
      `CF_ACCESS_TEAM_DOMAIN must be the name of a team or https://<name>${teamHosts}, in lower case and without anything behind it.`,
    );
  if (!audienceTag.test(audience))
    faults.push('CF_ACCESS_AUD must be the Application Audience (AUD) Tag, 64 hexadecimal digits.');
  if (issuer === undefined || faults.length > 0) return close(...faults);
  return { settings: { kind: 'on', issuer, audience, keySetUrl: `${issuer}${keySetPath}` }, faults };
}

function close(...faults: readonly string[]): ParsedAccessSettings {
  return { settings: { kind: 'closed' }, faults };
}

function readIssuer(domain: string, environment: Environment): string | undefined {
  if (domain.startsWith('http://')) return environment === 'production' ? undefined : readLocal(domain);
  const host = domain.startsWith('https://') ? domain.slice('https://'.length) : domain;
  const isWhole = host.endsWith(teamHosts);
  // A bare name is a name alone: behind https:// stands a host.
  if (!isWhole && host !== domain) return undefined;
  const name = isWhole ? host.slice(0, -teamHosts.length) : host;
  return teamName.test(name) ? `https://${name}${teamHosts}` : undefined;
}

/** The address of a stand-in, spelled as `URL` spells it. */
function readLocal(domain: string): string | undefined {
  const url = URL.parse(domain);
  return url !== null && url.origin === domain && isLoopbackHost(url.hostname) ? domain : undefined;
}
