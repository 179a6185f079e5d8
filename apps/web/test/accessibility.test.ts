import { deflateRawSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { inspect } from './inspect.ts';
import { compile, field, openPage, outcome } from './open-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

/** Compiles twice in the browser, so that there is all that a result can have, and opens all of it. */
async function reachWholeResult(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'In this browser' }).check();
  const lists = `${inject('lists')}/open/ads.txt\n${inject('lists')}/open/hosts.txt\n127.0.0.1  # router\nexample.org##.banner\n`;
  await field(page).fill(lists);
  await compile(page);
  await page.locator('.figure').waitFor();
  await field(page).fill(`${lists}||added.example^\n`);
  await compile(page);
  await page.getByText('+1').click();
  await page
    .getByRole('button', { name: /^Show .*ads\.txt, line 4$/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^Text of/ }).waitFor();
}

/** The states in which the page can be. */
const states: readonly {
  readonly name: string;
  readonly path?: string;
  readonly reach: (page: Page) => Promise<void>;
}[] = [
  {
    name: 'where there is nothing',
    path: '/nowhere',
    reach: (page) => page.getByRole('heading', { name: 'There is nothing here' }).waitFor(),
  },
  {
    name: 'empty, all switches shown',
    reach: (page) => page.getByRole('button', { name: 'Show all 13' }).click(),
  },
  {
    name: 'with notes and a file',
    reach: async (page) => {
      await field(page).fill(
        'https://github.com/o/r/blob/main/list.txt\nexample.org/list.txt\nftp://example.org/\n',
      );
      await page
        .locator('#source-files')
        .setInputFiles([
          { name: 'rules.txt', mimeType: 'text/plain', buffer: Buffer.from('||a.example^\n') },
        ]);
      await page.getByRole('button', { name: 'Remove rules.txt' }).waitFor();
    },
  },
  {
    name: 'while it compiles',
    reach: async (page) => {
      await field(page).fill(`${inject('lists')}/endless.txt`);
      await compile(page);
      await page.getByRole('progressbar').waitFor();
    },
  },
  { name: 'with all that a result can have', reach: reachWholeResult },
  {
    name: 'with known lists to choose from',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Known lists…' }).click();
      await page.getByRole('checkbox', { name: 'EasyList' }).check();
    },
  },
  {
    name: 'with a link that offers something else',
    reach: async (page) => {
      await field(page).fill('||mine.example^\n');
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `#c1=${deflateRawSync('{"text":"||theirs.example^"}').toString('base64url')}`,
      );
      await page.getByRole('button', { name: 'Use the link’s' }).waitFor();
    },
  },
  {
    name: 'with a failure',
    reach: async (page) => {
      await field(page).fill('http://10.0.0.1/list.txt');
      await compile(page);
      await outcome(page).waitFor();
    },
  },
];

describe('the page', () => {
  it.each(states)(
    'has no fault that axe knows, and does not scroll sideways: $name',
    async ({ name, path = '/', reach }) => {
      const { page, expectNoComplaints, close } = await openPage(
        browser,
        path,
        { reducedMotion: 'reduce' },
        { lists: inject('lists') },
      );
      await reach(page);
      await inspect(page, name);
      expectNoComplaints();
      await close();
    },
  );

  it.each([wide, narrow])(
    'gives everything that can be clicked 24 by 24 pixels, $width px wide',
    async (viewport) => {
      const { page, close } = await openPage(browser, '/', { viewport });
      await field(page).fill('example.org/list.txt\n||a.example^\n');
      await compile(page);
      await outcome(page).waitFor();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, input, textarea, nav a, .brand, label:has(input)')]
          .filter((element) => !element.matches('.visually-hidden'))
          // The label around a radio button is what is clicked.
          .filter((element) => element.matches('label') || element.closest('label') === null)
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return width < 24 || height < 24;
          })
          .map((element) => element.outerHTML),
      );
      expect(small).toEqual([]);
      await close();
    },
  );
});

describe('with the keyboard alone', () => {
  it('everything can be reached, used and seen to have the focus', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        if (element === null) return { name: '', hasOutline: false };
        const box = element.closest('.editor, .chip') ?? element;
        const label = element.nextElementSibling;
        const outlined = [element, box, ...(label === null ? [] : [label])];
        return {
          name: element.id || element.textContent?.trim() || element.getAttribute('value') || '',
          hasOutline: outlined.some((part) => Number.parseFloat(getComputedStyle(part).outlineWidth) >= 2),
        };
      });
    /** Presses Tab until this has the focus. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let press = 0; press < 40; press++) {
        await page.keyboard.press('Tab');
        const { name: reached, hasOutline } = await focused();
        expect(hasOutline, reached).toBe(true);
        if (name.test(reached)) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };

    await tabTo(/^Skip to the content$/);
    await page.keyboard.press('Enter');
    await tabTo(/^source-text$/);
    await page.keyboard.type('! mine\n||a.example^\n');
    await tabTo(/^source-files$/);
    await tabTo(/^switch-RemoveComments$/);
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByRole('switch', { name: 'Remove comments' }).isChecked()).toBe(false);
    await tabTo(/^Show all 13$/);
    await page.keyboard.press('Enter');
    await tabTo(/^list-name$/);
    await tabTo(/^Compile$/);
    await page.keyboard.press('Enter');
    await outcome(page).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'outcome');
    await tabTo(/^Download/);
    await tabTo(/^Copy as curl$/);
    await tabTo(/^!$|^!\s/);

    await field(page).focus();
    await page.keyboard.type('||b.example^\n');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^2\s+rules$/ }).waitFor();
    expectNoComplaints();
    await close();
  });
});

describe('with less motion asked for', () => {
  it('nothing moves', async () => {
    const { page, close } = await openPage(browser, '/', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return Number.parseFloat(transitionDuration) > 0 || animationName !== 'none';
        }).length,
    );
    expect(moving).toBe(0);
    await close();
  });
});

describe('progress', () => {
  it('is said in a live region', async () => {
    const { page, close } = await openPage(browser);
    await field(page).fill('||a.example^');
    await compile(page);
    await page.getByRole('status').getByText('Done. The list has 1 rule.').waitFor({ state: 'attached' });
    await close();
  });
});
