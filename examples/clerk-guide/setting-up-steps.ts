import { decodeClaims, getJson, statusOf, tierOf } from './ask-both.ts';
import { expectEqual, expectSoon, type Promised } from './promise.ts';

/** Steps 1 to 4 of the guide: an application, its keys, who may ask, and templates of tokens. */
export const settingUpSteps: readonly Promised[] = [
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
      expectEqual('auth', auth, {
        providers: ['clerk'],
        clerkPublishableKey: clerk.publishableKey,
        clerkProxyUrl: '/__clerk',
      });
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
];
