import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../../../../tools/chromium.ts';
import { failed, type OpenedPage, openTestPage } from './open-test-page.ts';
import { type Frontend, type Route, startFrontend } from './start-frontend.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const email = 'ada+clerk_test@example.com';
const password = 'correct horse battery';

describe.each<Route>(['by a relative proxy', 'across origins'])(
  'the prebuilt parts of @clerk/ui, %s',
  (route) => {
    let frontend: Frontend;
    let opened: OpenedPage;

    beforeAll(async () => {
      frontend = await startFrontend(route);
    });
    afterAll(() => frontend.close());
    beforeEach(async () => {
      opened = await openTestPage(browser, frontend);
    });
    afterEach(async () => {
      expect(opened.takeComplaints()).toEqual([]);
      await opened.page.context().close();
    });

    const press = (name: string) => opened.page.getByRole('button', { name, exact: true }).click();
    const fill = (name: string, text: string) => opened.page.locator(`input[name=${name}]`).fill(text);
    /** By the keyboard: a field that loses the focus to a click gets a remark, and the button moves away under the mouse. */
    const submit = () => opened.page.keyboard.press('Enter');

    it('sign up with a code, and user.created is delivered', async () => {
      const { page, visit, waitForPerson } = opened;
      await visit('/sign-up');
      await fill('emailAddress', email);
      await fill('password', password);
      await submit();
      await page.getByText('Verify your email').waitFor();
      await page.locator('input[autocomplete=one-time-code]').waitFor();
      await page.keyboard.type('424242');
      await page.waitForURL('**/compiler');
      await waitForPerson(email);
      // Others come beside it, and in no order.
      const made = () => frontend.deliveries.filter(({ type }) => type === 'user.created');
      await expect.poll(() => made().length).toBe(1);
      expect(made()[0]?.data).toMatchObject({
        email_addresses: [{ email_address: email, verification: { status: 'verified' } }],
      });
    });

    it('tell a wrong password, take the right one, and are past the sign-in then', async () => {
      const { page, visit, waitForPerson } = opened;
      const email = 'joan@example.com';
      await frontend.callBackend('POST /users', { email_address: [email], password });
      await visit('/sign-in');
      await fill('identifier', email);
      await submit();
      await page.getByText('Enter your password').first().waitFor();
      await fill('password', 'wrong horse battery');
      await submit();
      await page.getByTestId('form-feedback-error').getByText('Password is incorrect').waitFor();
      expect(opened.takeComplaints()).toEqual([failed(422, 'Unprocessable Entity')]);
      await fill('password', password);
      await submit();
      await page.waitForURL('**/compiler');
      await waitForPerson(email);
      await page.goto('/sign-in');
      await page.waitForURL('**/compiler');
    });

    it('tell that an account does not exist', async () => {
      await opened.visit('/sign-in');
      await fill('identifier', 'nobody@example.com');
      await submit();
      await opened.page.getByTestId('form-feedback-error').getByText("Couldn't find your account.").waitFor();
      expect(opened.takeComplaints()).toEqual([failed(422, 'Unprocessable Entity')]);
    });

    it('sign up and in with Google through the consent page', async () => {
      const { page, visit, waitForPerson } = opened;
      for (const [start, place] of [
        ['/sign-up', 'sign-up of somebody new'],
        ['/sign-in', 'sign-in of somebody known'],
      ] as const) {
        await visit(start);
        await page.getByRole('button', { name: /Google/ }).click();
        await page.getByLabel('E-mail address').fill('grace@example.com');
        await page.getByLabel('First name').fill('Grace');
        await press('Continue');
        await page.waitForURL('**/compiler');
        await waitForPerson('grace@example.com');
        expect(await page.evaluate(() => Clerk.user?.firstName), place).toBe('Grace');
        await page.evaluate(() => Clerk.signOut());
        await waitForPerson('nobody');
      }
      const made = frontend.deliveries.filter(({ type }) => type === 'user.created');
      expect(made.at(-1)?.data).toMatchObject({
        email_addresses: [{ verification: { strategy: 'from_oauth_google' } }],
        external_accounts: [{ provider: 'oauth_google' }],
      });
    });

    it('carry over: a sign-in of somebody unknown to Google signs up, a sign-up of somebody known signs in', async () => {
      const { page, visit, waitForPerson } = opened;
      for (const start of ['/sign-in', '/sign-up']) {
        await visit(start);
        await page.getByRole('button', { name: /Google/ }).click();
        await page.getByLabel('E-mail address').fill('mary@example.com');
        await press('Continue');
        await page.waitForURL('**/compiler');
        await waitForPerson('mary@example.com');
        await page.evaluate(() => Clerk.signOut());
        await waitForPerson('nobody');
      }
    });

    it('say so where consent is refused', async () => {
      const { page, visit } = opened;
      await visit('/sign-in');
      await page.getByRole('button', { name: /Google/ }).click();
      await press('Cancel');
      await page.getByText('You did not grant access').waitFor();
    });
  },
);
