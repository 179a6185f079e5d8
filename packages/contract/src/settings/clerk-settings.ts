import type { Environment } from './environment.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { type PublishableKey, parsePublishableKey } from './publishable-key.ts';

/** The variables, unparsed. One left out is absent or empty; spaces around a value do not count. */
export interface ClerkBindings {
  readonly CLERK_PUBLISHABLE_KEY?: string;
  readonly CLERK_JWKS_URL?: string;
  readonly CLERK_SECRET_KEY?: string;
  readonly CLERK_API_URL?: string;
  readonly CLERK_PROXY_URL?: string;
  readonly CLERK_WEBHOOK_SECRET?: string;
  /** Another name of the same. */
  readonly CLERK_WEBHOOK_SIGNING_SECRET?: string;
  readonly CLERK_INSTANCE_ID?: string;
  readonly CLERK_ALLOW_MISSING_AZP?: string;
}

/** How the service stands to a Clerk instance. */
export interface ClerkSettings {
  readonly publishableKey: string | undefined;
  /** What `iss` must be in its tokens. */
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly secretKey: string | undefined;
  /** The Backend API, without a slash at the end. */
  readonly apiUrl: string;
  /**
   * How pages reach the Frontend API where not at the issuer: `/__clerk`, through this service, or the address of a proxy
   * elsewhere, without a slash at the end.
   */
  readonly proxyUrl: string | undefined;
  /** Where this service hands on to, without a slash at the end: Clerk's own, or the stand-in of `apiUrl`. */
  readonly frontendUrl: string;
  /** As they are written; whoever uses them looks at their form. */
  readonly webhookSecrets: readonly string[];
  readonly instanceId: string | undefined;
  /** Whether a Bearer token may leave `azp` out. */
  readonly isMissingAzpAllowed: boolean;
}

export interface ParsedClerkSettings {
  /** Undefined where it cannot be told whose tokens count. */
  readonly clerk: ClerkSettings | undefined;
  readonly faults: readonly ClerkFault[];
}

/** Which rule the variables of Clerk break. */
export type ClerkRule =
  /** Something is set, but nothing that says whose tokens count. */
  | 'instance-named'
  /** A value has not the form that it must have. */
  | 'form'
  /** Publishable key and key set name the same host. */
  | 'hosts-agree'
  /** Publishable and secret key are both of a test, or both of a live instance. */
  | 'modes-agree'
  /** Production uses a live instance. */
  | 'live-instance'
  /** Two names of one setting do not differ. */
  | 'one-value';

/** What is wrong with the variables of Clerk. */
export interface ClerkFault {
  readonly rule: ClerkRule;
  /** For people; without anything of a secret in it. */
  readonly sentence: string;
}

export const clerkVariables = [
  'CLERK_PUBLISHABLE_KEY',
  'CLERK_JWKS_URL',
  'CLERK_SECRET_KEY',
  'CLERK_API_URL',
  'CLERK_PROXY_URL',
  'CLERK_WEBHOOK_SECRET',
  'CLERK_WEBHOOK_SIGNING_SECRET',
  'CLERK_INSTANCE_ID',
  'CLERK_ALLOW_MISSING_AZP',
] as const satisfies readonly (keyof ClerkBindings)[];

/** Where this service itself hands on to the Frontend API; Clerk's own examples use the same path. */
export const clerkProxyPath = '/__clerk';

/** Where Clerk takes what proxies hand on: https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi */
const frontendUrlDefault = 'https://frontend-api.clerk.dev';
const apiUrlDefault = 'https://api.clerk.com';
const jwksPath = '/.well-known/jwks.json';
/** Where the Frontend API of every development instance is. */
const developmentHosts = '.clerk.accounts.dev';

/** Whether anything of Clerk is set. */
export function hasClerkSettings(bindings: ClerkBindings): boolean {
  return clerkVariables.some((name) => read(bindings, name) !== undefined);
}

