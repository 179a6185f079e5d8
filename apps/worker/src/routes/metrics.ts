import type { Environment } from '@bloqr/contract';
import manifest from '../../package.json' with { type: 'json' };
import { findHealth, type HealthChecks } from '../health/health-checks.ts';
import { renderMetrics } from '../health/render-metrics.ts';
import type { Route } from '../http/route.ts';

/**
 * `GET /api/metrics`: what `/api/health` says, for monitors that read OpenMetrics. Counted, unlike that: it is asked on a
 * schedule, and is no use to people.
 */
export function createMetricsRoute(checks: HealthChecks, environment: Environment): Route {
  return {
    method: 'GET',
    path: '/api/metrics',
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'counted',
    summary: 'The health as OpenMetrics text',
    answers: [
      {
        status: 200,
        description: 'Gauges, also where some part does not work.',
        mediaType: 'application/openmetrics-text',
      },
    ],
    problems: [],
    handle: async () => {
      const text = renderMetrics(await findHealth(checks), { version: manifest.version, environment });
      return new Response(text, {
        headers: { 'Content-Type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' },
      });
    },
  };
}
