import { getJson, sendTestWebhook, statusOf, tierInDatabase } from './ask-both.ts';
import { expectEqual, expectSoon, type Promised } from './promise.ts';

const newestUsers = 'SELECT id, email, tier, clerk_user_id FROM users ORDER BY created_at DESC LIMIT 5;';

/** Steps 5 to 8: webhooks, tiers, variables, and the integration as a whole. */
export const accountSteps: readonly Promised[] = [
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
];
