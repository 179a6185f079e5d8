import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { waitUntilList } from './leaving.ts';
import { compile, field, type OpenedPage, openPage, outcome, preview } from './open-page.ts';

let browser: Browser;
let opened: OpenedPage;
let page: Page;
const list = (path: string): string => `${inject('lists')}${path}`;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  opened = await openPage(browser);
  page = opened.page;
});

afterEach(async () => {
  opened.expectNoComplaints();
  await opened.close();
});

/** Text of a locator when it is there. */
const textOf = (selector: string): Promise<string> => page.locator(selector).first().innerText();

describe('compiling', () => {
  it('makes one list of two, and tells what was removed', async () => {
    await field(page).fill(`${list('/ads.txt')}\n${list('/hosts.txt')}\n||mine.example.org^\n`);
    await expect.poll(() => textOf('#source-counts')).toBe('2 addresses, 1 rule');
    await page.getByLabel('Name of the list').fill('Both');
    await compile(page);
    await outcome(page).waitFor();
    expect(await outcome(page).innerText()).toMatch(/^4\s+rules$/);

    const removed = page.getByRole('table', { name: 'What was removed' });
    expect(await removed.getByRole('row', { name: /^Duplicates/ }).innerText()).toMatch(/\t2\t/);
    expect(await removed.getByRole('row', { name: /^Invalid/ }).innerText()).toMatch(/\t1\t/);
    const sources = page.getByRole('table', { name: 'Sources', exact: true });
    expect(await sources.getByRole('row').allInnerTexts()).toHaveLength(4);
    expect(await sources.innerText()).toContain(list('/hosts.txt'));

    const shown = await preview(page).innerText();
    expect(shown).toContain('! Title: Both');
    const rules = shown.split('\n').filter((line) => line.startsWith('||'));
    expect(rules.sort()).toEqual([
      '||ads.example.org^',
      '||mine.example.org^',
      '||other.example.com^',
      '||tracker.example.net^',
    ]);
  });

  it('gives the list as a file, with all of it', async () => {
    await field(page).fill(list('/long.txt'));
    await compile(page);
    await outcome(page).waitFor();
    expect(await outcome(page).innerText()).toMatch(/^3,000\s+rules$/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('my-list.txt');
    const text = await readFile(await download.path(), 'utf8');
    expect(text.match(/^\|\|host-\d+\.example\^$/gm)).toHaveLength(3000);
    expect(await page.getByText('The beginning. All of it is in the download.').isVisible()).toBe(true);
  });

  it('copies the list, and the request as a curl command that gives the same list', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await field(page).fill('||b.example^\n||a.example^\n');
    await compile(page);
    await outcome(page).waitFor();
    const shown = await preview(page).innerText();
    await page.getByRole('button', { name: 'Copy the list' }).click();
    await page.getByText('The list is on the clipboard.').waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('The curl command is on the clipboard.').waitFor();
    // Reading the clipboard is forbidden to the page, so what was copied is pasted.
    await field(page).fill('');
    await field(page).press('Control+v');
    const command = await field(page).inputValue();
    const [, body = ''] = /<<'END'\n(.*)\nEND/.exec(command) ?? [];
    expect(command).toContain(`curl '${inject('product')}/api/compile'`);
    const answer = await fetch(`${inject('product')}/api/compile`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/plain' },
      body,
    });
    expect((await answer.text()).trim()).toBe(shown.trim());
  });

  it('takes files: addresses into the field, rules as a source', async () => {
    const files = [
      { name: 'lists.txt', mimeType: 'text/plain', buffer: Buffer.from(`# mine\n${list('/ads.txt')}\n`) },
      { name: 'rules.txt', mimeType: 'text/plain', buffer: Buffer.from('||from-file.example^\n') },
      { name: 'image.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78, 71, 0, 1]) },
    ];
    await page.locator('#source-files').setInputFiles(files);
    await page.getByText('image.png is not a text file.').waitFor();
    await expect.poll(() => field(page).inputValue()).toContain(list('/ads.txt'));
    await expect.poll(() => textOf('#source-counts')).toBe('1 address, 1 file');
    await compile(page);
    await outcome(page).waitFor();
    expect(await preview(page).innerText()).toContain('||from-file.example^');
    await page.getByRole('button', { name: 'Remove rules.txt' }).click();
    await expect.poll(() => textOf('#source-counts')).toBe('1 address');
  });

  it('takes a file that is dropped on the page', async () => {
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['||dropped.example^\n'], 'dropped.txt', { type: 'text/plain' }));
      return data;
    });
    await page.dispatchEvent('h1', 'dragover', { dataTransfer: transfer });
    await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
    await page.getByRole('button', { name: 'Remove dropped.txt' }).waitFor();
    await expect.poll(() => textOf('#source-counts')).toBe('1 file');
  });

  it('does what the switches say', async () => {
    await field(page).fill('! a comment\n||b.example^\n');
    await page.getByRole('switch', { name: 'Remove comments' }).uncheck();
    await compile(page);
    await outcome(page).waitFor();
    expect(await preview(page).innerText()).toContain('! a comment');
    await page.getByRole('button', { name: 'Show all 13' }).click();
    await page.getByRole('switch', { name: 'Convert to ASCII' }).waitFor();
    await expect.poll(() => page.locator('.switches').getByRole('switch').count()).toBe(13);
    await page.getByRole('switch', { name: 'Validate, keep addresses' }).check();
    await expect
      .poll(() => page.getByRole('switch', { name: 'Validate', exact: true }).isChecked())
      .toBe(false);
    await page.getByText('“Validate” went off').waitFor();
  });
});

