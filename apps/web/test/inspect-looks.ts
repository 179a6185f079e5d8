import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where pictures go, where somebody wants to look at them. */
const pictures = process.env.PICTURES;

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { look: 'narrow', colorScheme: 'light', viewport: { width: 320, height: 640 } },
] as const;

/** Looks at the page as it is in every look: axe finds nothing, and it does not scroll sideways. */
export async function inspectLooks(page: Page, state: string): Promise<void> {
  for (const { look, colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect.soft(faults, `${state}, ${look}`).toEqual([]);
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect.soft(needed, `${state}, ${look}`).toBe(given);
    if (pictures !== undefined)
      await page.screenshot({
        path: `${pictures}/${state.replaceAll(' ', '-')}-${look}.png`,
        fullPage: true,
      });
  }
}
