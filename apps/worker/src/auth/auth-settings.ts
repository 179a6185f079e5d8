import {
  type AuthProviderName,
  authProviderNames,
  type BetterAuthBindings,
  type BetterAuthSettings,
  type ClerkBindings,
  type ClerkSettings,
  type EmailSettings,
  type Environment,
  hasClerkSettings,
  parseBetterAuthSettings,
  parseClerkSettings,
} from '@bloqr/contract';

/** Who may sign people in, as the settings have it. */
export interface AuthSettings {
  /** In order of preference. */
  readonly providers: readonly AuthProviderName[];
  /** Undefined where Clerk is not among them, or its settings make no sense. */
  readonly clerk: ClerkSettings | undefined;
  /** Undefined where Better Auth is not among them, or has no secret. */
  readonly betterAuth: BetterAuthSettings | undefined;
}

export interface ParsedAuthSettings {
  readonly settings: AuthSettings;
  /** A sentence each. */
  readonly faults: readonly string[];
}

/**
 * Reads AUTH_PROVIDERS, a comma-separated list in order of preference, and the variables of those that are in it. Unset, it is
 * Clerk where any variable of Clerk is set, and Better Auth elsewhere.
 *
 * @param hasLibrary whether this Worker was bundled with the library of Better Auth
 */
export function parseAuthSettings(
  bindings: ClerkBindings & BetterAuthBindings & { readonly AUTH_PROVIDERS?: string },
  environment: Environment,
  email: EmailSettings,
  hasLibrary: boolean,
): ParsedAuthSettings {
  const faults: string[] = [];
  const entries = (bindings.AUTH_PROVIDERS ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const named = authProviderNames.filter((name) => entries.includes(name));
  if (named.length !== entries.length)
    faults.push(
      `AUTH_PROVIDERS must be a comma-separated list of ${authProviderNames.join(', ')}, each once at most.`,
    );
  const usual: AuthProviderName = hasClerkSettings(bindings) ? 'clerk' : 'better-auth';
  const providers =
    entries.length === 0
      ? [usual]
      : named.toSorted((left, right) => entries.indexOf(left) - entries.indexOf(right));
  const { clerk, faults: clerkFaults } = providers.includes('clerk')
    ? parseClerkSettings(bindings, environment)
    : { clerk: undefined, faults: [] };
  const { betterAuth, faults: betterAuthFaults } = providers.includes('better-auth')
    ? parseBetterAuthSettings(bindings, environment, email)
    : { betterAuth: undefined, faults: [] };
  if (providers.includes('better-auth') && !hasLibrary)
    faults.push(
      'This Worker was bundled without Better Auth, and it is to sign people in: set AUTH_PROVIDERS in [vars] of wrangler.toml, and deploy again.',
    );
  return {
    settings: { providers, clerk, betterAuth },
    faults: [
      ...faults,
      ...clerkFaults.map(({ sentence }) => sentence),
      ...betterAuthFaults.map(({ sentence }) => sentence),
    ],
  };
}
