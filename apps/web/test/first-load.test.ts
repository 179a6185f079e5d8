import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** Bytes as they go over the wire, without headers. */
const transferMax = 150_000;

it('the first load of /compiler is at most 150 kB compressed, all files that are fetched for it together', async () => {
  const page = await browser.newPage();
  const bodies: Promise<readonly [path: string, bytes: number]>[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    bodies.push(response.body().then((body) => [path, gzipSync(body, { level: 9 }).length] as const));
  });
  await page.goto(`${inject('product')}/compiler`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const files = await Promise.all(bodies);
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`First load: ${total} bytes. ${files.map(([path, bytes]) => `${path} ${bytes}`).join(', ')}`);
  expect(files.map(([path]) => path)).toContain('/theme.js');
  expect(total).toBeLessThanOrEqual(transferMax);
  await page.close();
});
