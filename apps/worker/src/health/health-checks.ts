import type { HealthResponse, IdentityHealth, PartHealth } from '@bloqr/contract';

/** Looks at the parts of the service. None of them rejects. */
export interface HealthChecks {
  readonly configuration: () => Promise<PartHealth>;
  readonly database: () => Promise<PartHealth>;
  readonly compiler: () => Promise<PartHealth>;
  /** Undefined where there is nothing to tell. It decides nothing about the status. */
  readonly identity: () => Promise<IdentityHealth | undefined>;
}

/** Looks at all parts at once. */
export async function findHealth(checks: HealthChecks): Promise<HealthResponse> {
  const [configuration, database, compiler, identity] = await Promise.all([
    checks.configuration(),
    checks.database(),
    checks.compiler(),
    checks.identity(),
  ]);
  const parts = { configuration, database, compiler };
  const isOk = Object.values(parts).every((part) => part.status === 'ok');
  return { status: isOk ? 'ok' : 'failing', parts, ...(identity && { identity }) };
}
