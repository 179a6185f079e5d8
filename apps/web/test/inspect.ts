import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { count } from './tally.ts';

/** Where pictures go, where somebody wants to look at them. */
const pictures = process.env.PICTURES;

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How a page can look. */
const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { look: 'narrow', colorScheme: 'light', viewport: { width: 320, height: 640 } },
] as const;

/**
 * Looks at the page as it is in every look: no fault that axe knows, and nothing to scroll to sideways. The page should have been
 * opened with less motion asked for: colours that are on their way to others are no colours of the design.
 *
 * @param state what the page shows; the name of the pictures
 */
export async function inspect(page: Page, state: string): Promise<void> {
  count('states');
  for (const { look, colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    count('axe runs');
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(faults, `${state}, ${look}`).toEqual([]);
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed, `${state}, ${look}`).toBe(given);
    if (pictures !== undefined)
      await page.screenshot({
        path: `${pictures}/${state.replaceAll(/[ ,]+/g, '-')}-${look}.png`,
        fullPage: true,
      });
  }
  await page.setViewportSize(looks[0].viewport);
}
