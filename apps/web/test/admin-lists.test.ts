import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { askClerk, joinQuietly } from './both-providers.ts';
import { inspect } from './inspect.ts';
import { type OpenedPage, openPage } from './open-page.ts';
import { grantAdmin, invent } from './own-account.ts';
import { count } from './tally.ts';

/** More than stand on a page of fifty. */
const people = 52;

let browser: Browser;
let opened: OpenedPage;
/** Whose tier the audit is full of. */
let changedId = '';
const admin = invent('Grace Hopper');
const changed = invent('Changed Often');

const main = (page: Page) => page.locator('main');
const rows = (page: Page) => main(page).getByRole('row');

/** Asks the service as the administrator whose page it is. */
async function ask(path: string, method = 'GET', data?: unknown): Promise<unknown> {
  const { origin } = inject('both');
  const { page } = opened;
  const response = await page.request.fetch(`${origin}${path}`, {
    method,
    data,
    headers: { Origin: origin },
  });
  if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response.json();
}

/** People at Clerk, of whom the service is told by webhooks, and an audit with many entries. */
beforeAll(async () => {
  browser = await launchBrowser();
  const { origin, stateFolder } = inject('both');
  opened = await openPage(browser, '/', { baseURL: origin, reducedMotion: 'reduce' });
  const { page } = opened;
  await joinQuietly(page, changed);
  changedId = String(Reflect.get(Object(await ask('/api/account')), 'id'));
  await page.context().clearCookies();
  await joinQuietly(page, admin);
  await grantAdmin(admin, stateFolder);
  for (let number = 1; number <= people; number++) {
    await askClerk('POST', '/v1/users', {
      email_address: [`clerk${number}@example.org`],
      first_name: number === 7 ? '<img src=x onerror=pwned=1>' : 'Person',
      last_name: `Number ${number}`,
    });
  }
  for (let change = 0; change < people; change++) {
    await ask(`/api/admin/users/${changedId}`, 'PATCH', {
      tier: change % 2 === 0 ? 'pro' : 'free',
      reason: `change ${change}`,
    });
  }
  const countKnown = async () => Reflect.get(Object(await ask('/api/admin/reconciliation')), 'users');
  await vi.waitUntil(async () => (await countKnown()) === people, { timeout: 60_000, interval: 500 });
}, 180_000);

afterAll(async () => {
  opened.expectNoComplaints();
  await browser.close();
});

describe('users', () => {
  it('come in pages, and are searched by name, address, id and tier', async () => {
    const { page } = opened;
    await page.goto('/admin');
    await main(page).getByText('50 shown; there are more.').waitFor();
    await inspect(page, 'admin users, many');
    await page.getByRole('button', { name: 'Show more' }).click();
    await main(page)
      .getByText(`${people + 2} in all.`)
      .waitFor();
    expect(await rows(page).count()).toBe(people + 3);
    const search = async (text: string, tier: string, said: string): Promise<void> => {
      await page.getByLabel('Name, address or id').fill(text);
      await page.getByLabel('Tier').selectOption(tier);
      await page.getByRole('button', { name: 'Search' }).click();
      await main(page).getByText(said, { exact: true }).waitFor();
    };
    await search('clerk7@example.org', '', '1 in all.');
    await main(page).getByRole('link', { name: '<img src=x onerror=pwned=1>' }).waitFor();
    await search('', 'admin', '1 in all.');
    await main(page).getByRole('link', { name: admin.name }).waitFor();
    await search(changedId, '', '1 in all.');
    await search('nobody@example.net', '', 'Nobody is like that.');
    await inspect(page, 'admin users, nobody');
    expect(await page.evaluate(() => globalThis.pwned)).toBeUndefined();
    count('journeys');
  });
});

describe('messages of the webhook', () => {
  it('come in pages, by what became of them, and one is read and carried out again', async () => {
    const { page } = opened;
    await page.goto('/admin/deliveries');
    await main(page).getByText('50 shown; there are more.').waitFor();
    await inspect(page, 'admin deliveries');
    await page.getByRole('button', { name: 'Show more' }).click();
    await main(page)
      .getByText(/^\d+ in all\.$/)
      .waitFor();
    await page.getByLabel('What became of it').selectOption('unusable');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await main(page).getByText('None.').waitFor();
    await page.getByLabel('What became of it').selectOption('applied');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await main(page).getByRole('link', { name: 'user.created' }).first().click();
    const body = page.getByRole('region', { name: 'Text of the message' });
    await body.waitFor();
    expect(await body.innerText()).toContain('"user.created"');
    // Addresses are masked.
    expect(await body.innerText()).not.toMatch(/clerk\d+@example\.org/);
    await inspect(page, 'admin delivery');
    await page.getByRole('button', { name: 'Carry out again …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Carry out again' }).click();
    await dialog.getByText('Say why').waitFor();
    await inspect(page, 'admin delivery, asked why');
    await dialog.getByLabel('Reason').fill('to see what comes of it');
    await dialog.getByRole('button', { name: 'Carry out again' }).click();
    await page
      .getByRole('region', { name: /^user\.created/ })
      .getByText(/^Carried out again: [a-z-]+\.$/)
      .waitFor();
    await page.getByRole('link', { name: 'Audit' }).click();
    await main(page).getByText('to see what comes of it').waitFor();
    count('journeys');
  });
});

describe('the audit', () => {
  it('comes in pages, of everybody or of one account', async () => {
    const { page } = opened;
    await page.goto(`/admin/audit?user=${changedId}`);
    await main(page).getByText('50 shown; there are more.').waitFor();
    await main(page).getByText('tier: free → pro').first().waitFor();
    await inspect(page, 'admin audit, many');
    await page.getByRole('button', { name: 'Show more' }).click();
    await main(page).getByText(`${people} in all.`).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await main(page).getByText('50 shown; there are more.').waitFor();
    count('journeys');
  });
});

describe('the system', () => {
  it('says how it is, and compares the accounts with Clerk’s, first without changing anything', async () => {
    const { page } = opened;
    await page.goto('/admin/system');
    await main(page).getByText('works', { exact: true }).first().waitFor();
    expect(await main(page).getByText('fails', { exact: true }).count()).toBe(0);
    await main(page).getByText('never', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Compare with Clerk' }).click();
    await page.getByText('Compared. Nothing was changed.').waitFor({ timeout: 30_000 });
    await inspect(page, 'admin system, compared');
    await page.getByLabel('Put right what differs, and not only count it').check();
    await page.getByLabel('Reason').fill('after a test');
    await page.getByRole('button', { name: 'Compare with Clerk' }).click();
    await page.getByText('Finished: ').waitFor({ timeout: 30_000 });
    count('journeys');
  });
});
