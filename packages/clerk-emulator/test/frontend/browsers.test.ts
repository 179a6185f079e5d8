import { describe, expect, it } from 'vitest';
import { createClerkEmulator, createMemoryStore } from '../../src/index.ts';
import { pageOrigin, readError, startForBrowsers } from './browse.ts';
import { openBrowserRoutes } from './browser-routes.data.ts';

describe('who may ask the Frontend API', () => {
  it.each(openBrowserRoutes)(
    '%s is refused to a browser without a secret, and with a wrong one',
    async (route) => {
      const { openBrowser } = await startForBrowsers();
      for (const secret of ['', 'dvb_wrong']) {
        const { ask } = await openBrowser(secret);
        expect(readError(await ask(route))).toEqual([401, 'dev_browser_unauthenticated']);
      }
    },
  );

  it.each([
    'https://attacker.example',
    'http://localhost.attacker.example',
    'null',
    'http://127.0.0.1.nip.io',
  ])('a page of %s is refused, and may not read the refusal', async (Origin) => {
    const { openBrowser, events } = await startForBrowsers();
    const { ask } = await openBrowser();
    for (const route of ['POST /v1/dev_browser', 'GET /v1/client', 'PATCH /v1/environment']) {
      const answer = await ask(route, undefined, { Origin });
      expect(readError(answer)).toEqual([400, 'origin_invalid']);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
    expect(events).toEqual([]);
  });

  it('pages of this machine may read answers and refusals', async () => {
    const { ask } = await (await startForBrowsers()).openBrowser();
    for (const Origin of [pageOrigin, 'http://127.0.0.1:8787', 'http://[::1]:1', 'https://app.localhost']) {
      for (const route of ['GET /v1/client', 'GET /v1/me', 'OPTIONS /v1/me']) {
        const { headers } = await ask(route, undefined, { Origin });
        expect(headers.get('Access-Control-Allow-Origin')).toBe(Origin);
        expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
        expect(headers.get('Vary')).toBe('Origin');
      }
    }
  });

  it('other origins may once the instance allows them', async () => {
    const { openBrowser, call } = await startForBrowsers();
    const { ask } = await openBrowser();
    const Origin = 'https://preview.example.com';
    expect((await ask('GET /v1/client', undefined, { Origin })).status).toBe(400);
    await call('PATCH /v1/instance', { allowed_origins: [Origin] });
    expect((await ask('GET /v1/client', undefined, { Origin })).status).toBe(200);
  });

  it('native applications are not known', async () => {
    const { ask } = await (await startForBrowsers()).openBrowser();
    expect(readError(await ask('GET /v1/client?_is_native=1'))).toEqual([400, 'native_api_disabled']);
  });
});

describe('a browser', () => {
  it('begins without sessions, sign-in and sign-up', async () => {
    const { ask, secret } = await (await startForBrowsers()).openBrowser();
    expect(secret).toMatch(/^dvb_[0-9A-Za-z]{27}$/);
    const { body } = await ask('GET /v1/client');
    expect(body.response).toMatchObject({
      object: 'client',
      sessions: [],
      sign_in: null,
      sign_up: null,
      last_active_session_id: null,
    });
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('is remembered by the next start, with its session', async () => {
    const store = createMemoryStore();
    const first = await startForBrowsers({ store });
    const { secret, signUp } = await first.openBrowser();
    const { sessionId } = await signUp('ada+clerk_test@example.com');
    const second = await startForBrowsers({ store });
    const { body } = await (await second.openBrowser(secret)).ask('GET /v1/client');
    expect(body.response.sessions.map(({ id }: { id: string }) => id)).toEqual([sessionId]);
  });

  it('a state kept before there were browsers still opens', async () => {
    const store = createMemoryStore();
    await createClerkEmulator({ now: () => 0, store }).connect();
    const { clients: _, ...older } = structuredClone((await store.load()) ?? expect.fail());
    const { openBrowser } = await startForBrowsers({ store: createMemoryStore(older) });
    expect((await (await openBrowser()).ask('GET /v1/client')).status).toBe(200);
  });

  it('one of 1000 others that is signed in is not forgotten; the oldest that is signed out is', async () => {
    const { openBrowser } = await startForBrowsers();
    const signedIn = await openBrowser();
    await signedIn.signUp('ada+clerk_test@example.com');
    const signedOut = await openBrowser();
    for (let count = 0; count < 999; count++) await signedOut.ask('POST /v1/dev_browser');
    expect((await signedIn.ask('GET /v1/client')).status).toBe(200);
    expect((await signedOut.ask('GET /v1/client')).status).toBe(401);
  });
});

describe('a request', () => {
  it('is served at the root and under /__clerk alike', async () => {
    const { ask } = await (await startForBrowsers()).openBrowser();
    for (const base of ['', '/__clerk']) {
      const { body } = await ask(`PATCH ${base}/v1/environment`);
      expect(body.display_config).toMatchObject({
        sign_in_url: `${pageOrigin}/sign-in`,
        instance_environment_type: 'development',
      });
      expect((await ask(`GET ${base}/.well-known/jwks.json`)).body.keys).toHaveLength(1);
    }
  });

  it('overrides its method only where the Frontend API is asked', async () => {
    const { call, addUser } = await startForBrowsers();
    const id = await addUser('ada@example.com');
    expect((await call(`POST /v1/users/${id}?_method=DELETE`)).status).toBe(404);
    expect((await call(`GET /v1/users/${id}?_method=DELETE`)).status).toBe(200);
    expect((await call(`GET /v1/users/${id}`)).status).toBe(200);
  });

  it('may not be JSON, nor longer than 100 kB', async () => {
    const { ask } = await (await startForBrowsers()).openBrowser();
    const json = await ask('POST /v1/client/sign_ups', { a: '1' }, { 'Content-Type': 'application/json' });
    expect(readError(json)).toEqual([415, 'unsupported_content_type']);
    const long = await ask('POST /v1/client/sign_ups', { first_name: 'a'.repeat(100_001) });
    expect(readError(long)).toEqual([400, 'request_body_invalid']);
  });
});
