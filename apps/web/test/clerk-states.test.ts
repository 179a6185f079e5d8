import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import {
  type ClerkProduct,
  inventEmail,
  readUserId,
  runClerkProduct,
  signUpAtClerk,
} from './clerk-product.ts';
import { inspect } from './inspect.ts';
import { type ExpectedComplaints, field, type OpenedPage, openPage } from './open-page.ts';

let browser: Browser;
let product: ClerkProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), runClerkProduct()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
});

const open = (path: string, complaints: ExpectedComplaints = {}): Promise<OpenedPage> =>
  openPage(browser, path, { baseURL: product.origin, reducedMotion: 'reduce' }, complaints);

const scripts = '**/__clerk/npm/**';
const answers = '**/__clerk/v1/**';

/** What Clerk's library says of its own failures. */
const clerksOwn = /^Clerk: |ClerkJS: |Failed to fetch/;

const main = (page: Page) => page.locator('main');

/** Signs somebody new up, who then stands on /compiler. */
async function join(page: Page): Promise<string> {
  const email = inventEmail();
  await page.goto('/sign-up');
  await signUpAtClerk(page, email);
  await page.getByRole('banner').getByRole('button', { name: email }).waitFor();
  return email;
}

describe('the policy of the pages', () => {
  const policyOf = async (origin: string) =>
    (await fetch(origin)).headers.get('Content-Security-Policy') ?? '';

  it('lets in what Clerk needs where Clerk signs people in, and nothing of it elsewhere', async () => {
    expect(await policyOf(product.origin)).toContain("img-src 'self' data: https://img.clerk.com;");
    expect(await policyOf(inject('product'))).not.toMatch(/clerk|cloudflare|sha256|data:|default;/);
  });
});

describe('where Clerk keeps the accounts', () => {
  it('whoever is not signed in is sent nothing of it with /compiler', async () => {
    const { page, expectNoComplaints, close } = await open('/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/compiler');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.startsWith('/__clerk'))).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/config']);
    expectNoComplaints();
    await close();
  });

  it('the pages say that its keys are for trying things out, and cover nothing with that', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await page.setViewportSize({ width: 320, height: 640 });
    const banner = page.getByRole('complementary', { name: 'Test keys' });
    const bannerBox = await banner.boundingBox();
    const headerBox = await page.getByRole('banner').boundingBox();
    expect((bannerBox?.y ?? 0) + (bannerBox?.height ?? 0)).toBeLessThanOrEqual(headerBox?.y ?? 0);
    await page.evaluate(() => scrollTo(0, 400));
    expect((await banner.boundingBox())?.y).toBeLessThan(0);
    for (const path of ['/sign-in', '/keys', '/nowhere']) {
      await page.goto(path);
      await banner.waitFor();
    }
    expectNoComplaints();
    await close();
  });

  it('both ways are offered where there are two, one at a time', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await page.route('**/api/config', async (route) => {
      const answer = await route.fetch();
      const config = await answer.json();
      config.auth.providers = ['clerk', 'better-auth'];
      config.auth.betterAuth = { social: [], sendsEmail: true, requiresVerifiedEmail: false };
      await route.fulfill({ response: answer, json: config });
    });
    await page.goto('/sign-in');
    await page.locator('input[name=identifier]').waitFor();
    await page.getByRole('button', { name: 'Use an account of this service instead' }).click();
    await page.getByLabel('E-mail', { exact: true }).waitFor();
    expect(await page.locator('input[name=identifier]').count()).toBe(0);
    await page.getByRole('button', { name: 'Use an account at Clerk instead' }).click();
    await page.locator('input[name=identifier]').waitFor();
    expectNoComplaints();
    await close();
  });
});

