import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { inspect } from './inspect.ts';
import { compile, field, type OpenedPage, openPage, outcome } from './open-page.ts';
import { invent, openMenu, type Person, signUpQuietly } from './own-account.ts';

let browser: Browser;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  opened = await openPage(
    browser,
    '/compiler',
    { reducedMotion: 'reduce' },
    { expected: /dynamically imported module/ },
  );
  page = opened.page;
});

afterEach(async () => {
  opened.expectNoComplaints();
  await opened.close();
});

/** Files of pages that are fetched when somebody goes there; after an update they have other names. */
const laterFiles = '**/chunk-*.js';

describe('a part of the application that cannot be fetched', () => {
  it('is told above the page that is shown, and the page can be opened anew', async () => {
    await page.route(laterFiles, (route) => route.abort());
    await field(page).fill('||typed.example^');
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'That page could not be fetched' });
    await notice.waitFor();
    expect(new URL(page.url()).pathname).toBe('/compiler');
    await inspect(page, 'a page that could not be fetched');
    await page.unroute(laterFiles);
    await notice.getByRole('button', { name: 'Open it anew' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await page.goBack();
    await expect.poll(() => field(page).inputValue()).toBe('||typed.example^');
  });

  it('is told also of the known lists', async () => {
    await page.route(laterFiles, (route) => route.abort());
    await page.getByRole('button', { name: 'Known lists…' }).click();
    await page.getByRole('alert').filter({ hasText: 'The known lists could not be fetched' }).waitFor();
  });
});

describe('a folder that is dropped with a file', () => {
  it('is told, and the file is taken', async () => {
    // Stands in for a folder, which no script can make: a file whose text cannot be read.
    await page.evaluate(() => {
      const folder = new File([], 'folder');
      folder.text = () => Promise.reject(new DOMException('no', 'NotReadableError'));
      const file = new File(['||dröpped.example^\n'], 'dropped.txt');
      const drop = new Event('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(drop, 'dataTransfer', { value: { files: [folder, file], types: ['Files'] } });
      document.querySelector('h1')?.dispatchEvent(drop);
    });
    await page.getByText('folder could not be read.').waitFor();
    const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    expect(await row.innerText()).toMatch(/^dropped\.txt\s+20 B\s/);
  });
});

describe('nothing to compile', () => {
  it.each([
    { look: 'a wide window', width: 1280, height: 900 },
    { look: 'a narrow one', width: 320, height: 640 },
  ])('is told where the focus is led to, in $look', async ({ width, height }) => {
    await page.setViewportSize({ width, height });
    await compile(page);
    const hint = page.getByText('There is nothing to compile yet');
    await hint.waitFor();
    const isSeen = () =>
      hint.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    await expect.poll(isSeen).toBe(true);
  });
});

describe('a clipboard that takes nothing', () => {
  it('leaves the link and the command to be copied by hand', async () => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await field(page).fill('||a.example^');
    await page.getByRole('button', { name: 'Copy as link' }).click();
    await expect.poll(() => page.getByLabel('The link').inputValue()).toMatch(/\/compiler#c1=[\w-]+$/);
    await compile(page);
    await outcome(page).waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await expect.poll(() => page.getByLabel('The command').inputValue()).toMatch(/^curl '[\s\S]+\nEND\n$/);
    await inspect(page, 'a clipboard that takes nothing');
  });
});

describe('a session', () => {
  it('that ended in the middle is told in words for people, and nothing that was typed is lost', async () => {
    const person = invent();
    await signUpQuietly(page, person);
    await page.reload();
    await page.getByRole('banner').getByRole('button', { name: person.name }).waitFor();
    await field(page).fill('||typed.example^');
    const cookies = await page.context().cookies();
    const origin = new URL(page.url()).origin;
    await page.request.post(`${origin}/api/auth/sign-out`, { data: {}, headers: { Origin: origin } });
    await page.context().addCookies(cookies);
    await compile(page);
    await page.getByRole('heading', { name: 'You are not signed in any more' }).waitFor();
    const panel = page.getByRole('main').locator('bloqr-failure-panel');
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    await inspect(page, 'a session that ended');
    await panel.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').waitFor();
    await page.goBack();
    await expect.poll(() => field(page).inputValue()).toBe('||typed.example^');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: /^1\s+rule$/ }).waitFor();
  });

  it('that does not end when somebody signs out is told so that everybody sees it', async () => {
    const person = invent();
    await signUpQuietly(page, person);
    await page.reload();
    await page.route('**/api/auth/sign-out', (route) => route.abort());
    await openMenu(page, person);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'The service did not end the session.' });
    await notice.waitFor();
    await notice.getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('has a menu that Escape closes, with the focus back on what opened it', async () => {
    const person = invent();
    await signUpQuietly(page, person);
    await page.reload();
    await openMenu(page, person);
    await page.getByRole('link', { name: 'Account', exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.waitForFunction((name) => document.activeElement?.textContent?.trim() === name, person.name);
  });

  it('of somebody else, begun in another tab, leaves nothing of the first on the page', async () => {
    const [first, second] = [invent('Ada First'), invent('Bea Second')];
    await signUpQuietly(page, first);
    await page.goto('/keys');
    await page.getByLabel('Name', { exact: true }).fill('of Ada');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByLabel('Key', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'of Ada' }).waitFor();
    await signUpQuietly(page, second);
    // As when somebody comes back to this tab.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByRole('banner').getByRole('button', { name: second.name }).waitFor();
    await page.getByText('None yet.').waitFor();
    expect(await page.getByText('of Ada').count()).toBe(0);
    expect(await page.getByLabel('Key', { exact: true }).count()).toBe(0);
  });
});

describe('a key that nobody has copied', () => {
  const link = () => page.getByRole('banner').getByRole('link', { name: 'Compile' });
  const question = () => page.getByRole('dialog', { name: 'Leave without the key?' });
  const shownKey = () => page.getByLabel('Key', { exact: true });
  let person: Person;

  beforeEach(async () => {
    person = invent();
    await signUpQuietly(page, person);
    await page.goto('/keys');
    await page.getByLabel('Name', { exact: true }).fill('of the night');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await shownKey().waitFor();
  });

  it('is not left behind without being asked', async () => {
    const key = await shownKey().inputValue();
    await link().click();
    await question().waitFor();
    await inspect(page, 'leaving a key that nobody has copied');
    await question().getByRole('button', { name: 'Cancel' }).click();
    await question().waitFor({ state: 'detached' });
    expect(await shownKey().inputValue()).toBe(key);
    await link().click();
    await question().getByRole('button', { name: 'Leave without it' }).click();
    await page.waitForURL('**/compiler');
  });

  it('is not lost with the tab without being asked', async () => {
    const asked: string[] = [];
    page.on('dialog', (dialog) => asked.push(dialog.type()));
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });

  it('keeps nobody from signing out', async () => {
    await openMenu(page, person);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL('**/sign-in**');
    expect(await question().count()).toBe(0);
  });

  it.each([
    {
      how: 'by its button',
      copy: () => page.getByRole('button', { name: 'Copy key' }).click(),
    },
    {
      how: 'by hand',
      copy: async () => {
        await shownKey().focus();
        await page.keyboard.press('Control+C');
      },
    },
  ])('is left without a question once it is copied $how', async ({ copy }) => {
    await page.context().grantPermissions(['clipboard-write']);
    await copy();
    await link().click();
    await page.waitForURL('**/compiler');
  });
});
