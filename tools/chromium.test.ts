import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findChromium } from './chromium.ts';

it('finds a browser by itself, or where it is told', () => {
  const path = findChromium('');
  expect(existsSync(path)).toBe(true);
  expect(findChromium(path)).toBe(path);
});

it('says so where it is told wrongly', () => {
  expect(() => findChromium('/nowhere/chromium')).toThrow(
    'CHROME_BIN is /nowhere/chromium, where there is no program.',
  );
});
