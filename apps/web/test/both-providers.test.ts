import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { awaitLink, joinQuietly } from './both-providers.ts';
import { inventEmail, signUpAtClerk } from './clerk-product.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';
import { invent, openMenu, password, signIn, signUp, signUpQuietly } from './own-account.ts';
import { count } from './tally.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const openBoth = (path: string, lists?: string) =>
  openPage(
    browser,
    path,
    { baseURL: inject('both').origin, reducedMotion: 'reduce' },
    { ...(lists !== undefined && { lists }) },
  );

describe('where addresses have to be confirmed', () => {
  it('somebody signs up, opens the link that was sent again, and is signed in', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openBoth('/sign-up');
    await signUp(page, person);
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const first = await awaitLink(person);
    await inspect(page, 'sign-up with an address to confirm');
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('Sent again.').waitFor();
    await expect.poll(() => awaitLink(person)).not.toBe(first);

    await page.getByRole('button', { name: 'Back' }).click();
    await page.goto('/sign-in');
    await signIn(page, person);
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await page.goto(await awaitLink(person));
    await page.waitForURL('**/compiler');
    await page.goto('/sign-in');
    await signIn(page, person);
    await page.waitForURL('**/compiler');
    await openMenu(page, person);
    expectNoComplaints();
    count('journeys');
    await close();
  });
});

describe('where there are several ways to sign in', () => {
  it('accounts elsewhere are offered as they are set up, and lead there', async () => {
    const { page, expectNoComplaints, close } = await openBoth('/sign-in', 'https://github.com');
    await page.route('https://github.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>GitHub</title>' }),
    );
    await page.getByRole('button', { name: 'Continue with GitHub' }).waitFor();
    expect(await page.getByRole('button', { name: 'Continue with Google' }).count()).toBe(0);
    await inspect(page, 'sign-in with all ways');
    await page.getByRole('button', { name: 'Continue with GitHub' }).click();
    await page.waitForURL('https://github.com/login/oauth/authorize?**');
    const asked = new URL(page.url()).searchParams;
    expect(asked.get('client_id')).toBe('a-client');
    expect(asked.get('redirect_uri')).toBe(`${inject('both').origin}/api/auth/callback/github`);
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('says so where signing in elsewhere came to nothing', async () => {
    const { page, expectNoComplaints, close } = await openBoth('/sign-in?error=access_denied');
    await page.getByText('Signing in there came to nothing.').waitFor();
    await inspect(page, 'sign-in after a refusal elsewhere');
    expectNoComplaints();
    await close();
  });

  it('the first provider is shown, and the other one is chosen with a button, and back', async () => {
    const { page, close } = await openBoth('/sign-in');
    await page.getByLabel('E-mail').waitFor();
    await page.getByRole('button', { name: 'Use an account at Clerk instead' }).click();
    await page.getByLabel('E-mail').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Use an account of this service instead' }).click();
    await page.getByLabel('E-mail').waitFor();
    await close();
  });
});

describe('two accounts of one person', () => {
  it('may be linked where both providers are on, and it is said how where Clerk knows nobody', async () => {
    const { page, expectNoComplaints, close } = await openBoth('/');
    await joinQuietly(page, invent());
    await page.goto('/account');
    await page.getByRole('tab', { name: 'Signing in' }).click();
    await page.getByRole('heading', { name: 'Your other account' }).waitFor();
    await page.getByRole('button', { name: 'Link the account at Clerk' }).click();
    await page.getByRole('alert').getByText('Nobody is signed in to Clerk in this browser.').waitFor();
    await inspect(page, 'account with another to link');
    expectNoComplaints();
    await close();
  });

  it('become one from Clerk’s side with the password of the other, and keys of the other are there', async () => {
    const email = inventEmail();
    const { origin } = inject('both');
    const { page, expectNoComplaints, close } = await openBoth('/');
    await joinQuietly(page, { ...invent(), email });
    const made = await page.request.post(`${origin}/api/keys`, {
      data: { name: 'made before' },
      headers: { Origin: origin },
    });
    expect(made.status()).toBe(201);
    await page.context().clearCookies();

    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Use an account at Clerk instead' }).click();
    await signUpAtClerk(page, email);
    await page.waitForURL('**/compiler');
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Your other account' }).waitFor();
    await inspect(page, 'account at Clerk with another to link');
    await page.getByLabel('Its password').fill(password);
    await page.getByRole('button', { name: 'Link that account' }).click();
    await page.getByText('Done. Both ways of signing in now lead to this account.').waitFor();
    await page.getByText('Linked: signing in with Clerk').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Your other account');
    await inspect(page, 'two accounts that have become one');
    await page.goto('/keys');
    await page.getByText('made before').first().waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('are not spoken of where there is one provider', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    await signUpQuietly(page, invent());
    await page.goto('/account');
    await page.getByRole('tab', { name: 'Signing in' }).click();
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Your other account' }).count()).toBe(0);
    expectNoComplaints();
    await close();
  });
});
