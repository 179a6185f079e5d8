import { deflateRawSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { hostileTexts } from './hostile-text.data.ts';
import { compile, field, openPage, outcome, preview } from './open-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const pack = (value: unknown): string => `#c1=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;

describe('a link', () => {
  it('brings a configuration to somebody else, and nothing is asked for before they compile', async () => {
    const from = await openPage(browser, '/compiler');
    await from.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await field(from.page).fill(`${inject('lists')}/ads.txt\nhttps://ada:pass@example.org/secret.txt\n`);
    await from.page.getByLabel('Name of the list').fill('Passed on');
    await from.page.getByRole('radio', { name: 'dnsmasq' }).check();
    await from.page.getByRole('button', { name: 'Copy as link' }).click();
    await from.page.getByText('Addresses with a password or a token are not in it.').waitFor();
    await field(from.page).fill('');
    await field(from.page).press('Control+v');
    const link = await field(from.page).inputValue();
    expect(link).toMatch(/^http:\/\/localhost:\d+\/compiler#c1=[\w-]+$/);
    await from.close();

    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(link);
    await page.getByText('This came by a link.').waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/config']);
    expect(new URL(page.url()).hash).toBe('');
    expect(await field(page).inputValue()).toBe(`${inject('lists')}/ads.txt\n`);
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('Passed on');
    await compile(page);
    await outcome(page).waitFor();
    expect(await preview(page).innerText()).toContain('local=/ads.example.org/');
    expectNoComplaints();
    await close();
  });

  it('does not overwrite what somebody has there without asking', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    await field(page).fill('||mine.example^\n');
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      pack({ text: '||theirs.example^' }),
    );
    await page.getByRole('button', { name: 'Keep mine' }).click();
    expect(await field(page).inputValue()).toBe('||mine.example^\n');
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      pack({ text: '||others.example^' }),
    );
    await page.getByRole('button', { name: 'Use the link’s' }).click();
    await expect.poll(() => field(page).inputValue()).toBe('||others.example^');
    expectNoComplaints();
    await close();
  });

  it('that means no good is only text, or nothing', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    for (const fragment of [
      pack({ text: hostileTexts.join('\n'), name: hostileTexts.join(' '), target: hostileTexts[0] }),
      pack({
        text: { toString: 'x' },
        transformations: [hostileTexts[0], '__proto__'],
        place: 'javascript:',
      }),
      `#c1=${'A'.repeat(9000)}`,
      '#c1=<img src=x onerror=pwned=1>',
      pack('"'.repeat(3_000_000)),
    ]) {
      await page.goto('about:blank');
      await page.goto(`/compiler${fragment}`);
      await page.locator('.shared').waitFor();
      const found = await page.evaluate(() => ({
        pwned: typeof globalThis.pwned,
        elements: document.querySelectorAll('main script, main img, main iframe, main svg').length,
      }));
      expect(found).toEqual({ pwned: 'undefined', elements: 0 });
    }
    expectNoComplaints();
    await close();
  });
});

describe('known lists', () => {
  it('are chosen in a dialog, and their addresses stand in the field', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    await field(page).fill('||mine.example^\nhttps://small.oisd.nl\n');
    await page.getByRole('button', { name: 'Known lists…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Known lists' });
    await dialog.waitFor();
    // Its styles come with it, by another way than those of the page.
    await expect.poll(() => dialog.evaluate((element) => getComputedStyle(element).display)).toBe('grid');
    await dialog.getByLabel('Find').fill('hagezi pro');
    await dialog.getByRole('checkbox', { name: 'HaGeZi Multi Pro' }).check();
    await dialog.getByLabel('Find').fill('oisd');
    await expect.poll(() => dialog.getByRole('checkbox', { name: 'OISD small' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Add 1 list' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => field(page).inputValue())
      .toBe(
        '||mine.example^\nhttps://small.oisd.nl\nhttps://raw.githubusercontent.com/hagezi/dns-blocklists/main/adblock/pro.txt\n',
      );
    await page.getByRole('button', { name: 'Known lists…' }).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expectNoComplaints();
    await close();
  });
});
