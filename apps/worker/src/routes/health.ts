import { healthResponseSchema } from '@bloqr/contract';
import { findHealth, type HealthChecks } from '../health/health-checks.ts';
import type { Route } from '../http/route.ts';

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
      const body = await findHealth(checks);
      return Response.json(body, { status: body.status === 'ok' ? 200 : 503 });
    },
  };
}
