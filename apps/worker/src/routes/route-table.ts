import type { Environment } from '@bloqr/contract';
import type { PrepareCompile } from '../compilations/compile-list.ts';
import type { Route } from '../http/route.ts';
import { createCompileRoute } from './compile.ts';
import { createCompileStreamRoute } from './compile-stream.ts';
import { createHealthRoute, type HealthChecks } from './health.ts';
import { createVersionRoute } from './version.ts';

/** What the routes need of the rest of the Worker. */
export interface RouteParts {
  readonly environment: Environment;
  readonly healthChecks: HealthChecks;
  readonly prepareCompile: PrepareCompile;
}

/** Every route of the API. */
export function createRoutes({ environment, healthChecks, prepareCompile }: RouteParts): readonly Route[] {
  return [
    createVersionRoute(environment),
    createHealthRoute(healthChecks),
    createCompileRoute(prepareCompile),
    createCompileStreamRoute(prepareCompile),
  ];
}
