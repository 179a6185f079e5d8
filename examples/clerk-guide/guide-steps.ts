import { createHmac, randomBytes } from 'node:crypto';
import { expectEqual, expectSoon, type Promised, type Scene } from './promise.ts';
import { syncsAccounts } from './syncs-accounts.ts';

const newestUsers = 'SELECT id, email, tier, clerk_user_id FROM users ORDER BY created_at DESC LIMIT 5;';

/** The promises of the guide in its order. Those who come later build on what the earlier ones did. */
export const guideSteps: readonly Promised[] = [
  {
    step: 'Step 1: create a Clerk application',
    says: 'There is an instance of development, with keys of the usual form',
    async holds({ clerk }) {
      const host = atob(clerk.publishableKey.replace(/^pk_test_/, ''));
      if (!/^[a-z0-9-]+\.clerk\.accounts\.dev\$$/.test(host)) throw new Error(`The key names ${host}`);
      expectEqual('The start of the secret key', clerk.secretKey.slice(0, 8), 'sk_test_');
    },
  },
  {
    step: 'Step 2: API keys',
    says: 'The publishable key reaches pages through GET /api/config, and Clerk is on because its variables are set',
    async holds({ service, clerk }) {
      const { auth } = await getJson(service, '/api/config');
      expectEqual('auth', auth, { providers: ['clerk'], clerkPublishableKey: clerk.publishableKey });
    },
  },
  {
    step: 'Step 2: API keys',
    says: 'The secret key stays in the Worker',
    async holds({ service, clerk }) {
      for (const path of [
        '/',
        '/api/config',
        '/api/version',
        '/api/health',
        '/api/openapi.json',
        '/api/docs',
      ]) {
        const response = await fetch(`${service}${path}`);
        const all = JSON.stringify([...response.headers]) + (await response.text());
        if (all.includes(clerk.secretKey)) throw new Error(`${path} tells it`);
      }
    },
  },
  {
    step: 'Step 3: URLs and allowed origins',
    says: 'Pages of the origins that the guide names may call the API, also where it refuses; others may not',
    async holds({ service }) {
      for (const origin of ['http://localhost:4200', 'http://localhost:8787', service]) {
        const { status, headers } = await fetch(`${service}/api/keys`, { headers: { Origin: origin } });
        expectEqual('The status', status, 401);
        expectEqual('The origin that may read it', headers.get('Access-Control-Allow-Origin'), origin);
      }
      const other = await fetch(`${service}/api/keys`, { headers: { Origin: 'https://elsewhere.example' } });
      expectEqual('The origin that may read it', other.headers.get('Access-Control-Allow-Origin'), null);
    },
  },
  {
    step: 'Step 3: URLs and allowed origins',
    says: 'Tokens that other pages asked for are refused',
    async holds({ service, clerk }) {
      const userId = await clerk.signUp('elsewhere');
      const token = await clerk.token({ userId, origin: 'https://elsewhere.example' });
      expectEqual('The status', await statusOf(service, '/api/keys', token), 401);
    },
  },
  {
    step: 'Step 4: JWT templates',
    says: 'Without a template the tier comes from the database',
    async holds({ service, clerk }) {
      const userId = await clerk.signUp('untemplated', { tier: 'pro' });
      await expectSoon('The tier', () => tierOf(service, clerk, { userId }), 'pro');
    },
  },
  {
    step: 'Step 4: JWT templates',
    says: 'With the template bloqr-backend the token carries the tier',
    async holds({ service, clerk }) {
      const claims = { metadata: '{{user.public_metadata}}' };
      await clerk.call('POST', '/jwt_templates', { name: 'bloqr-backend', claims });
      const userId = await clerk.signUp('templated', { tier: 'pro', role: 'user' });
      const token = await clerk.token({ userId, origin: service, template: 'bloqr-backend' });
      expectEqual('The claim', decodeClaims(token).metadata, { tier: 'pro', role: 'user' });
      expectEqual('The tier', (await getJson(service, '/api/config', token)).tier, 'pro');
    },
  },
  {
    step: 'Step 4: JWT templates',
    says: 'The same claim in a customised session token works, too',
    async holds({ service, clerk }) {
      const metadata = '{{user.public_metadata}}';
      await clerk.dashboard('PATCH', '/settings', { sessionTokenClaims: { metadata } });
      const userId = await clerk.signUp('customised', { tier: 'pro' });
      const token = await clerk.token({ userId, origin: service });
      expectEqual('The claim', decodeClaims(token).metadata, { tier: 'pro' });
      expectEqual('The tier', (await getJson(service, '/api/config', token)).tier, 'pro');
      await clerk.dashboard('PATCH', '/settings', { sessionTokenClaims: {} });
    },
  },
  {
    step: 'Step 5: webhooks',
    says: '“Send test webhook” is answered with 200, in both generations of the dashboard, for all three events',
    async holds({ clerk }) {
      for (const generation of ['2022', '2024']) {
        for (const type of ['user.created', 'user.updated', 'user.deleted']) {
          expectEqual(`${type} of ${generation}`, await sendTestWebhook(clerk, type, generation), 200);
        }
      }
    },
  },
  {
    step: 'Step 5: webhooks',
    says: 'user.created inserts, user.updated updates, user.deleted deletes the row',
    async holds({ clerk, database }) {
      const userId = await clerk.signUp('hooked');
      const row = () =>
        database.query(`SELECT email, tier, first_name FROM users WHERE clerk_user_id = '${userId}';`);
      const created = { email: 'hooked@example.org', tier: 'free', first_name: 'hooked' };
      await expectSoon('The row', row, [created]);
      await clerk.call('PATCH', `/users/${userId}`, { first_name: 'Other' });
      await expectSoon('The row', row, [{ ...created, first_name: 'Other' }]);
      await clerk.call('DELETE', `/users/${userId}`);
      await expectSoon('The row', row, []);
    },
  },
  {
    step: 'Step 5: webhooks',
    says: 'The endpoint takes POST only, with and without a slash at its end, and refuses what is not signed',
    async holds({ service }) {
      for (const path of ['/api/webhooks/clerk', '/api/webhooks/clerk/']) {
        const get = await fetch(`${service}${path}`, { redirect: 'manual' });
        expectEqual('GET', [get.status, get.headers.get('Allow')], [405, 'POST']);
        const post = await fetch(`${service}${path}`, { method: 'POST', body: '{}', redirect: 'manual' });
        expectEqual('An unsigned POST', post.status, 400);
      }
    },
  },
  {
    step: 'Step 6: tiers by public metadata',
    says: 'The PATCH of the guide changes the tier, and user.updated brings it into the database',
    async holds({ clerk, database }) {
      const userId = await clerk.signUp('raised');
      const response = await fetch(`${clerk.url}/v1/users/${userId}/metadata`, {
        method: 'PATCH',
        headers: { Authorization: `Bearer ${clerk.secretKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ public_metadata: { tier: 'pro', role: 'user' } }),
      });
      expectEqual('The status', response.status, 200);
      await expectSoon('The row', () => tierInDatabase(database, userId), [{ tier: 'pro', role: 'user' }]);
    },
  },
  {
    step: 'Step 6: tiers by public metadata',
    says: 'An unknown tier is free, and so is one that was cleared',
    async holds({ clerk, database }) {
      const userId = await clerk.signUp('lowered', { tier: 'platinum' });
      await expectSoon('The row', () => tierInDatabase(database, userId), [{ tier: 'free', role: 'user' }]);
      for (const [tier, stored] of [
        ['pro', 'pro'],
        [null, 'free'],
      ]) {
        await clerk.call('PATCH', `/users/${userId}/metadata`, { public_metadata: { tier } });
        await expectSoon('The row', () => tierInDatabase(database, userId), [{ tier: stored, role: 'user' }]);
      }
    },
  },
  {
    step: 'Step 7: environment variables',
    says: 'The set-up has no faults',
    async holds({ service }) {
      const { status, parts } = await getJson(service, '/api/health');
      expectEqual('The health', status, 'ok');
      if (parts === undefined) throw new Error('Nothing is said of the parts');
    },
  },
  {
    step: 'Step 8: test the integration',
    says: 'GET /api/keys answers 200 with a session token, as Bearer and as cookie of our own pages, and 401 without',
    async holds({ service, clerk }) {
      const userId = await clerk.signUp('tester');
      const token = await clerk.token({ userId, origin: service });
      expectEqual('As Bearer', await statusOf(service, '/api/keys', token), 200);
      const Cookie = `__session=${token}`;
      const asCookie = await fetch(`${service}/api/keys`, {
        headers: { Cookie, 'Sec-Fetch-Site': 'same-origin' },
      });
      expectEqual('As cookie', asCookie.status, 200);
      const crossSite = await fetch(`${service}/api/keys`, {
        headers: { Cookie, 'Sec-Fetch-Site': 'cross-site' },
      });
      expectEqual('As cookie of another site', crossSite.status, 401);
      expectEqual('Without', await statusOf(service, '/api/keys'), 401);
    },
  },
  {
    step: 'Step 8: test the integration',
    says: 'An API key that is made with it compiles, within the limits of its owner',
    async holds({ service, clerk }) {
      const userId = await clerk.signUp('developer', { tier: 'pro' });
      const token = await clerk.token({ userId, origin: service });
      const made = await fetch(`${service}/api/keys`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: 'From the guide', scopes: ['compile'] }),
      });
      expectEqual('The status', made.status, 201);
      const { key } = (await made.json()) as { key: string };
      const compiled = await fetch(`${service}/api/compile`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Accept: 'text/plain' },
        body: JSON.stringify({
          configuration: { name: 'Mine', sources: [{ source: 'mine' }] },
          preFetchedContent: { mine: '||example.org^\n' },
        }),
      });
      expectEqual('The status', compiled.status, 200);
      if (!(await compiled.text()).includes('||example.org^'))
        throw new Error('The list is not the one asked for');
    },
  },
  {
    step: 'Step 8: test the integration',
    says: 'The SQL of the guide shows the newest users',
    async holds({ clerk, database }) {
      const userId = await clerk.signUp('newest');
      const newest = async () => {
        const [row] = await database.query(newestUsers);
        return { email: row?.email, tier: row?.tier, clerk_user_id: row?.clerk_user_id };
      };
      await expectSoon('The first row', newest, {
        email: 'newest@example.org',
        tier: 'free',
        clerk_user_id: userId,
      });
    },
  },
  {
    step: 'Step 8: test the integration',
    says: 'An admin endpoint answers 200 to an admin, 403 to a free user and 401 to nobody',
    async holds({ service, clerk }) {
      const admin = await clerk.signUp('admin', { tier: 'admin' });
      const adminToken = await clerk.token({ userId: admin, origin: service });
      await expectSoon('An admin', () => statusOf(service, '/api/admin/users', adminToken), 200);
      const freeToken = await clerk.token({ userId: await clerk.signUp('nobody'), origin: service });
      expectEqual('A free user', await statusOf(service, '/api/admin/users', freeToken), 403);
      expectEqual('Nobody', await statusOf(service, '/api/admin/users'), 401);
    },
  },
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

async function getJson(service: string, path: string, token?: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${service}${path}`, { headers: bearer(token) });
  return (await response.json()) as Record<string, unknown>;
}

async function statusOf(service: string, path: string, token?: string): Promise<number> {
  const response = await fetch(`${service}${path}`, { headers: bearer(token) });
  await response.body?.cancel();
  return response.status;
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** The tier that the service sees in a plain session token, from the database. */
async function tierOf(
  service: string,
  clerk: Scene['clerk'],
  { userId }: { userId: string },
): Promise<unknown> {
  const token = await clerk.token({ userId, origin: service });
  return (await getJson(service, '/api/account', token)).tier;
}

function tierInDatabase(database: Scene['database'], userId: string) {
  return database.query(`SELECT tier, role FROM users WHERE clerk_user_id = '${userId}';`);
}

function decodeClaims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** Presses the button on the endpoint's page and gives the status in its delivery log. */
async function sendTestWebhook(clerk: Scene['clerk'], type: string, generation: string): Promise<unknown> {
  const [endpoint] = (await clerk.dashboard('GET', '/webhooks/endpoints')) as { id: string }[];
  const sent = await clerk.dashboard('POST', `/webhooks/endpoints/${endpoint?.id}/test`, {
    type,
    generation,
  });
  const { id } = sent as { id: string };
  for (let tries = 0; tries < 100; tries++) {
    const [attempt] = (await clerk.dashboard('GET', `/webhooks/attempts?messageId=${id}`)) as {
      status: unknown;
    }[];
    if (attempt !== undefined) return attempt.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The delivery log stays empty');
}

/** Sends an event that is signed with a secret of somebody else. */
async function postForged(service: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const id = 'msg_2b2b2b2b2b2b2b2b2b2b2b2b2b2';
  const timestamp = Math.floor(Date.now() / 1000);
  const event = JSON.stringify({ object: 'event', type: 'user.created', data: { id: 'user_1' } });
  const signature = createHmac('sha256', randomBytes(32))
    .update(`${id}.${timestamp}.${event}`)
    .digest('base64');
  const response = await fetch(`${service}/api/webhooks/clerk`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(timestamp),
      'svix-signature': `v1,${signature}`,
    },
    body: event,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
