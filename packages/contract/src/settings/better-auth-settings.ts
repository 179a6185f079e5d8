import type { EmailSettings } from './email-settings.ts';
import type { Environment } from './environment.ts';
import { isLoopbackHost } from './is-loopback-host.ts';

/** The variables, unparsed. One left out is absent or empty; spaces around a value do not count. */
export interface BetterAuthBindings {
  readonly BETTER_AUTH_SECRET?: string;
  /** Several, while one is exchanged: `2:…,1:…`, the first being the one in use. */
  readonly BETTER_AUTH_SECRETS?: string;
  readonly BETTER_AUTH_URL?: string;
  readonly BETTER_AUTH_VERIFY_EMAIL?: string;
  readonly BETTER_AUTH_GITHUB_CLIENT_ID?: string;
  readonly BETTER_AUTH_GITHUB_CLIENT_SECRET?: string;
  readonly BETTER_AUTH_GOOGLE_CLIENT_ID?: string;
  readonly BETTER_AUTH_GOOGLE_CLIENT_SECRET?: string;
}

/** Accounts elsewhere with which somebody may sign in. */
export const socialProviderNames = ['github', 'google'] as const;
export type SocialProviderName = (typeof socialProviderNames)[number];

/** What the service is to an account elsewhere. */
export interface SocialClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A secret under its number, which stands with what was encrypted. */
export interface VersionedSecret {
  readonly version: number;
  readonly value: string;
}

export interface BetterAuthSettings {
  /** With which cookies are signed and secrets of people are encrypted. */
  readonly secret: string;
  /** The one without a number. */
  readonly plainSecret: string | undefined;
  /** Those with numbers, the one in use first; undefined where there are none. */
  readonly secrets: readonly VersionedSecret[] | undefined;
  /** The origin that links lead to; undefined: that of the request. */
  readonly url: string | undefined;
  /** Whether an address must be verified before somebody can sign in with it. */
  readonly isVerificationRequired: boolean;
  readonly social: Readonly<Partial<Record<SocialProviderName, SocialClient>>>;
}

export interface ParsedBetterAuthSettings {
  /** Undefined where nobody can be signed in. */
  readonly betterAuth: BetterAuthSettings | undefined;
  readonly faults: readonly BetterAuthFault[];
}

/** Which rule the variables of Better Auth break. */
export type BetterAuthRule =
  /** There is a secret. */
  | 'secret-set'
  /** Secrets are random, and written as they must be. */
  | 'secret-strong'
  /** The service knows its address. */
  | 'url'
  /** What belongs together is set together. */
  | 'together'
  /** A value has the form that it must have. */
  | 'form';

/** What is wrong with the variables of Better Auth. */
export interface BetterAuthFault {
  readonly rule: BetterAuthRule;
  /** For people; without anything of a secret in it. */
  readonly sentence: string;
}

/** A hash has as many bits; what is shorter can be tried out by whoever sees one signature. */
const secretLengthMin = 32;
/** So many different characters has every random text of that length, and no word or repetition. */
const secretVarietyMin = 10;

/**
 * Reads the variables of Better Auth. Without a secret nobody can sign in: a fault wherever the service is deployed; on this
 * machine, where `npm start` makes one, only a provider less. Addresses have to be verified wherever e-mails go to people.
 */
