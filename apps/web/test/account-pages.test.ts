import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';
import { grantAdmin, invent, type Person, signUpQuietly } from './own-account.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const main = (page: Page) => page.locator('main');

interface PageState {
  readonly name: string;
  readonly path: string;
  readonly reach: (page: Page) => Promise<void>;
}

const signedOutStates: readonly PageState[] = [
  { name: 'sign-in', path: '/sign-in', reach: (page) => page.getByLabel('E-mail').waitFor() },
  {
    name: 'sign-up with errors',
    path: '/sign-up',
    reach: async (page) => {
      await main(page).getByRole('button', { name: 'Make an account' }).click();
      await page.getByText('Choose a password.').waitFor();
    },
  },
  { name: 'reset password', path: '/reset-password', reach: (page) => page.getByLabel('E-mail').waitFor() },
  {
    name: 'new password',
    path: '/reset-password?token=x',
    reach: (page) => page.getByLabel('New password', { exact: true }).waitFor(),
  },
  {
    name: 'keys signed out',
    path: '/keys',
    reach: (page) => page.getByText('Sign in to see this').waitFor(),
  },
  {
    name: 'admin signed out',
    path: '/admin',
    reach: (page) => page.getByText('Sign in to see this').waitFor(),
  },
];

const signedInStates: readonly PageState[] = [
  {
    name: 'account',
    path: '/account',
    reach: async (page) => {
      await page.getByText('Requests a minute').waitFor();
      await page.getByLabel('Name', { exact: true }).waitFor();
    },
  },
  {
    name: 'account signing in',
    path: '/account',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Signing in' }).click();
      await page.getByRole('button', { name: 'Set it up' }).waitFor();
      await page.getByRole('button', { name: 'Add a passkey' }).waitFor();
    },
  },
  {
    name: 'account sessions',
    path: '/account',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Sessions' }).click();
      await page.getByText('here', { exact: true }).waitFor();
    },
  },
  {
    name: 'second factor',
    path: '/account',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Signing in' }).click();
      const password = page.locator('bloqr-second-factor').getByLabel('Password', { exact: true });
      await password.fill('correct horse battery');
      await page.getByRole('button', { name: 'Set it up' }).click();
      await page.getByText('Backup codes, each').waitFor();
    },
  },
  {
    name: 'deletion',
    path: '/account',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Delete my account' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'keys with a new one',
    path: '/keys',
    reach: async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('nightly');
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByRole('button', { name: 'Copy key' }).waitFor();
      await page.getByRole('button', { name: 'Replace nightly' }).click();
    },
  },
  {
    name: 'admin not allowed',
    path: '/admin',
    reach: async (page) => {
      await page.getByText('Not allowed').waitFor();
      expect(await page.getByLabel('Name, address or id').count()).toBe(0);
    },
  },
];

describe('for whoever is not signed in', () => {
  it('pages have no fault that axe knows, and do not scroll sideways', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/', { reducedMotion: 'reduce' });
    for (const { name, path, reach } of signedOutStates) {
      await page.goto(path);
      await reach(page);
      await inspect(page, name);
    }
    expectNoComplaints();
    await close();
  });
});

describe('for whoever is signed in', () => {
  it('pages have no fault that axe knows, and do not scroll sideways', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/', { reducedMotion: 'reduce' });
    await signUpQuietly(page, invent());
    for (const { name, path, reach } of signedInStates) {
      await page.goto(path);
      await reach(page);
      await inspect(page, name);
    }
    expectNoComplaints();
    await close();
  });
});

describe('for administrators', () => {
  it('users are found, change their tier and are banned, each with a reason that is entered', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/', { reducedMotion: 'reduce' });
    const victim: Person = invent('<script>pwned=1</script>');
    await signUpQuietly(page, victim);
    await page.context().clearCookies();
    const admin = invent('Grace Hopper');
    await signUpQuietly(page, admin);
    await grantAdmin(admin);
    await page.goto('/admin');
    await page.getByLabel('Name, address or id').fill(victim.email);
    await page.getByRole('button', { name: 'Search' }).click();
    await main(page).getByText('1 in all.').waitFor();
    await inspect(page, 'admin users');
    await main(page).getByRole('link', { name: victim.name }).click();
    await page.getByLabel('Tier').selectOption('pro');
    await page.getByRole('button', { name: 'Change the tier …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Change the tier' }).click();
    await dialog.getByText('Say why').waitFor();
    await dialog.getByLabel('Reason').fill('<img src=x onerror=pwned=1>');
    await dialog.getByRole('button', { name: 'Change the tier' }).click();
    await page.getByText('Done, and entered in the audit.').first().waitFor();
    await page.getByRole('button', { name: 'Ban …' }).click();
    await dialog.getByLabel('Reason').fill('tries to break in');
    await dialog.getByRole('button', { name: 'Ban' }).click();
    await page.getByText('banned', { exact: true }).waitFor();
    await inspect(page, 'admin user');
    await page.getByRole('link', { name: 'What was done to this account' }).click();
    await page.getByText('tier: free → pro').waitFor();
    await page.getByText('<img src=x onerror=pwned=1>').waitFor();
    await inspect(page, 'admin audit');
    await page.getByRole('link', { name: 'Deliveries' }).click();
    await main(page).getByText('None.').waitFor();
    await page.getByRole('link', { name: 'System' }).click();
    await page.getByText('Nothing is compared').waitFor();
    await inspect(page, 'admin system');
    expect(await page.evaluate(() => globalThis.pwned)).toBeUndefined();
    expectNoComplaints();
    await close();
  });
});
