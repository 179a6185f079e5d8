import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import {
  type ClerkProduct,
  inventEmail,
  openMenuOf,
  readUserId,
  runClerkProduct,
  signInAtClerk,
  signUpAtClerk,
} from './clerk-product.ts';
import { compile, field, type OpenedPage, openPage } from './open-page.ts';
import { count } from './tally.ts';

let browser: Browser;
let product: ClerkProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), runClerkProduct()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
});

const open = (path: string): Promise<OpenedPage> => openPage(browser, path, { baseURL: product.origin });

/** Clerk's steps have addresses in their queries. */
const isAt = (path: string) => (url: URL) => url.pathname === path;

/** Signs somebody new up, who then stands on /compiler. */
async function join(page: Page): Promise<string> {
  const email = inventEmail();
  await page.goto('/sign-up');
  await signUpAtClerk(page, email);
  await page.waitForURL(isAt('/compiler'));
  await page.getByRole('banner').getByRole('button', { name: email }).waitFor();
  return email;
}

const countRules = async (page: Page): Promise<string> => {
  const command = (await page.locator('.command').textContent()) ?? '';
  return (await promisify(execFile)('/bin/sh', ['-c', command])).stdout;
};

describe('with an account at Clerk', () => {
  it('somebody signs up, compiles two lists, makes a key, uses it, signs out and in again', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    const email = inventEmail();
    await field(page).fill(`${inject('lists')}/ads.txt\n${inject('lists')}/hosts.txt\n`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.waitForURL(isAt('/sign-up'));
    await signUpAtClerk(page, email);
    await page.waitForURL(isAt('/compiler'));
    expect(await field(page).inputValue()).toContain('hosts.txt');
    await compile(page);
    await page.locator('.figure').waitFor();
    const attempts = JSON.stringify(await product.ask('GET', '/emulator/webhooks/attempts?limit=100'));
    expect(attempts).toContain('"status":200');

    await openMenuOf(page, email);
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByLabel('Name', { exact: true }).fill('nightly');
    await page.getByRole('button', { name: 'Make the key' }).click();
    expect(await page.getByLabel('Key', { exact: true }).inputValue()).toMatch(/^blq_/);
    expect((await countRules(page)).split('||example.org^')).toHaveLength(2);
    await page.getByRole('button', { name: 'I have kept it' }).click();

    await openMenuOf(page, email);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signInAtClerk(page, email);
    await page.waitForURL(isAt('/compiler'));
    await openMenuOf(page, email);
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('somebody comes back signed in, and where they were', async () => {
    const { page, expectNoComplaints, close } = await open('/keys');
    await page.getByRole('link', { name: 'Make an account' }).click();
    const email = inventEmail();
    await signUpAtClerk(page, email);
    await page.waitForURL(isAt('/keys'));
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    await page.goto('/sign-in?returnUrl=//evil.example/');
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.waitForURL(isAt('/compiler'));
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('somebody signs up and in with Google, and is told where consent is refused', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await field(page).fill('||mine.example^\n');
    for (const start of ['/sign-up', '/sign-in']) {
      await page.goto(start);
      await page.getByRole('button', { name: /Google/ }).click();
      await page.getByLabel('E-mail address').fill('grace@example.com');
      await page.getByLabel('First name').fill('Grace');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await page.waitForURL(isAt('/compiler'));
      expect(await field(page).inputValue()).toBe('||mine.example^\n');
      await openMenuOf(page, 'Grace');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('link', { name: 'Sign in' }).waitFor();
    }
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Google/ }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('You did not grant access').waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('the steps of a form keep the focus, and Back goes through them', async () => {
    const { page, expectNoComplaints, close } = await open('/sign-in');
    const email = await join(page);
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.locator('input[name=identifier]').fill(email);
    await page.keyboard.press('Enter');
    await page.locator('input[name=password]:focus').waitFor();
    expect(page.url()).toContain('/sign-in/factor-one');
    await page.goBack();
    await page.locator('input[name=identifier]').waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('only an administrator sees administration', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    const email = await join(page);
    await page.goto('/admin');
    await page.getByText('Not allowed').waitFor();
    await product.ask('PATCH', `/v1/users/${await readUserId(product, email)}/metadata`, {
      public_metadata: { tier: 'admin' },
    });
    await expect
      .poll(
        async () => {
          await page.reload();
          return page
            .getByLabel('Name, address or id')
            .waitFor({ timeout: 3000 })
            .then(
              () => true,
              () => false,
            );
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await page.locator('main').getByText(email).first().waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('deletes it, and its keys with it', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await join(page);
    await page.goto('/keys');
    await page.getByLabel('Name', { exact: true }).fill('mine');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = await page.getByLabel('Key', { exact: true }).inputValue();
    await page.goto('/account');
    await page.getByRole('button', { name: 'Security' }).click();
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.locator('input[name=deleteConfirmation]').fill('Delete account');
    await page
      .locator('.cl-profileSection__danger, .cl-rootBox')
      .getByRole('button', { name: 'Delete account' })
      .last()
      .click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    const status = async () =>
      (await fetch(`${product.origin}/api/account`, { headers: { Authorization: `Bearer ${key}` } })).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(401);
    expectNoComplaints();
    count('journeys');
    await close();
  });
});

describe('the token of a request', () => {
  it('is of the template where there is one, and plain where there is none, which is asked for once', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/tokens/bloqr-backend')) asked += 1;
    });
    await join(page);
    await page.goto('/account');
    await page.getByText('Requests a minute').waitFor();
    expect(asked).toBe(1);
    await product.ask('POST', '/v1/jwt_templates', {
      name: 'bloqr-backend',
      claims: { metadata: '{{user.public_metadata}}' },
    });
    const second = await page.context().newPage();
    const sent = second.waitForRequest('**/api/account');
    await second.goto('/account');
    const token = ((await (await sent).headerValue('Authorization')) ?? '').replace('Bearer ', '');
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ metadata: {} });
    expect(claims).not.toHaveProperty('sid');
    expectNoComplaints();
    count('journeys');
    await close();
  });
});
