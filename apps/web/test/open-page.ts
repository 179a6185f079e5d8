import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

/** A page of the product together with everything that must not happen on it. */
export interface OpenedPage {
  readonly page: Page;
  /** Fails where anything was complained about: by the console, by the Content-Security-Policy, or by a script. */
  readonly expectNoComplaints: () => void;
  readonly close: () => Promise<void>;
}

/** Set by anything that gets to run which should be text. */
declare global {
  var pwned: unknown;
}

/** Complaints that a test causes on purpose: the browser logs each request that fails. */
const expectedComplaint =
  /^Failed to load resource: (?:the server responded with a status of \d+|net::ERR_INTERNET_DISCONNECTED|net::ERR_FAILED)/;

/** What else a test means to happen. */
export interface ExpectedComplaints {
  /** Of the console. */
  readonly expected?: RegExp;
  /** Where the page may ask for lists by itself. */
  readonly lists?: string;
}

let profiles = 0;

/**
 * An address for each profile, so that tests do not use up one another's attempts to sign in. The local Worker believes what stands in
 * this header; Cloudflare's network writes it itself.
 */
function inventAddress(): string {
  profiles += 1;
  return `10.${(process.pid >> 8) & 255}.${process.pid & 255}.${profiles}`;
}

/** Opens a path of the product in a profile of its own. */
export async function openPage(
  browser: Browser,
  path = '/',
  options: BrowserContextOptions = {},
  { expected, lists }: ExpectedComplaints = {},
): Promise<OpenedPage> {
  const baseURL = options.baseURL ?? inject('product');
  const context = await browser.newContext({
    baseURL,
    // Where the page asks others by itself, a header more would have it ask for leave first.
    ...(lists === undefined && { extraHTTPHeaders: { 'CF-Connecting-IP': inventAddress() } }),
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    const text = message.text();
    if (isComplaint && !expectedComplaint.test(text) && expected?.test(text) !== true) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') return void dialog.accept();
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!['blob:', 'data:'].includes(protocol) && origin !== baseURL && origin !== lists)
      complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(path);
  return {
    page,
    expectNoComplaints: () => expect(complaints).toEqual([]),
    close: () => context.close(),
  };
}

/** The text field of the compiler. */
export const field = (page: Page) => page.getByLabel('Addresses of lists and rules, one a line');

/** Presses the button that compiles. */
export const compile = (page: Page) => page.getByRole('button', { name: 'Compile', exact: true }).click();

/** The heading of what came out. */
export const outcome = (page: Page) => page.locator('#outcome');

/** The beginning of the list that came out. */
export const preview = (page: Page) => page.getByRole('region', { name: 'Text of the list' });
