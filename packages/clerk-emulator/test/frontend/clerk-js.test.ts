import { verifyToken } from '@clerk/backend';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../../../../tools/chromium.ts';
import { readToken } from '../start-emulator.ts';
import { failed, type OpenedPage, openTestPage } from './open-test-page.ts';
import { type Frontend, startFrontend } from './start-frontend.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let browser: Browser;
let frontend: Frontend;
let opened: OpenedPage;

beforeAll(async () => {
  browser = await launchBrowser();
  frontend = await startFrontend('by a relative proxy');
});
afterAll(async () => {
  frontend.close();
  await browser.close();
});
beforeEach(async () => {
  opened = await openTestPage(browser, frontend);
  await opened.visit('/');
});
afterEach(async () => {
  expect(opened.takeComplaints()).toEqual([]);
  await opened.page.context().close();
});

const password = 'correct horse battery';
let people = 0;

/** Signs somebody new up by the library alone, and gives the address. */
async function signUp(): Promise<string> {
  people += 1;
  const emailAddress = `person${people}+clerk_test@example.com`;
  await opened.page.evaluate(
    async (parameters) => {
      const { signUp: attempt } = Clerk.client;
      await attempt.create(parameters);
      await attempt.prepareEmailAddressVerification();
      const { createdSessionId } = await attempt.attemptEmailAddressVerification({ code: '424242' });
      await Clerk.setActive({ session: createdSessionId });
    },
    { emailAddress, password, firstName: 'Ada' },
  );
  await opened.waitForPerson(emailAddress);
  return emailAddress;
}

const verify = (token: string) =>
  verifyToken(token, {
    secretKey: frontend.connection.secretKey,
    apiUrl: frontend.clerkOrigin,
    authorizedParties: [frontend.pageOrigin],
  });

const listCookies = async () =>
  Object.fromEntries((await opened.page.context().cookies()).map(({ name, value }) => [name, value]));

describe('getToken', () => {
  it('gives a session token of 60 seconds for this page, which @clerk/backend accepts', async () => {
    await signUp();
    const token = await opened.page.evaluate(() => Clerk.session?.getToken({ skipCache: true }));
    const claims = await verify(token ?? '');
    expect(claims).toMatchObject({
      iss: frontend.connection.issuer,
      azp: frontend.pageOrigin,
      sts: 'active',
    });
    expect(claims.exp - claims.iat).toBe(60);
    expect(claims.sub).toBe(await opened.page.evaluate(() => Clerk.user?.id));
  });

  it('gives a token for this page also after a reload, where the browser names no origin', async () => {
    const email = await signUp();
    await opened.page.reload();
    await opened.waitForPerson(email);
    const claims = await verify((await opened.page.evaluate(() => Clerk.session?.getToken())) ?? '');
    expect(claims.azp).toBe(frontend.pageOrigin);
    const { __session: session } = await listCookies();
    expect(readToken(session ?? '').claims.azp).toBe(frontend.pageOrigin);
  });

  it("gives the template's token where the template exists, and Clerk's 404 where it does not", async () => {
    await signUp();
    const ask = () =>
      opened.page.evaluate(() =>
        Clerk.session?.getToken({ template: 'bloqr-backend' }).catch((error) => ({
          status: error.status,
          code: error.errors[0].code,
        })),
      );
    expect(await ask()).toEqual({ status: 404, code: 'resource_not_found' });
    expect(opened.takeComplaints()).toEqual([failed(404, 'Not Found')]);
    const made = await frontend.emulator.app.request('http://localhost/v1/jwt_templates', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${frontend.connection.secretKey}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        name: 'bloqr-backend',
        claims: { metadata: '{{user.public_metadata}}' },
        lifetime: 60,
      }),
    });
    expect(made.status).toBe(200);
    const token = await ask();
    const claims = await verify(String(token));
    expect(claims).toMatchObject({ metadata: {}, azp: frontend.pageOrigin });
    expect(claims).not.toHaveProperty('sid');
  });
});

