import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { compile, field, openPage, outcome, preview } from './open-page.ts';

let browser: Browser;
const list = (path: string): string => `${inject('lists')}${path}`;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** Opens the page with "In this browser" chosen; whatever is sent to the API's compile is noted. */
async function openForBrowser(expected?: RegExp) {
  const opened = await openPage(
    browser,
    '/compiler',
    {},
    { lists: inject('lists'), ...(expected && { expected }) },
  );
  const sent: string[] = [];
  opened.page.on('request', (request) => {
    if (request.url().includes('/api/compile')) sent.push(request.url());
  });
  await opened.page.getByRole('radio', { name: 'In this browser' }).check();
  return { ...opened, sent };
}

describe('compiling in the browser', () => {
  it('makes the list that the service makes, and sends the service nothing', async () => {
    const { page, sent, expectNoComplaints, close } = await openForBrowser();
    await field(page).fill(`${list('/open/ads.txt')}\n${list('/open/moved.txt')}\n||mine.example.org^\n`);
    await compile(page);
    await outcome(page).waitFor();
    const here = await preview(page).innerText();
    const statisticsHere = await page.getByRole('table', { name: 'Sources', exact: true }).innerText();
    expect(sent).toEqual([]);
    await page.getByRole('radio', { name: 'By the service' }).check();
    await compile(page);
    await page.getByText('The very same rules.').waitFor();
    const there = await preview(page).innerText();
    const rules = (text: string) => text.split('\n').filter((line) => !line.startsWith('!'));
    expect(rules(here)).toEqual(rules(there));
    expect(rules(here).sort()).toContain('||mine.example.org^');
    expect(await page.getByRole('table', { name: 'Sources', exact: true }).innerText()).toBe(statisticsHere);
    expect(sent).toHaveLength(1);
    expectNoComplaints();
    await close();
  });

  it('says of each list that does not let pages read it that this is so, and can leave it out', async () => {
    const { page, expectNoComplaints, close } = await openForBrowser(/blocked by CORS policy/);
    await field(page).fill(`${list('/open/hosts.txt')}\n${list('/ads.txt')}\n`);
    await compile(page);
    await outcome(page).waitFor();
    expect(await outcome(page).innerText()).toBe('A source did not answer');
    const fault = page.locator('.failure');
    expect(await fault.innerText()).toContain(`Source 2: ${list('/ads.txt')}`);
    expect(await fault.innerText()).toContain('does not let pages of other sites read it (CORS)');
    await page.getByRole('switch', { name: /^Leave out/ }).check();
    await compile(page);
    await page.locator('.figure').waitFor();
    expect(
      await page
        .getByRole('row', { name: /ads\.txt/ })
        .first()
        .innerText(),
    ).toContain('left out');
    expect(await page.locator('.diagnostics').innerText()).toContain('(CORS)');
    expectNoComplaints();
    await close();
  });

  it('can be cancelled', async () => {
    const { page, expectNoComplaints, close } = await openForBrowser();
    await page.route('**/open/ads.txt', () => undefined);
    await field(page).fill(list('/open/ads.txt'));
    await compile(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await outcome(page).getByText('Cancelled').waitFor();
    expectNoComplaints();
    await close();
  });

  it('may reach out for lists only from the script that has no page', async () => {
    const { page, close } = await openPage(browser);
    const answers = await Promise.all(
      ['/workers/compile.js', '/workers/compare.js', '/'].map((path) => page.request.get(path)),
    );
    const policies = answers.map((answer) => answer.headers()['content-security-policy'] ?? '');
    expect(policies.map((policy) => /connect-src [^;]*/.exec(policy)?.[0])).toEqual([
      'connect-src https: http://localhost:* http://127.0.0.1:*',
      "connect-src 'self'",
      "connect-src 'self'",
    ]);
    expect(policies[0]).not.toContain('script-src');
    const isRefused = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      list('/open/ads.txt'),
    );
    expect(isRefused).toBe(true);
    await close();
  });
});
