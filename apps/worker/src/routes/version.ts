import { type Environment, type VersionResponse, versionResponseSchema } from '@bloqr/contract';
import manifest from '../../package.json' with { type: 'json' };
import type { Route } from '../http/route.ts';

/** `GET /api/version`: what runs here. Always 200, whatever else is broken. */
export function createVersionRoute(environment: Environment): Route {
  return {
    method: 'GET',
    path: '/api/version',
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'uncounted',
    summary: 'What runs here',
    answers: [
      {
        status: 200,
        description: 'Name, version and environment.',
        mediaType: 'application/json',
        form: { name: 'VersionResponse', schema: versionResponseSchema },
      },
    ],
    problems: [],
    handle: async () =>
      Response.json({
        name: 'bloqr-backend',
        version: manifest.version,
        environment,
      } satisfies VersionResponse),
  };
}
