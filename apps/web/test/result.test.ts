import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { compile, field, type OpenedPage, openPage, outcome } from './open-page.ts';

let browser: Browser;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  opened = await openPage(browser, '/', {}, { lists: inject('lists') });
  page = opened.page;
});

afterEach(async () => {
  opened.expectNoComplaints();
  await opened.close();
});

describe('what each source brought', () => {
  it('adds up, and is told with how far sources say the same', async () => {
    await field(page).fill(
      `${inject('lists')}/ads.txt\n${inject('lists')}/hosts.txt\n127.0.0.1  # router\n||tracker.example.net^\n`,
    );
    await compile(page);
    await outcome(page).waitFor();
    const table = page.getByRole('table', { name: 'Sources', exact: true });
    const titles = await table.getByRole('columnheader').allInnerTexts();
    expect(titles.map((title) => title.trim())).toEqual([
      'Source',
      'Size',
      'Lines',
      'Rules',
      'Kept',
      'Duplicate',
      'Covered',
      'Invalid',
      'Excluded',
      'Only here',
    ]);
    const rows = await table.locator('tbody tr').all();
    const counts = await Promise.all(
      rows.map(async (row) => (await row.locator('td').allInnerTexts()).slice(2).map(Number)),
    );
    for (const [all = 0, kept = 0, duplicate = 0, covered = 0, invalid = 0, excluded = 0] of counts) {
      expect(kept + duplicate + covered + invalid + excluded).toBe(all);
    }
    const kept = counts.reduce((sum, row) => sum + (row[1] ?? 0), 0);
    expect(await outcome(page).innerText()).toMatch(new RegExp(`^${kept}\\s+rules$`));
    const overlap = page.getByRole('table', { name: 'Overlap of sources' });
    expect(await overlap.locator('tbody tr').count()).toBe(3);
    expect(await overlap.locator('tbody tr').nth(2).innerText()).toMatch(/100%\s*1/);
  });
});

describe('a list that is made again', () => {
  it('is compared with the one before', async () => {
    await field(page).fill('||a.example^\n||b.example^\n||c.example^\n');
    await compile(page);
    await outcome(page).waitFor();
    expect(await page.getByText('Since the list before').count()).toBe(0);
    await field(page).fill('||b.example^\n||c.example^\n||new-1.example^\n||new-2.example^\n');
    await compile(page);
    const changes = page.getByRole('region', { name: 'Since the list before' });
    await changes.getByText('+2').click();
    expect(await changes.getByRole('list', { name: 'Added' }).innerText()).toBe(
      '||new-1.example^\n||new-2.example^',
    );
    await changes.getByText('−1').click();
    expect(await changes.getByRole('list', { name: 'Gone' }).innerText()).toBe('||a.example^');
    await page.getByRole('radio', { name: 'dnsmasq' }).check();
    await compile(page);
    await page.getByText('The list before was for AdGuard Home').waitFor();
  });

  it('is still there after a look at another page', async () => {
    await field(page).fill('||a.example^\n');
    await compile(page);
    await outcome(page).waitFor();
    await page.evaluate(() => history.pushState({}, '', '/nowhere'));
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate', { state: {} })));
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.getByRole('link', { name: 'Compile', exact: true }).click();
    expect(await outcome(page).innerText()).toMatch(/^1\s+rule$/);
    expect(await field(page).inputValue()).toBe('||a.example^\n');
  });
});

describe('a finding', () => {
  it('leads to its line, among its neighbours, in an editor that the keyboard can leave', async () => {
    const rules = Array.from({ length: 900 }, (_, index) => `||host-${index}.example^`);
    rules[699] = '||bad.example^$nonsense';
    await field(page).fill(`${inject('lists')}/ads.txt\n${rules.join('\n')}\n`);
    await compile(page);
    await page.getByRole('button', { name: 'Show Line 701 of what you typed' }).click();
    const editor = page.getByRole('textbox', { name: 'Text of What you typed' });
    await editor.waitFor();
    expect(await page.locator('.cm-activeLine').innerText()).toBe('||bad.example^$nonsense');
    expect(await page.locator('.cm-activeLineGutter').first().innerText()).toMatch(/701/);
    expect(await page.locator('.cm-lint-marker').count()).toBeGreaterThan(0);
    await page.keyboard.type('x');
    expect(await page.locator('.cm-activeLine').innerText()).toBe('||bad.example^$nonsense');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.code-stage'))).toBeNull();
  });

  it('in a list that the browser read is shown there, too', async () => {
    await page.getByRole('radio', { name: 'In this browser' }).check();
    await field(page).fill(`${inject('lists')}/open/ads.txt`);
    await compile(page);
    await page
      .getByRole('button', { name: /^Show .*ads\.txt, line 4$/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /^Text of .*ads\.txt$/ }).waitFor();
    expect(await page.locator('.cm-activeLine').innerText()).toBe('||bad.example^$nonsense');
  });
});
