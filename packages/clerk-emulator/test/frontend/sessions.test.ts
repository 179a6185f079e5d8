import { describe, expect, it } from 'vitest';
import { readToken } from '../start-emulator.ts';
import { pageOrigin, readError, startForBrowsers } from './browse.ts';

async function begin() {
  const harness = await startForBrowsers();
  const browser = await harness.openBrowser();
  const signedUp = await browser.signUp('ada+clerk_test@example.com');
  return { ...harness, browser, ...signedUp, path: `/v1/client/sessions/${signedUp.sessionId}` };
}

describe('a session in a browser', () => {
  it.each([
    ['across origins', { Origin: pageOrigin }, pageOrigin],
    ['on the same origin', { Origin: undefined, 'Sec-Fetch-Site': 'same-origin' }, 'http://localhost:8790'],
    [
      'behind a proxy on the same origin',
      {
        Origin: undefined,
        'Sec-Fetch-Site': 'same-origin',
        'Clerk-Proxy-Url': 'http://localhost:8787/__clerk',
      },
      'http://localhost:8787',
    ],
    ['of no page', { Origin: undefined, 'Sec-Fetch-Site': 'none' }, undefined],
  ])('has tokens for the page that asks %s', async (_, headers, azp) => {
    const { browser, path, sessionId, userId, emulator } = await begin();
    const { issuer } = await emulator.connect();
    const { body } = await browser.ask('GET /v1/client', undefined, headers);
    const minted = await browser.ask(`POST ${path}/tokens`, {}, headers);
    for (const jwt of [body.response.sessions[0].last_active_token.jwt, minted.body.jwt]) {
      const { claims } = readToken(jwt);
      expect(claims).toMatchObject({ iss: issuer, sub: userId, sid: sessionId });
      expect(claims.azp).toBe(azp);
      expect(claims.exp - claims.iat).toBe(60);
    }
  });

  it("gives tokens of templates, and Clerk's 404 where there is none of that name", async () => {
    const { browser, path, call } = await begin();
    expect(readError(await browser.ask(`POST ${path}/tokens/bloqr-backend`))).toEqual([
      404,
      'resource_not_found',
    ]);
    await call('POST /v1/jwt_templates', { name: 'bloqr-backend', claims: { tier: 'pro' } });
    const { body } = await browser.ask(`POST ${path}/tokens/bloqr-backend`);
    expect(readToken(body.jwt).claims).toMatchObject({ tier: 'pro', azp: pageOrigin });
  });

  it('is used, and that ends the sign-up that made it', async () => {
    const { browser, path, sessionId, clock } = await begin();
    clock.now += 5000;
    const { body } = await browser.ask(`POST ${path}/touch`, { intent: 'select_session' });
    expect(body.response).toMatchObject({ id: sessionId, last_active_at: clock.now });
    expect(body.client).toMatchObject({ sign_up: null, last_active_session_id: sessionId });
  });

  it.each([
    ['POST', '/end', 'session.ended'],
    ['POST', '/remove', 'session.removed'],
  ])('ends with %s …%s, which is announced as %s', async (method, action, type) => {
    const { browser, path, events } = await begin();
    const { body } = await browser.ask(`${method} ${path}${action}`);
    expect(body.client.sessions).toEqual([]);
    expect(events.at(-1)?.type).toBe(type);
    expect(readError(await browser.ask(`POST ${path}/tokens`))).toEqual([401, 'authentication_invalid']);
  });

  it.each(['/v1/client', '/v1/client/sessions'])('ends with DELETE %s', async (path) => {
    const { browser, events } = await begin();
    const { body } = await browser.ask(`DELETE ${path}`);
    expect(body).toMatchObject({ response: { sessions: [] }, client: { sessions: [] } });
    expect(events.at(-1)?.type).toBe('session.removed');
  });

  it('that has expired gives no tokens', async () => {
    const { browser, path, clock } = await begin();
    clock.now += 7 * 24 * 3600_000;
    expect(readError(await browser.ask(`POST ${path}/tokens`))).toEqual([401, 'authentication_invalid']);
    expect((await browser.ask('GET /v1/client')).body.response.sessions).toEqual([]);
  });

  it.each(['tokens', 'tokens/bloqr-backend', 'touch', 'end', 'remove'])(
    "is not another browser's: %s is 404, as for none",
    async (action) => {
      const { path, openBrowser, browser } = await begin();
      const other = await openBrowser();
      expect(readError(await other.ask(`POST ${path}/${action}`))).toEqual([404, 'resource_not_found']);
      expect((await browser.ask('GET /v1/client')).body.response.sessions).toHaveLength(1);
    },
  );
});
