import type { ConfigResponse, Environment } from '@bloqr/contract';
import type { PrepareCompile } from '../compilations/compile-list.ts';
import type { Route } from '../http/route.ts';
import type { RateQuotas } from '../rate-limit/rate-quotas.ts';
import type { ReceiveDelivery } from '../webhooks/clerk/receive-delivery.ts';
import { createCompileRoute } from './compile.ts';
import { createCompileStreamRoute } from './compile-stream.ts';
import { createConfigRoute } from './config.ts';
import { createDocsRoute } from './docs.ts';
import { createHealthRoute, type HealthChecks } from './health.ts';
import { createOpenapiRoute } from './openapi.ts';
import { createValidateRoute } from './validate.ts';
import { createVersionRoute } from './version.ts';
import { createClerkWebhookRoute } from './webhooks/clerk.ts';

/** What the routes need of the rest of the Worker. */
export interface RouteParts {
  readonly environment: Environment;
  readonly rateQuotas: RateQuotas;
  readonly healthChecks: HealthChecks;
  readonly prepareCompile: PrepareCompile;
  /** What pages are told of the ways to sign in. */
  readonly signIn: ConfigResponse['auth'];
  readonly receiveClerkDelivery: ReceiveDelivery;
}

/** Every route of the API, in the order in which its description has them. */
export function createRoutes({
  environment,
  rateQuotas,
  healthChecks,
  prepareCompile,
  signIn,
  receiveClerkDelivery,
}: RouteParts): readonly Route[] {
  const routes: readonly Route[] = [
    createCompileRoute(prepareCompile),
    createCompileStreamRoute(prepareCompile),
    createValidateRoute(),
    createClerkWebhookRoute(receiveClerkDelivery),
    createConfigRoute(environment, rateQuotas, signIn),
    createVersionRoute(environment),
    createHealthRoute(healthChecks),
    createOpenapiRoute(() => routes),
    createDocsRoute(() => routes),
  ];
  return routes;
}
