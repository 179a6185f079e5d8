import { describe, expect, it } from 'vitest';
import { readError, startForBrowsers } from './browse.ts';

const redirectUrl = 'http://localhost:4200/sso-callback?__clerk_db_jwt=dvb_1';

async function begin(kind: 'sign_ins' | 'sign_ups' = 'sign_ins', headers: Record<string, string> = {}) {
  const harness = await startForBrowsers();
  const browser = await harness.openBrowser();
  const parameters = { strategy: 'oauth_google', redirect_url: redirectUrl };
  const { body } = await browser.ask(`POST /v1/client/${kind}`, parameters, headers);
  const verification =
    kind === 'sign_ins'
      ? body.response.first_factor_verification
      : body.response.verifications.external_account;
  const consentUrl = new URL(verification.external_verification_redirect_url);
  const state = consentUrl.searchParams.get('state') ?? '';
  const consent = (fields: Readonly<Record<string, string>>) =>
    browser.ask('POST /oauth/google', { state, answer: 'continue', email: 'grace@example.com', ...fields });
  const follow = async (location: string | null) => {
    const { pathname, search } = new URL(location ?? '');
    return browser.ask(`GET ${pathname}${search}`, undefined, { Origin: undefined });
  };
  const readClient = async () => (await browser.ask('GET /v1/client')).body.response;
  return { ...harness, browser, verification, consentUrl, state, consent, follow, readClient };
}

describe('Google', () => {
  it('is a page of our own, at the address of the proxy where there is one', async () => {
    const { verification, consentUrl } = await begin();
    expect(verification).toMatchObject({ status: 'unverified', strategy: 'oauth_google' });
    expect(`${consentUrl.origin}${consentUrl.pathname}`).toBe('http://localhost:8790/oauth/google');
    const proxied = await begin('sign_ins', { 'Clerk-Proxy-Url': 'http://localhost:8787/__clerk/' });
    expect(`${proxied.consentUrl.origin}${proxied.consentUrl.pathname}`).toBe(
      'http://localhost:8787/__clerk/oauth/google',
    );
  });

  it('shows foreign text as text, in no frame, and leads back to the page only', async () => {
    const { browser, consentUrl } = await begin();
    consentUrl.searchParams.set('login_hint', '"><script>alert(1)</script>');
    const { body, headers } = await browser.ask(`GET ${consentUrl.pathname}${consentUrl.search}`);
    expect(body).not.toContain('<script');
    const policy = headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:4200;");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('links an account to who has verified the same address, and signs in', async () => {
    const { addUser, consent, follow, readClient, events } = await begin();
    const id = await addUser('grace@example.com');
    const { status, headers } = await consent({ first_name: 'Grace' });
    expect(status).toBe(303);
    const back = await follow(headers.get('Location'));
    expect([back.status, back.headers.get('Location')]).toEqual([303, redirectUrl]);
    expect(await readClient()).toMatchObject({
      sign_in: { status: 'complete' },
      sessions: [{ user: { id, external_accounts: [{ email_address: 'grace@example.com' }] } }],
      last_authentication_strategy: 'oauth_google',
    });
    expect(events.map(({ type }) => type)).toEqual([
      'user.created',
      'user.updated',
      'session.created',
      'user.updated',
    ]);
  });

  it('does not link to an address that nobody has verified', async () => {
    const { call, consent, follow, readClient } = await begin();
    await call('POST /v1/users', {
      email_address: ['other@example.com'],
      skip_password_requirement: true,
    });
    const { body: users } = await call('GET /v1/users');
    await call('POST /v1/email_addresses', { user_id: users[0].id, email_address: 'grace@example.com' });
    await follow((await consent({})).headers.get('Location'));
    expect(await readClient()).toMatchObject({
      sessions: [],
      sign_in: { first_factor_verification: { status: 'transferable' } },
    });
  });

  it.each([
    ['an unknown state', { state: 'x' }],
    ['no state', { state: '' }],
  ])('refuses %s', async (_, fields) => {
    const { consent } = await begin();
    expect((await consent(fields)).status).toBeGreaterThanOrEqual(400);
  });

  it('refuses a code that it has not given, one used twice, and one that comes too late', async () => {
    const { browser, state, consent, follow, clock } = await begin();
    const forged = await browser.ask(`GET /v1/oauth_callback?state=${state}&code=forged`);
    expect(readError(forged)).toEqual([400, 'oauth_callback_invalid']);
    const { headers } = await consent({});
    clock.now += 10 * 60_000;
    expect((await follow(headers.get('Location'))).status).toBe(400);
    clock.now -= 10 * 60_000;
    expect((await follow(headers.get('Location'))).status).toBe(303);
    expect((await follow(headers.get('Location'))).status).toBe(400);
  });

  it('tells the page that consent was refused', async () => {
    const { consent, follow, readClient } = await begin('sign_ups');
    await follow((await consent({ answer: 'cancel', email: '' })).headers.get('Location'));
    const { sign_up: signUp } = await readClient();
    expect(signUp.verifications.external_account).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_access_denied' },
    });
  });

  it('tells the page that somebody is banned', async () => {
    const { addUser, consent, follow, readClient } = await begin();
    await addUser('grace@example.com', { banned: true });
    await follow((await consent({})).headers.get('Location'));
    expect(await readClient()).toMatchObject({
      sessions: [],
      sign_in: { first_factor_verification: { status: 'failed', error: { code: 'user_banned' } } },
    });
  });

  it('asks again for an address that is none', async () => {
    const { consent } = await begin();
    const { status, body } = await consent({ email: 'nowhere' });
    expect(status).toBe(422);
    expect(body).toContain('This is no e-mail address.');
  });
});