describe('the choice of software', () => {
  it('decides the form of the list, its file, and what cannot be told', async () => {
    await page.getByRole('radio', { name: 'dnsmasq' }).check();
    await page.getByRole('switch', { name: 'Validate', exact: true }).uncheck();
    await field(page).fill('||a.example^\nexample.org##.banner\n/ads[0-9]/\n');
    await compile(page);
    await page.getByRole('button', { name: 'Download my-list.conf' }).waitFor();
    expect(await preview(page).innerText()).toContain('local=/a.example/');
    const refused = page.getByRole('region', { name: 'What dnsmasq cannot be told' });
    expect(await refused.innerText()).toMatch(/1 rule: [\s\S]*example\.org##\.banner/);
    expect(await page.locator('.instructions').innerText()).toContain('/etc/dnsmasq.conf');
  });

  it('of a browser’s blocker offers to leave its rules alone', async () => {
    await page.getByRole('radio', { name: 'uBlock Origin' }).check();
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await field(page).fill('||a.example^\nexample.org##.banner\n');
    await compile(page);
    await page.getByRole('heading', { name: /^2\s+rules$/ }).waitFor();
    expect(await preview(page).innerText()).toContain('example.org##.banner');
  });

  it('has nothing that the service refuses', async () => {
    await field(page).fill('||a.example^\n');
    const titles = ['AdGuard Home', 'Pi-hole 6 and later', 'Pi-hole 5', 'uBlock Origin'];
    titles.push('AdGuard (browser extension and apps)', 'Blocky', 'dnsmasq', 'Unbound', 'BIND 9');
    titles.push('Technitium DNS Server');
    const choices = await page.locator('bloqr-software-choice').getByRole('radio').all();
    expect(choices).toHaveLength(titles.length);
    for (const [index, title] of titles.entries()) {
      await choices[index]?.check();
      await page.getByText(`1 source for ${title}`, { exact: true }).waitFor();
      await compile(page);
      await page.getByRole('heading', { name: `In ${title}`, exact: true }).waitFor();
      await page.getByRole('heading', { name: /^1\s+rule$/ }).waitFor();
    }
  });
});

describe('while a compile runs', () => {
  it('shows each source, and ends at once when it is cancelled, in the service too', async () => {
    await field(page).fill(`${list('/ads.txt')}\n${list('/endless.txt?cancelled')}\n`);
    await compile(page);
    const bar = page.getByRole('progressbar');
    await page.getByText('Reading sources: 1 of 2').first().waitFor();
    expect(await bar.getAttribute('aria-valuetext')).toBe('Reading sources: 1 of 2');
    const sources = page.locator('.source-progress li');
    expect(await sources.nth(0).innerText()).toMatch(/ads\.txt\s+4 lines, 78 B$/);
    await sources.nth(1).getByText('reading …').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
    await waitUntilList('/endless.txt?cancelled', 'left');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('outcome');
    expect(await bar.count()).toBe(0);
    await field(page).fill('||again.example^');
    await compile(page);
    await page.getByRole('heading', { name: /^1\s+rule$/ }).waitFor();
  });
});

describe('what goes wrong', () => {
  it('is told with its cause, its place and the request id', async () => {
    await field(page).fill(`${list('/ads.txt')}\nhttp://10.0.0.1/list.txt\n`);
    await compile(page);
    const alert = page.getByRole('alert').filter({ has: page.locator('#outcome') });
    await alert.waitFor();
    expect(await outcome(page).innerText()).toBe('A source is not one that may be read');
    expect(await alert.innerText()).toContain('Source 2: http://10.0.0.1/list.txt');
    await expect.poll(() => textOf('.request-id')).toMatch(/^Request\s+[0-9a-f-]{36}$/);
    expect(await page.getByRole('link', { name: 'What this means' }).getAttribute('href')).toBe(
      '/errors#source-refused',
    );
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('outcome');
  });

  it.each([
    { path: '/missing.txt', title: 'A source did not answer' },
    { path: '/page.txt', title: 'A source is not a filter list' },
  ])('in the middle of a compile is told too: $path', async ({ path, title }) => {
    await field(page).fill(list(path));
    await compile(page);
    await page.getByRole('heading', { name: title }).waitFor();
  });

  it('with one list can be no matter to the others', async () => {
    await page.getByRole('switch', { name: 'Leave out lists that cannot be had' }).check();
    await field(page).fill(`${list('/missing.txt')}\n${list('/ads.txt')}\n`);
    await compile(page);
    await page.getByRole('heading', { name: /^2\s+rules$/ }).waitFor();
    const row = page.getByRole('table', { name: 'Sources', exact: true }).getByRole('row').nth(1);
    expect(await row.innerText()).toMatch(/missing\.txt\s+left out/);
  });

  it('can be mended and tried again', async () => {
    await field(page).fill(list('/missing.txt'));
    await compile(page);
    await outcome(page).waitFor();
    await field(page).fill('||a.example^');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: /^1\s+rule$/ }).waitFor();
  });

  it('is a sentence when there is nothing to compile', async () => {
    await compile(page);
    await page.getByText('There is nothing to compile yet').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('source-text');
  });

  it('is told when the service cannot be reached', async () => {
    await page.context().setOffline(true);
    await field(page).fill('||a.example^');
    await compile(page);
    await page.getByRole('heading', { name: 'The service could not be reached' }).waitFor();
    await page.context().setOffline(false);
  });

  it('after too many requests is told with the time from which to try again', async () => {
    const problem = { title: 'Too many requests', status: 429, detail: 'Ten a minute.', requestId: 'id-1' };
    let requests = 0;
    await page.route('**/api/compile/stream', (route) => {
      requests++;
      if (requests > 1) return route.continue();
      return route.fulfill({ status: 429, json: problem, headers: { 'Retry-After': '3' } });
    });
    await field(page).fill('||a.example^');
    await compile(page);
    await page.getByText(/possible in [123] s/).waitFor();
    // Too early: nothing may be sent.
    await page.getByRole('button', { name: 'Try again' }).dispatchEvent('click');
    await page.getByText(/possible in/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: /^1\s+rule$/ }).waitFor();
    expect(requests).toBe(2);
  });

  it('leaves the choice of software to what the page knows, until the service answers', async () => {
    await page.route('**/api/config', (route) => route.abort());
    await page.goto('/');
    await page.getByText('The service did not say what it can make.').waitFor();
    await expect.poll(() => page.locator('bloqr-software-choice').getByRole('radio').count()).toBe(10);
    await page.unroute('**/api/config');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('The service did not say what it can make.').waitFor({ state: 'detached' });
  });

  it('is noted beside the line, with its number and what it could be instead', async () => {
    await field(page).fill('||a.example^\nhttps://github.com/o/r/blob/main/list.txt\nexample.org/list.txt\n');
    const notes = page.getByRole('list', { name: 'Lines to look at' }).getByRole('listitem');
    await notes.nth(1).waitFor();
    await expect.poll(() => notes.count()).toBe(2);
    await page.getByRole('button', { name: 'Use the file itself' }).click();
    await expect
      .poll(async () => (await field(page).inputValue()).split('\n')[1])
      .toBe('https://raw.githubusercontent.com/o/r/main/list.txt');
    await page.getByRole('button', { name: 'Go to line 3' }).click();
    await expect
      .poll(() => page.evaluate(() => document.getSelection()?.toString()))
      .toBe('example.org/list.txt');
  });
});