/**
 * Reads the variables of Clerk. The issuer is `https://` and the host in the publishable key; without that key, the origin
 * of the address of the key set. In production both must be of one host and https, and keys and hosts of a development
 * instance are refused; elsewhere the key set may be on this machine, where a local Clerk is.
 */
export function parseClerkSettings(bindings: ClerkBindings, environment: Environment): ParsedClerkSettings {
  const faults: ClerkFault[] = [];
  const addFault = (rule: ClerkRule, sentence: string) => faults.push({ rule, sentence });
  const isProduction = environment === 'production';

  const keyText = read(bindings, 'CLERK_PUBLISHABLE_KEY');
  const key = keyText === undefined ? undefined : parsePublishableKey(keyText);
  if (keyText !== undefined && key === undefined)
    addFault(
      'form',
      'CLERK_PUBLISHABLE_KEY must be a publishable key such as pk_test_… or pk_live_…, copied as a whole.',
    );
  const jwksText = read(bindings, 'CLERK_JWKS_URL');
  const jwksUrl = jwksText === undefined ? undefined : parseUrl(jwksText, isProduction);
  if (jwksText !== undefined && jwksUrl === undefined)
    addFault('form', `CLERK_JWKS_URL must be an address ${describeUrl(isProduction)}.`);
  if (keyText === undefined && jwksText === undefined)
    addFault(
      'instance-named',
      'CLERK_PUBLISHABLE_KEY or CLERK_JWKS_URL must be set where another variable of Clerk is.',
    );
  faults.push(...findDisagreement(key, jwksUrl, isProduction));

  const secretKey = read(bindings, 'CLERK_SECRET_KEY');
  faults.push(...findSecretKeyFaults(secretKey, key, isProduction));

  const apiText = read(bindings, 'CLERK_API_URL');
  const apiUrl = parseUrl(apiText ?? apiUrlDefault, isProduction);
  if (apiUrl === undefined)
    addFault('form', `CLERK_API_URL must be an address ${describeUrl(isProduction)}.`);

  const proxyText = trimSlashes(read(bindings, 'CLERK_PROXY_URL') ?? '') || undefined;
  const isProxyHere = proxyText === clerkProxyPath;
  const proxyUrl =
    isProxyHere || proxyText === undefined ? proxyText : parseProxyUrl(proxyText, isProduction);
  if (proxyText !== undefined && proxyUrl === undefined)
    addFault(
      'form',
      `CLERK_PROXY_URL must be ${clerkProxyPath}, or an address ${describeUrl(isProduction)}, without a query.`,
    );
  if (isProxyHere && secretKey === undefined)
    addFault(
      'form',
      `CLERK_PROXY_URL=${clerkProxyPath} needs CLERK_SECRET_KEY: Clerk takes no proxy without it.`,
    );

  const secret = read(bindings, 'CLERK_WEBHOOK_SECRET');
  const sameSecret = read(bindings, 'CLERK_WEBHOOK_SIGNING_SECRET');
  if (secret !== undefined && sameSecret !== undefined && secret !== sameSecret)
    addFault(
      'one-value',
      'CLERK_WEBHOOK_SECRET and CLERK_WEBHOOK_SIGNING_SECRET are one setting and must not differ.',
    );

  const instanceId = read(bindings, 'CLERK_INSTANCE_ID');
  if (instanceId !== undefined && !/^ins_[A-Za-z0-9]+$/.test(instanceId))
    addFault('form', 'CLERK_INSTANCE_ID must be the id of an instance, ins_ and letters and digits.');

  const missingAzp = read(bindings, 'CLERK_ALLOW_MISSING_AZP') ?? String(!isProduction);
  if (missingAzp !== 'true' && missingAzp !== 'false')
    addFault('form', 'CLERK_ALLOW_MISSING_AZP must be true or false.');

  const issuer = key === undefined ? jwksUrl?.origin : `https://${key.host}`;
  if (issuer === undefined || (jwksText !== undefined && jwksUrl === undefined))
    return { clerk: undefined, faults };
  const api = trimSlashes(apiUrl?.href ?? apiUrlDefault);
  return {
    clerk: {
      publishableKey: key && keyText,
      issuer,
      jwksUrl: jwksUrl?.href ?? `${issuer}${jwksPath}`,
      secretKey,
      apiUrl: api,
      proxyUrl,
      frontendUrl: apiText === undefined || api === apiUrlDefault ? frontendUrlDefault : api,
      webhookSecrets: splitList(secret ?? sameSecret ?? ''),
      instanceId,
      isMissingAzpAllowed: missingAzp === 'true',
    },
    faults,
  };
}

