import { getJson, postForged, sendTestWebhook, statusOf } from './ask-both.ts';
import { expectEqual, expectSoon, type Promised } from './promise.ts';
import { syncsAccounts } from './syncs-accounts.ts';

/** What the guide says of trouble, and step 9: a deployment. */
export const operatingSteps: readonly Promised[] = [
  {
    step: 'Troubleshooting',
    says: 'A token that does not hold is called “Invalid JWT”, and the page of that problem names the causes',
    async holds({ service }) {
      const problem = await getJson(service, '/api/keys', 'eyJ.eyJ.x');
      expectEqual('The title', problem.title, 'Invalid JWT');
      const page = await (await fetch(new URL(String(problem.type), service))).text();
      if (!page.includes('CLERK_JWKS_URL')) throw new Error('The page does not name CLERK_JWKS_URL');
    },
  },
  {
    step: 'Troubleshooting',
    says: 'A wrong signature is called “Webhook signature verification failed”',
    async holds({ service }) {
      const { status, body } = await postForged(service);
      expectEqual('The answer', [status, body.title], [401, 'Webhook signature verification failed']);
    },
  },
  {
    step: 'Troubleshooting',
    says: '“User not found” after a sign-up cannot happen: the first request makes the row, webhook or not',
    async holds({ service, clerk, database }) {
      const endpoints = (await clerk.dashboard('GET', '/webhooks/endpoints')) as { id: string }[];
      for (const { id } of endpoints)
        await clerk.dashboard('PATCH', `/webhooks/endpoints/${id}`, { isDisabled: true });
      const userId = await clerk.signUp('early');
      const token = await clerk.token({ userId, origin: service });
      expectEqual('The status', await statusOf(service, '/api/account', token), 200);
      const email = async () => {
        const [row] = await database.query(`SELECT email FROM users WHERE clerk_user_id = '${userId}';`);
        return row?.email;
      };
      await expectSoon('The address, fetched from the Backend API', email, 'early@example.org');
      for (const { id } of endpoints)
        await clerk.dashboard('PATCH', `/webhooks/endpoints/${id}`, { isDisabled: false });
    },
  },
  {
    step: 'Step 9: deploy',
    says: 'The migrations make the table users, and applying them again changes nothing',
    async holds({ database }) {
      const output = await database.migrate();
      if (!output.includes('No migrations to apply')) throw new Error(output);
      const tables = await database.query("SELECT name FROM sqlite_master WHERE type='table';");
      if (!tables.some(({ name }) => name === 'users'))
        throw new Error(`The tables are ${JSON.stringify(tables)}`);
    },
  },
  {
    step: 'Step 9: deploy',
    says: 'GET /api/version answers 200',
    async holds({ service }) {
      expectEqual('The status', await statusOf(service, '/api/version'), 200);
    },
  },
  {
    step: 'Step 9: deploy',
    says: 'After the dashboard’s test webhook its example user is in the database like any other',
    async holds({ clerk, database }) {
      expectEqual('The delivery log', await sendTestWebhook(clerk, 'user.created', '2022'), 200);
      const rows = await database.query(
        "SELECT email, tier FROM users WHERE clerk_user_id = 'user_29w83sxmDNGwOuEthce5gg56FcC';",
      );
      expectEqual('The row', rows, [{ email: 'example@example.org', tier: 'free' }]);
    },
  },
  syncsAccounts,
];
