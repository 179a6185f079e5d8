import type { ConfigResponse, Environment, RateQuotas } from '@bloqr/contract';
import type { LinkAccounts } from '../account-links/link-accounts.ts';
import type { Administration } from '../administration/administration.ts';
import type { ApiKeys } from '../api-keys/api-keys.ts';
import type { ClerkMigration } from '../clerk-migration/clerk-migration.ts';
import type { PrepareCompile } from '../compilations/compile-list.ts';
import type { HealthChecks } from '../health/health-checks.ts';
import type { Route } from '../http/route.ts';
import type { Reconciliation } from '../reconciliation/reconciliation.ts';
import type { UserStore } from '../users/user-store.ts';
import type { ReceiveDelivery } from '../webhooks/clerk/receive-delivery.ts';
import { createAccountRoute } from './account.ts';
import { createClerkMigrationStatusRoute } from './admin/clerk-migration/get-status.ts';
import { createClerkMigrationStepRoute } from './admin/clerk-migration/take-step.ts';
import { createGetDeliveryRoute } from './admin/deliveries/get-delivery.ts';
import { createListDeliveriesRoute } from './admin/deliveries/list-deliveries.ts';
import { createReplayDeliveryRoute } from './admin/deliveries/replay-delivery.ts';
import { createListAuditRoute } from './admin/list-audit.ts';
import { createReconciliationStatusRoute } from './admin/reconciliation/get-status.ts';
import { createReconciliationStepRoute } from './admin/reconciliation/take-step.ts';
import { createBanUserRoute } from './admin/users/ban-user.ts';
import { createChangeUserRoute } from './admin/users/change-user.ts';
import { createGetUserRoute } from './admin/users/get-user.ts';
import { createListUsersRoute } from './admin/users/list-users.ts';
import { createRevokeUserKeyRoute } from './admin/users/revoke-user-key.ts';
import { createUnbanUserRoute } from './admin/users/unban-user.ts';
import { createCompileRoute } from './compile.ts';
import { createCompileStreamRoute } from './compile-stream.ts';
import { createConfigRoute } from './config.ts';
import { createDocsRoute } from './docs.ts';
import { createHealthRoute } from './health.ts';
import { createCreateKeyRoute } from './keys/create-key.ts';
import { createListKeysRoute } from './keys/list-keys.ts';
import { createRenameKeyRoute } from './keys/rename-key.ts';
import { createRevokeKeyRoute } from './keys/revoke-key.ts';
import { createRotateKeyRoute } from './keys/rotate-key.ts';
import { createLinkAccountsRoute } from './link-accounts.ts';
import { createMetricsRoute } from './metrics.ts';
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
  /** Undefined where no database is bound, as the next. */
  readonly apiKeys: ApiKeys | undefined;
  readonly users: UserStore | undefined;
  readonly linkAccounts: LinkAccounts | undefined;
  readonly administration: Administration | undefined;
  readonly reconciliation: Reconciliation | undefined;
  readonly clerkMigration: ClerkMigration | undefined;
  readonly receiveClerkDelivery: ReceiveDelivery;
}

/** Every route of the API, in the order in which its description has them. */
export function createRoutes({
  environment,
  rateQuotas,
  healthChecks,
  prepareCompile,
  signIn,
  apiKeys,
  users,
  linkAccounts,
  administration,
  reconciliation,
  clerkMigration,
  receiveClerkDelivery,
}: RouteParts): readonly Route[] {
  const routes: readonly Route[] = [
    createCompileRoute(prepareCompile),
    createCompileStreamRoute(prepareCompile),
    createValidateRoute(),
    createListKeysRoute(apiKeys),
    createCreateKeyRoute(apiKeys),
    createRenameKeyRoute(apiKeys),
    createRevokeKeyRoute(apiKeys),
    createRotateKeyRoute(apiKeys),
    createAccountRoute(rateQuotas),
    createLinkAccountsRoute(linkAccounts),
    createListUsersRoute(users),
    createGetUserRoute({ users, apiKeys, administration }),
    createChangeUserRoute(administration),
    createBanUserRoute(administration),
    createUnbanUserRoute(administration),
    createRevokeUserKeyRoute(administration),
    createListDeliveriesRoute(administration),
    createGetDeliveryRoute(administration),
    createReplayDeliveryRoute(administration),
    createListAuditRoute(administration),
    createReconciliationStatusRoute(reconciliation),
    createReconciliationStepRoute({ reconciliation, users }),
    createClerkMigrationStatusRoute(clerkMigration),
    createClerkMigrationStepRoute({ migration: clerkMigration, users }),
    createClerkWebhookRoute(receiveClerkDelivery),
    createConfigRoute(environment, rateQuotas, signIn),
    createVersionRoute(environment),
    createHealthRoute(healthChecks),
    createMetricsRoute(healthChecks, environment),
    createOpenapiRoute(() => routes),
    createDocsRoute(() => routes),
  ];
  return routes;
}
