import type { Browser, Page } from 'playwright-core';
import type { Frontend } from './start-frontend.ts';
import './clerk-global.ts';

/** A browser of its own on the test page. */
export interface OpenedPage {
  readonly page: Page;
  /** Opens a path and waits until Clerk is loaded. */
  readonly visit: (path: string) => Promise<void>;
  /** Waits until this person is signed in, or `nobody`. */
  readonly waitForPerson: (who: string) => Promise<void>;
  /** What the console complained of since the last call, and requests that would have left this machine. */
  readonly takeComplaints: () => readonly string[];
}

const known = 'Clerk: Clerk has been loaded with development keys.';

/** Opens a browser window in which nothing is stored. */
export async function openTestPage(browser: Browser, { pageOrigin }: Frontend): Promise<OpenedPage> {
  const context = await browser.newContext({ baseURL: pageOrigin });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  let complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    if (isComplaint && !message.text().startsWith(known)) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const staysHere = ['data:', 'blob:'].includes(protocol) || hostname === 'localhost';
    if (!staysHere) complaints.push(`left this machine: ${request.url()}`);
  });
  const waitForPerson = async (who: string) => {
    await page.locator('#who', { hasText: who }).waitFor();
  };
  return {
    page,
    visit: async (path) => {
      await page.goto(path);
      await page.locator('#who', { hasNotText: 'loading' }).waitFor();
    },
    waitForPerson,
    takeComplaints: () => {
      const taken = complaints;
      complaints = [];
      return taken;
    },
  };
}

/** What the console says of an answer that is a refusal. */
export const failed = (status: number, text: string): string =>
  `Failed to load resource: the server responded with a status of ${status} (${text})`;
