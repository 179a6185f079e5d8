// Makes the pictures of README.md, docs/images/*.png:
//   node tools/screenshots.ts
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { generateList } from './lists/generate-list.ts';
import { startProduct } from './start-product.ts';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');

/** Made-up lists that share some of their rules; no fetched list is in a picture. */
const ads = Buffer.concat([...generateList({ kind: 'adblock-dns', lines: 4000, seed: 3 })]).toString();
const files = [
  { name: 'ads.txt', text: ads },
  { name: 'tracking.txt', text: `${ads.slice(0, ads.length / 3)}\n||metrics.example.net^\n` },
  {
    name: 'mine.txt',
    text: Buffer.concat([...generateList({ kind: 'hosts', lines: 900, seed: 5 })]).toString(),
  },
];

const pictures = [
  { name: 'compiler', colorScheme: 'light', width: 1200, height: 860, reach: fill },
  { name: 'result', colorScheme: 'dark', width: 1200, height: 860, reach: compile },
  { name: 'narrow', colorScheme: 'light', width: 390, height: 844, reach: compile },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'bloqr-screenshots-'));
const product = await startProduct(folder);
const browser = await launchBrowser();
try {
  mkdirSync(images, { recursive: true });
  for (const picture of pictures) await take(browser, picture);
} finally {
  await browser.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function take(from: Browser, picture: (typeof pictures)[number]): Promise<void> {
  const { name, colorScheme, width, height, reach } = picture;
  const context = await from.newContext({
    baseURL: product.address,
    colorScheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto('/compiler');
  await reach(page);
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', caret: 'hide' });
  await context.close();
}

async function fill(page: Page): Promise<void> {
  await page
    .locator('#source-text')
    .fill(
      'https://small.oisd.nl\nhttps://adaway.org/hosts.txt\n\n! my own\n||ads.example.org^\n@@||shop.example.org^\n',
    );
  await page.getByRole('radio', { name: /^Pi-hole 6/ }).check();
  await page.evaluate('scrollTo(0, 0)');
}

async function compile(page: Page): Promise<void> {
  await page
    .locator('#source-files')
    .setInputFiles(
      files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
    );
  await page.getByRole('button', { name: 'Remove mine.txt' }).waitFor();
  await page.getByRole('button', { name: 'Compile', exact: true }).click();
  await page.locator('.figure').waitFor();
  await page.locator('.outcome').evaluate((outcome) => outcome.scrollIntoView({ block: 'start' }));
}
