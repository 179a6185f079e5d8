import type { Environment } from '@bloqr/contract';
import type { CompileList } from '../compilations/compile-list.ts';
import type { Route } from '../http/route.ts';
import { createCompileRoute } from './compile.ts';
import { createHealthRoute, type HealthChecks } from './health.ts';
import { createVersionRoute } from './version.ts';

/** What the routes need of the rest of the Worker. */
export interface RouteParts {
  readonly environment: Environment;
  readonly healthChecks: HealthChecks;
  readonly compileList: CompileList;
}

/** Every route of the API. */
export function createRoutes({ environment, healthChecks, compileList }: RouteParts): readonly Route[] {
  return [createVersionRoute(environment), createHealthRoute(healthChecks), createCompileRoute(compileList)];
}