describe('a reload', () => {
  it('keeps everything that was typed and chosen', async () => {
    const text = `${list('/ads.txt')}\n||mine.example^\n`;
    await field(page).fill(text);
    await page.getByLabel('Name of the list').fill('Kept');
    await page.getByRole('switch', { name: 'Trim lines' }).uncheck();
    await page.getByRole('switch', { name: /^Leave out/ }).check();
    await page
      .locator('#source-files')
      .setInputFiles([
        { name: 'rules.txt', mimeType: 'text/plain', buffer: Buffer.from('||from-file.example^\n') },
      ]);
    await page.getByRole('button', { name: 'Remove rules.txt' }).waitFor();
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe(text);
    await expect.poll(() => page.getByLabel('Name of the list').inputValue()).toBe('Kept');
    await expect.poll(() => page.getByRole('switch', { name: 'Trim lines' }).isChecked()).toBe(false);
    expect(await page.getByRole('switch', { name: /^Leave out/ }).isChecked()).toBe(true);
    await expect.poll(() => page.getByRole('button', { name: 'Remove rules.txt' }).count()).toBe(1);
  });
});

describe('addresses', () => {
  it('of the compiler are / and /compiler; others say that there is nothing', async () => {
    await page.goto('/compiler');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('one clean list out');
    await page.goto('/no/such/page');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('There is nothing here');
    await page.goto('/errors');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Problems');
  });
});