describe('a browser', () => {
  it('has the cookies of a development instance', async () => {
    await signUp();
    const cookies = await listCookies();
    const names = ['__client_uat', '__clerk_db_jwt', '__session'];
    expect(Object.keys(cookies)).toEqual(expect.arrayContaining(names));
    expect(cookies.__clerk_db_jwt).toMatch(/^dvb_/);
  });

  it('stays signed in over a reload, and signs out and in again', async () => {
    const email = await signUp();
    await opened.visit('/');
    await opened.waitForPerson(email);
    await opened.page.evaluate(() => Clerk.signOut());
    await opened.waitForPerson('nobody');
    await opened.visit('/');
    await opened.waitForPerson('nobody');
    expect(await listCookies()).not.toHaveProperty('__session');
    await opened.page.evaluate(
      async (parameters) => {
        const { createdSessionId } = await Clerk.client.signIn.create(parameters);
        await Clerk.setActive({ session: createdSessionId });
      },
      { identifier: email, password },
    );
    await opened.waitForPerson(email);
  });

  it('is signed out when its session is revoked elsewhere', async () => {
    await signUp();
    const id = await opened.page.evaluate(() => Clerk.session?.id);
    await frontend.emulator.app.request(`http://localhost/v1/sessions/${id}/revoke`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${frontend.connection.secretKey}` },
    });
    await opened.page.evaluate(() => Clerk.session?.getToken({ skipCache: true }).catch(() => null));
    await opened.waitForPerson('nobody');
    expect(opened.takeComplaints()).toContain(failed(401, 'Unauthorized'));
  });

  it('that the emulator has forgotten is given a new secret', async () => {
    const old = (await listCookies()).__clerk_db_jwt;
    const [cookie] = await opened.page.context().cookies();
    if (cookie === undefined) throw new Error('There is no cookie.');
    for (const { name } of await opened.page.context().cookies()) {
      if (!name.startsWith('__clerk_db_jwt')) continue;
      await opened.page.context().addCookies([{ ...cookie, name, value: 'dvb_of_another_emulator' }]);
    }
    await opened.visit('/');
    const fresh = (await listCookies()).__clerk_db_jwt;
    expect(fresh).toMatch(/^dvb_[0-9A-Za-z]{27}$/);
    expect(fresh).not.toBe(old);
    expect(opened.takeComplaints()).toContain(failed(401, 'Unauthorized'));
  });

  it('signs in with the code of an e-mail, and with a new password after having forgotten the old one', async () => {
    const email = 'mail@example.com';
    const headers = {
      Authorization: `Bearer ${frontend.connection.secretKey}`,
      'Content-Type': 'application/json',
    };
    const body = JSON.stringify({ email_address: [email], password });
    await frontend.emulator.app.request('http://localhost/v1/users', { method: 'POST', headers, body });
    const prepare = (strategy: string) =>
      opened.page.evaluate((parameters) => Clerk.client.signIn.create(parameters).then(() => {}), {
        identifier: email,
        strategy,
      });
    await prepare('email_code');
    const finish = (parameters: Record<string, string>) =>
      opened.page.evaluate(async (given) => {
        const { status, createdSessionId } = await Clerk.client.signIn.attemptFirstFactor(given);
        if (createdSessionId !== null) await Clerk.setActive({ session: createdSessionId });
        return status;
      }, parameters);
    await finish({ strategy: 'email_code', code: frontend.mails.at(-1)?.code ?? '' });
    await opened.waitForPerson(email);
    await opened.page.evaluate(() => Clerk.signOut());
    await opened.waitForPerson('nobody');
    await opened.visit('/');

    await prepare('reset_password_email_code');
    const { code = '', purpose } = frontend.mails.at(-1) ?? {};
    expect(purpose).toBe('reset-password');
    expect(await finish({ strategy: 'reset_password_email_code', code })).toBe('needs_new_password');
    await opened.page.evaluate(async () => {
      const { createdSessionId } = await Clerk.client.signIn.resetPassword({ password: 'a better password' });
      await Clerk.setActive({ session: createdSessionId });
    });
    await opened.waitForPerson(email);
  });
});
