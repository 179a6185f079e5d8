import {
  type HealthResponse,
  healthResponseSchema,
  type IdentityHealth,
  type PartHealth,
} from '@bloqr/contract';
import type { Route } from '../http/route.ts';

/** Looks at the parts of the service. None of them rejects. */
export interface HealthChecks {
  readonly configuration: () => Promise<PartHealth>;
  readonly database: () => Promise<PartHealth>;
  readonly compiler: () => Promise<PartHealth>;
  /** Undefined where there is nothing to tell. It decides nothing about the status. */
  readonly identity: () => Promise<IdentityHealth | undefined>;
}

const form = { name: 'HealthResponse', schema: healthResponseSchema };

/** `GET /api/health`: 200 where every part works, otherwise 503 with the same body. */
export function createHealthRoute(checks: HealthChecks): Route {
  return {
    method: 'GET',
    path: '/api/health',
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'uncounted',
    summary: 'Whether every part works',
    answers: [
      { status: 200, description: 'Every part works.', mediaType: 'application/json', form },
      { status: 503, description: 'Some part does not work.', mediaType: 'application/json', form },
    ],
    problems: [],
    handle: async () => {
      const [configuration, database, compiler, identity] = await Promise.all([
        checks.configuration(),
        checks.database(),
        checks.compiler(),
        checks.identity(),
      ]);
      const parts = { configuration, database, compiler };
      const isOk = Object.values(parts).every((part) => part.status === 'ok');
      const body: HealthResponse = { status: isOk ? 'ok' : 'failing', parts, ...(identity && { identity }) };
      return Response.json(body, { status: isOk ? 200 : 503 });
    },
  };
}
