import { type Environment, environments } from '@bloqr/contract';
import { z } from 'zod';
import { parseHostAllowlist } from './sources/host-allowlist.ts';

/** What wrangler.toml and the environment give the Worker, unparsed. A variable left out is absent or empty. */
export interface Bindings {
  readonly DB?: D1Database;
  readonly ENVIRONMENT?: string;
  readonly SOURCE_HOST_ALLOWLIST?: string;
}

/** The settings, parsed. */
export interface Settings {
  readonly environment: Environment;
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

  return {
    environment: environment.success ? environment.data : 'production',
    sourceHostAllowlist: isRefused ? new Set() : allowlist.hosts,
    faults,
  };
}