export function parseBetterAuthSettings(
  bindings: BetterAuthBindings,
  environment: Environment,
  email: EmailSettings,
): ParsedBetterAuthSettings {
  const faults: BetterAuthFault[] = [];
  const addFault = (rule: BetterAuthRule, sentence: string) => faults.push({ rule, sentence });
  const isProduction = environment === 'production';

  const single = read(bindings, 'BETTER_AUTH_SECRET');
  const list = read(bindings, 'BETTER_AUTH_SECRETS');
  const secrets = list === undefined ? undefined : parseSecrets(list);
  if (list !== undefined && secrets === undefined)
    addFault(
      'secret-strong',
      'BETTER_AUTH_SECRETS must be a comma-separated list such as 2:…,1:…, each number once.',
    );
  const secret = secrets?.[0]?.value ?? single;
  if (secret === undefined && environment !== 'local')
    addFault('secret-set', 'BETTER_AUTH_SECRET must be set; `openssl rand -base64 33` makes one.');
  for (const value of new Set([single, ...(secrets ?? []).map((one) => one.value)])) {
    if (value !== undefined && isWeak(value))
      addFault(
        'secret-strong',
        `A secret of Better Auth must have ${secretLengthMin} random characters at least; \`openssl rand -base64 33\` makes one.`,
      );
  }

  const urlText = read(bindings, 'BETTER_AUTH_URL');
  const url = urlText === undefined ? undefined : parseOrigin(urlText, isProduction);
  if (urlText !== undefined && url === undefined)
    addFault(
      'url',
      `BETTER_AUTH_URL must be the origin of this service such as https://bloqr.example.org${isProduction ? ', by https and not on this machine' : ''}.`,
    );
  // The host of a request is not to decide where a link in an e-mail leads.
  if (urlText === undefined && isProduction)
    addFault('url', 'BETTER_AUTH_URL must be set in production, to the origin of this service.');

  const verify = read(bindings, 'BETTER_AUTH_VERIFY_EMAIL');
  if (verify !== undefined && verify !== 'true' && verify !== 'false')
    addFault('form', 'BETTER_AUTH_VERIFY_EMAIL must be true or false.');
  if (verify === 'true' && email.kind === 'none')
    addFault(
      'together',
      'BETTER_AUTH_VERIFY_EMAIL is true, but no e-mail can be sent: set EMAIL_FROM and RESEND_API_KEY.',
    );

  const social: Partial<Record<SocialProviderName, SocialClient>> = {};
  for (const name of socialProviderNames) {
    const prefix = `BETTER_AUTH_${name === 'github' ? 'GITHUB' : 'GOOGLE'}` as const;
    const clientId = read(bindings, `${prefix}_CLIENT_ID`);
    const clientSecret = read(bindings, `${prefix}_CLIENT_SECRET`);
    if (clientId !== undefined && clientSecret !== undefined) social[name] = { clientId, clientSecret };
    else if (clientId !== clientSecret)
      addFault('together', `${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET must be set together.`);
  }

  if (secret === undefined) return { betterAuth: undefined, faults };
  const isVerificationRequired =
    email.kind !== 'none' && (verify === undefined ? email.kind !== 'log' : verify === 'true');
  return {
    betterAuth: { secret, plainSecret: single, secrets, url, isVerificationRequired, social },
    faults,
  };
}

function read(bindings: BetterAuthBindings, name: keyof BetterAuthBindings): string | undefined {
  return bindings[name]?.trim() || undefined;
}

function isWeak(secret: string): boolean {
  return secret.length < secretLengthMin || new Set(secret).size < secretVarietyMin;
}

/** Undefined where it is no such list. */
function parseSecrets(text: string): readonly VersionedSecret[] | undefined {
  const secrets: VersionedSecret[] = [];
  for (const entry of text.split(',').map((one) => one.trim())) {
    const [, version, value] = /^(\d{1,6}):\s*(\S+)$/.exec(entry) ?? [];
    if (version === undefined || value === undefined) return undefined;
    if (secrets.some((one) => one.version === Number(version))) return undefined;
    secrets.push({ version: Number(version), value });
  }
  return secrets;
}

/** An origin of https, or, where that is not production, of http on this machine. */
function parseOrigin(text: string, isProduction: boolean): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, href, hostname, protocol } = new URL(text);
  // An asterisk would be a pattern to the library, and stand for hosts that are not meant.
  if (href !== `${origin}/` || hostname.includes('*')) return undefined;
  if (isLoopbackHost(hostname)) return isProduction || !/^https?:$/.test(protocol) ? undefined : origin;
  return protocol === 'https:' ? origin : undefined;
}