function read(bindings: ClerkBindings, name: keyof ClerkBindings): string | undefined {
  return bindings[name]?.trim() || undefined;
}

/** An address of https, or, where that is not production, of http on this machine. */
function parseUrl(text: string, isProduction: boolean): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  if (isLoopbackHost(url.hostname)) return isProduction || !/^https?:$/.test(url.protocol) ? undefined : url;
  return url.protocol === 'https:' ? url : undefined;
}

function parseProxyUrl(text: string, isProduction: boolean): string | undefined {
  const url = parseUrl(text, isProduction);
  return url === undefined || url.href.includes('?') ? undefined : trimSlashes(url.href);
}

function trimSlashes(url: string): string {
  return url.replace(/\/+$/, '');
}

function describeUrl(isProduction: boolean): string {
  return isProduction
    ? 'that begins with https:// and is not on this machine'
    : 'that begins with https://, or with http:// on this machine';
}

/** What is wrong between the two names of one instance. */
function findDisagreement(
  key: PublishableKey | undefined,
  jwksUrl: URL | undefined,
  isProduction: boolean,
): ClerkFault[] {
  const faults: ClerkFault[] = [];
  const addFault = (rule: ClerkRule, sentence: string) => faults.push({ rule, sentence });
  const isOnLoopback = jwksUrl !== undefined && isLoopbackHost(jwksUrl.hostname);
  if (key !== undefined && jwksUrl !== undefined && key.host !== jwksUrl.host && !isOnLoopback)
    addFault(
      'hosts-agree',
      `CLERK_PUBLISHABLE_KEY is of ${key.host}, CLERK_JWKS_URL of ${jwksUrl.host}: they must name the same host.`,
    );
  if (!isProduction) return faults;
  if (key?.kind === 'test')
    addFault(
      'live-instance',
      'CLERK_PUBLISHABLE_KEY is that of a test instance; production needs pk_live_….',
    );
  const hosts = new Set([key?.host, jwksUrl?.host]);
  for (const host of hosts) {
    if (host?.endsWith(developmentHosts))
      addFault(
        'live-instance',
        `${host} is the host of a development instance; production has one of its own.`,
      );
  }
  if (key !== undefined && isLoopbackHost(new URL(`https://${key.host}`).hostname))
    addFault('live-instance', 'CLERK_PUBLISHABLE_KEY must not name this machine in production.');
  return faults;
}

function findSecretKeyFaults(
  secretKey: string | undefined,
  key: PublishableKey | undefined,
  isProduction: boolean,
): ClerkFault[] {
  if (secretKey === undefined) return [];
  const kind = /^sk_(test|live)_[\x21-\x7e]+$/.exec(secretKey)?.[1];
  if (kind === undefined)
    return [
      { rule: 'form', sentence: 'CLERK_SECRET_KEY must be a secret key such as sk_test_… or sk_live_….' },
    ];
  if (isProduction && kind === 'test')
    return [
      {
        rule: 'live-instance',
        sentence: 'CLERK_SECRET_KEY is that of a test instance; production needs sk_live_….',
      },
    ];
  if (key !== undefined && key.kind !== kind)
    return [
      {
        rule: 'modes-agree',
        sentence:
          'CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY must be of one instance: one is test, the other live.',
      },
    ];
  return [];
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
