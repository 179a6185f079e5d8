import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { compile, field, openPage, outcome } from './open-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

describe('going from page to page', () => {
  it('sets the title, begins at the heading and says which page it is', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/nowhere');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(await page.title()).toBe('Nothing here – Bloqr');
    await page.getByRole('link', { name: 'Compile a list' }).click();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.title()).toBe('One clean filter list – Bloqr');
    await page.getByRole('status').getByText('One clean filter list').waitFor({ state: 'attached' });
    await page.goBack();
    await page.waitForFunction(() => document.activeElement?.textContent === 'There is nothing here');
    expectNoComplaints();
    await close();
  });

  it('from / to /compiler changes nothing on it', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    await field(page).fill('||a.example^');
    await page.getByRole('link', { name: 'Compile', exact: true }).click();
    await page.waitForURL('**/compiler');
    expect(await field(page).inputValue()).toBe('||a.example^');
    expect(await page.getByRole('link', { name: 'Compile', exact: true }).getAttribute('aria-current')).toBe(
      'page',
    );
    expectNoComplaints();
    await close();
  });

  it('the way past the header leads to the content and is no change of page', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    expect(new URL(page.url()).hash).toBe('');
    expectNoComplaints();
    await close();
  });
});

describe('the colours', () => {
  it('are those chosen, on every page and after a reload', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/', { colorScheme: 'light' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole('radio', { name: 'Dark' }).check();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
    expect(await paper()).toBe(dark);
    await page.goto('/errors');
    expect(await paper()).toBe(dark);
    await page.goto('/');
    await page.getByRole('radio', { name: 'As the system' }).check();
    expect(await paper()).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper()).toBe(dark);
    expectNoComplaints();
    await close();
  });
});

describe('copying', () => {
  it('works also where the page has no clipboard, as over plain http on a network at home', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.reload();
    await field(page).fill('||copied.example^');
    await compile(page);
    await outcome(page).waitFor();
    await page.getByRole('button', { name: 'Copy the list' }).click();
    await page.getByText('The list is on the clipboard.').waitFor();
    await field(page).fill('');
    await field(page).press('Control+v');
    expect(await field(page).inputValue()).toContain('||copied.example^');
    expectNoComplaints();
    await close();
  });
});

describe('the first moment', () => {
  it('shows whose page it is before any script has come', async () => {
    const { page, close } = await openPage(browser, '/', { javaScriptEnabled: false });
    await page.getByRole('banner').getByRole('link', { name: 'Bloqr' }).waitFor();
    await close();
  });
});
