import {
  type AccessBindings,
  type AccessSettings,
  type BetterAuthBindings,
  type ClerkBindings,
  type EmailBindings,
  type EmailSettings,
  type Environment,
  environments,
  parseAccessSettings,
  parseAllowedOrigins,
  parseEmailSettings,
  parseHostAllowlist,
  parseRateQuotas,
  type RateQuotas,
} from '@bloqr/contract';
import { z } from 'zod';
import { type AuthSettings, parseAuthSettings } from './auth/auth-settings.ts';
import { loadLibrary } from './auth/providers/better-auth/load-library.ts';
import type { RateWindow } from './rate-limit/rate-window-do.ts';

/** What wrangler.toml and the environment give the Worker, unparsed. A variable left out is absent or empty. */
export interface Bindings extends ClerkBindings, BetterAuthBindings, EmailBindings, AccessBindings {
  readonly DB?: D1Database;
  readonly RATE_WINDOWS?: DurableObjectNamespace<RateWindow>;
  /** Which deployment this is; another code has another id. */
  readonly CF_VERSION_METADATA?: { readonly id: string };
  readonly ENVIRONMENT?: string;
  readonly ALLOWED_ORIGINS?: string;
  readonly RATE_LIMITS?: string;
  readonly SOURCE_HOST_ALLOWLIST?: string;
  readonly AUTH_PROVIDERS?: string;
}

/** The settings, parsed. */
export interface Settings {
  readonly environment: Environment;
  /** Origins whose pages may use the API, the service's own not among them. */
  readonly allowedOrigins: ReadonlySet<string>;
  readonly rateQuotas: RateQuotas;
  readonly auth: AuthSettings;
  readonly email: EmailSettings;
  /** The second door of administrators. */
  readonly access: AccessSettings;
  /** `host:port` that sources may name although it is local. */
  readonly sourceHostAllowlist: ReadonlySet<string>;
  /** What is wrong with the set-up, a sentence each. Where there is one, the service refuses to work. */
  readonly faults: readonly string[];
}

const environmentSchema = z.enum(environments);

/** Parses the bindings once. What cannot be understood is taken in its strictest sense and reported as a fault. */
export function parseSettings(bindings: Bindings): Settings {
  const faults: string[] = [];
  const environment = environmentSchema.safeParse(bindings.ENVIRONMENT || 'local');
  if (!environment.success) faults.push(`ENVIRONMENT must be one of ${environments.join(', ')}.`);
  const isProduction = !environment.success || environment.data === 'production';

  const allowlist = parseHostAllowlist(bindings.SOURCE_HOST_ALLOWLIST ?? '');
  if (allowlist.invalidCount > 0)
    faults.push('SOURCE_HOST_ALLOWLIST must be a comma-separated list of host:port.');
  const isRefused = isProduction && allowlist.hosts.size > 0;
  if (isRefused) faults.push('SOURCE_HOST_ALLOWLIST must not be set in production.');

  const parsedEnvironment = environment.success ? environment.data : 'production';
  const origins = parseAllowedOrigins(bindings.ALLOWED_ORIGINS ?? '', parsedEnvironment);
  const rates = parseRateQuotas(bindings.RATE_LIMITS ?? '');
  const email = parseEmailSettings(bindings, parsedEnvironment);
  const auth = parseAuthSettings(bindings, parsedEnvironment, email.email, loadLibrary !== undefined);
  const access = parseAccessSettings(bindings, parsedEnvironment);
  faults.push(...origins.faults, ...rates.faults, ...auth.faults, ...email.faults, ...access.faults);

  return {
    environment: parsedEnvironment,
    allowedOrigins: origins.origins,
    rateQuotas: rates.quotas,
    auth: auth.settings,
    email: email.email,
    access: access.settings,
    sourceHostAllowlist: isRefused ? new Set() : allowlist.hosts,
    faults,
  };
}
