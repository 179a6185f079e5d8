import { createRoutes } from '../src/routes/route-table.ts';

const notCalled = (): never => {
  throw new Error('not called');
};

/** Every route of the API as it is declared; none of them can be called. */
export const declaredRoutes = createRoutes({
  signIn: { providers: [] },
  environment: 'local',
  rateQuotas: { anonymous: 1, free: 1, pro: 1, admin: null },
  healthChecks: { configuration: notCalled, database: notCalled, compiler: notCalled, identity: notCalled },
  prepareCompile: notCalled,
  apiKeys: undefined,
  users: undefined,
  linkAccounts: undefined,
  administration: undefined,
  reconciliation: undefined,
  clerkMigration: undefined,
  receiveClerkDelivery: notCalled,
});