describe('where Clerk fails', () => {
  it('with its script, the page says so, and goes on when it comes', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await page.route(scripts, (route) => route.abort());
    await page.goto('/sign-in');
    await page
      .getByRole('alert')
      .getByText(/script could not be fetched from localhost/)
      .waitFor();
    await inspect(page, 'clerk blocked');
    await page.unroute(scripts);
    await page.route('**/@clerk/ui@1/**', (route) => route.abort());
    await main(page).getByRole('button', { name: 'Try again' }).click();
    await page
      .getByRole('alert')
      .getByText(/forms could not be fetched/)
      .waitFor();
    await page.unroute('**/@clerk/ui@1/**');
    await main(page).getByRole('button', { name: 'Try again' }).click();
    await page.locator('input[name=identifier]').waitFor();
    expectNoComplaints();
    await close();
  });

  it('with its answers, the page says so, and goes on when they come', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler', { expected: clerksOwn });
    await page.route(answers, (route) => route.abort());
    await page.goto('/sign-in');
    await page.getByRole('alert').getByText('does not answer at localhost').waitFor({ timeout: 40_000 });
    await page.unroute(answers);
    await main(page).getByRole('button', { name: 'Try again' }).click();
    await page.locator('input[name=identifier]').waitFor();
    expectNoComplaints();
    await close();
  }, 90_000);

  it('while somebody is signed in, the page says so, and who they are when Clerk is back', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler', { expected: clerksOwn });
    const email = await join(page);
    await page.route(answers, (route) => route.abort());
    await page.goto('/keys');
    await main(page).getByText('Clerk, which keeps the accounts, does not answer').waitFor();
    await page.unroute(answers);
    await main(page).getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    await page.getByRole('banner').getByRole('button', { name: email }).waitFor();
    expectNoComplaints();
    await close();
  });

  it('by being slow, the page says that it still waits, and can be used', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    await page.route(scripts, () => undefined);
    await page.goto('/sign-in');
    await page.getByRole('status').getByText('This takes longer than usual').waitFor();
    await page.getByRole('link', { name: 'Compile', exact: true }).click();
    await field(page).waitFor();
    expectNoComplaints();
    await close();
  });
});

describe('a session that ends in the middle', () => {
  it('is asked for again, and leads back', async () => {
    const { page, expectNoComplaints, close } = await open('/compiler');
    const email = await join(page);
    await page.goto('/keys');
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    const id = await readUserId(product, email);
    const sessions = await product.ask('GET', `/v1/sessions?user_id=${id}`);
    const session: unknown = Reflect.get(Object(Array.isArray(sessions) ? sessions[0] : undefined), 'id');
    await product.ask('POST', `/v1/sessions/${session}/revoke`);
    // What the page holds is good for a minute.
    await page.clock.setSystemTime(Date.now() + 70_000);
    await page.getByLabel('Name', { exact: true }).fill('too late');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('heading', { name: 'Sign in to see this' }).waitFor();
    expect(await main(page).getByRole('link', { name: 'Sign in' }).getAttribute('href')).toContain(
      'returnUrl=%2Fkeys',
    );
    expectNoComplaints();
    await close();
  });
});

describe('pages with Clerk’s forms', () => {
  it('have no fault that axe knows, and do not scroll sideways', async () => {
    const { page, expectNoComplaints, close } = await open('/sign-in');
    await page.locator('input[name=identifier]').waitFor();
    await inspect(page, 'clerk sign-in');
    const email = inventEmail();
    await page.goto('/sign-up');
    await page.locator('input[name=emailAddress]').waitFor();
    await inspect(page, 'clerk sign-up');
    await signUpAtClerk(page, email);
    await page.getByRole('banner').getByRole('button', { name: email }).waitFor();
    await page.goto('/account');
    await page.getByText('Profile details').waitFor();
    await page.getByText('Requests a minute').waitFor();
    await inspect(page, 'clerk account');
    await page.goto('/account/security');
    await page.getByText('Active devices').waitFor();
    await inspect(page, 'clerk security');
    expectNoComplaints();
    await close();
  }, 120_000);
});
