import { type Environment, environments } from '@bloqr/contract';
import { z } from 'zod';
import type { BackendApiSettings } from './auth/providers/clerk/backend-api.ts';
import { parseBackendApi } from './auth/providers/clerk/backend-api-settings.ts';
import { parseAllowedOrigins } from './origins/allowed-origins.ts';
import { parseRateQuotas, type RateQuotas } from './rate-limit/rate-quotas.ts';
import type { RateWindow } from './rate-limit/rate-window-do.ts';
import { parseHostAllowlist } from './sources/host-allowlist.ts';
import { parseWebhookSettings, type WebhookSettings } from './webhooks/clerk/webhook-settings.ts';

/** What wrangler.toml and the environment give the Worker, unparsed. A variable left out is absent or empty. */
export interface Bindings {
  readonly DB?: D1Database;
  readonly RATE_WINDOWS?: DurableObjectNamespace<RateWindow>;
  /** Which deployment this is; another code has another id. */
  readonly CF_VERSION_METADATA?: { readonly id: string };
  readonly ENVIRONMENT?: string;
  readonly ALLOWED_ORIGINS?: string;
  readonly RATE_LIMITS?: string;
  readonly SOURCE_HOST_ALLOWLIST?: string;
  readonly CLERK_SECRET_KEY?: string;
  readonly CLERK_API_URL?: string;
  readonly CLERK_WEBHOOK_SECRET?: string;
  readonly CLERK_INSTANCE_ID?: string;
}

/** The settings, parsed. */
export interface Settings {
  readonly environment: Environment;
  /** Origins whose pages may use the API, the service's own not among them. */
  readonly allowedOrigins: ReadonlySet<string>;
  readonly rateQuotas: RateQuotas;
  /** `host:port` that sources may name although it is local. */
  readonly sourceHostAllowlist: ReadonlySet<string>;
  /** Clerk's Backend API; undefined where there is no key to it. */
  readonly clerkApi: BackendApiSettings | undefined;
  readonly clerkWebhooks: WebhookSettings;
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
  const clerkApi = parseBackendApi(
    bindings.CLERK_SECRET_KEY ?? '',
    bindings.CLERK_API_URL ?? '',
    parsedEnvironment,
  );
  const clerkWebhooks = parseWebhookSettings(
    bindings.CLERK_WEBHOOK_SECRET ?? '',
    bindings.CLERK_INSTANCE_ID ?? '',
  );
  faults.push(...origins.faults, ...rates.faults, ...clerkApi.faults, ...clerkWebhooks.faults);

  return {
    environment: parsedEnvironment,
    allowedOrigins: origins.origins,
    rateQuotas: rates.quotas,
    sourceHostAllowlist: isRefused ? new Set() : allowlist.hosts,
    clerkApi: clerkApi.api,
    clerkWebhooks,
    faults,
  };
}
