import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { hostileTexts } from './hostile-text.data.ts';
import { compile, field, openPage, outcome, preview } from './open-page.ts';
import { count } from './tally.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** Whether anything ran, or got an element of its own; counts what could have. */
async function expectOnlyText(page: Page, payloads = hostileTexts.length): Promise<void> {
  count('payloads', payloads);
  const found = await page.evaluate(() => ({
    pwned: typeof globalThis.pwned,
    elements: document.querySelectorAll(
      'main script, main iframe, main svg, main img, main object, main embed, main base, main style, main form form, [onerror], [onload], a[href^="javascript:" i]',
    ).length,
    inShadow: [...document.querySelectorAll('*')].reduce(
      (count, { shadowRoot }) =>
        count +
        (shadowRoot?.querySelectorAll('script, iframe, img, object, embed, [onerror], [onload]').length ?? 0),
      0,
    ),
  }));
  expect(found).toEqual({ pwned: 'undefined', elements: 0, inShadow: 0 });
}

/** Touches everything, for handlers that wait for it. */
async function touchEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load']) {
        element.dispatchEvent(new Event(type, { bubbles: false }));
      }
    }
  });
}

const oneLine = hostileTexts.map((text) => text.replaceAll(/[\t\n]/g, ' '));

const hostileRules = oneLine.filter((text) => !/^\w+:\/\//.test(text));
const hostileFiles = hostileTexts.map((text) => ({
  name: `${text.replaceAll('/', '∕').slice(0, 60)}.txt`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`||a.example^\n${text}\n`),
}));

describe('text that wants to be run', () => {
  it('as rules, file names, names of lists and findings is only text', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    await field(page).fill(hostileRules.join('\n'));
    await page.getByLabel('Name of the list').fill(oneLine.join(' ').slice(0, 200));
    await page.locator('#source-files').setInputFiles(hostileFiles);
    await page.getByRole('list', { name: 'Files' }).waitFor();
    // So many files are more sources than may be compiled at once.
    await page.getByText('but only 5 may be compiled at once').waitFor();
    await compile(page);
    await outcome(page).waitFor();
    await touchEverything(page);
    await expectOnlyText(page);
    await page.reload();
    await page.getByRole('list', { name: 'Files' }).waitFor();
    await touchEverything(page);
    await expectOnlyText(page);
    expectNoComplaints();
    await close();
  });

  it('in a list is only text', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    await page.locator('#source-files').setInputFiles(hostileFiles.slice(0, 4));
    await page.getByRole('list', { name: 'Files' }).waitFor();
    await field(page).fill(`${hostileRules.join('\n')}\n127.0.0.1 # <img src=x onerror=pwned=1>\n`);
    await page.getByRole('switch', { name: 'Validate', exact: true }).uncheck();
    await compile(page);
    await page.locator('.figure').waitFor();
    await touchEverything(page);
    await expectOnlyText(page);
    expect(await preview(page).innerText()).toContain('JaVaScRiPt:pwned=1');
    // In a comparison with another list of them, and in the editor.
    await page.getByRole('switch', { name: 'Validate', exact: true }).check();
    await field(page).fill(`${hostileRules.slice(3).join('\n')}\n||added.example^\n`);
    await compile(page);
    await page.getByText(/^\+\d/).click();
    await page.getByText(/^−\d/).click();
    await touchEverything(page);
    await expectOnlyText(page);
    await page.locator('.diagnostics .line-link').first().click();
    await page.getByRole('textbox', { name: /^Text of/ }).waitFor();
    await expectOnlyText(page);
    expectNoComplaints();
    await close();
  });

  it('as addresses is only text, in notes and in what the service says about them', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    const addresses = oneLine.map((text) => `https://example.org:25/${text.replaceAll(/[|^*\s]/g, '')}`);
    await field(page).fill(addresses.join('\n'));
    await touchEverything(page);
    await expectOnlyText(page);
    for (let start = 0; start < addresses.length; start += 5) {
      await field(page).fill(addresses.slice(start, start + 5).join('\n'));
      await compile(page);
      await outcome(page).waitFor();
      await touchEverything(page);
      await expectOnlyText(page, 5);
    }
    expectNoComplaints();
    await close();
  });

  it('in everything that the service answers is only text', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser);
    const all = hostileTexts;
    const events = [
      ['source', { index: 0, source: all[0], status: 'started' }],
      [
        'diagnostics',
        {
          diagnostics: all.map((text) => ({
            code: text,
            severity: text,
            message: text,
            source: text,
            line: 0,
            fix: text,
          })),
        },
      ],
      [
        'statistics',
        {
          ruleCount: all[0],
          digest: all[1],
          statistics: {
            sources: all.map((source) => ({ source, status: source, lineCount: 1, byteCount: 1 })),
            removed: { duplicate: '<b>' },
          },
          analysis: {
            sources: all.slice(0, 10).map((text) => ({ rules: text, kept: 3, unique: text })),
            overlap: all.slice(0, 10).map(() => all.slice(0, 10)),
          },
          refused: all.map((text) => ({ code: text, message: text, count: 1, examples: [text] })),
        },
      ],
      ['list', { text: all.join('\n') }],
      ['done', {}],
    ];
    const stream = events
      .map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      .join('');
    await page.route('**/api/config', (route) =>
      route.fulfill({
        json: {
          formats: [],
          targets: all.map((text, index) => ({
            name: `t${index}`,
            software: text,
            versions: text,
            format: text,
            instructions: text,
          })),
        },
      }),
    );
    await page.route('**/api/compile/stream', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: stream }),
    );
    await page.goto('/');
    await field(page).fill('||a.example^');
    await compile(page);
    await page.locator('.figure').waitFor();
    await touchEverything(page);
    await expectOnlyText(page);

    const problem = {
      type: 'javascript:pwned=1',
      title: all[0],
      status: 422,
      detail: all.join(' '),
      requestId: all[1],
      errors: all.map((text) => ({ pointer: text, detail: text, fix: text, source: text })),
    };
    await page.unroute('**/api/compile/stream');
    await page.route('**/api/compile/stream', (route) => route.fulfill({ status: 422, json: problem }));
    await compile(page);
    await page.locator('.faults').waitFor();
    await touchEverything(page);
    await expectOnlyText(page);
    expectNoComplaints();
    await close();
  });

  it('is kept from running by the policy of the page, too', async () => {
    const { page, close } = await openPage(browser);
    const policy = (await page.request.get(inject('product'))).headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    const ran = await page.evaluate(() => {
      const script = document.createElement('div');
      try {
        script.innerHTML = '<img src=x onerror="globalThis.pwned=1">';
      } catch {
        return 'trusted types refuse';
      }
      return 'taken';
    });
    expect(ran).toBe('trusted types refuse');
    await close();
  });
});
