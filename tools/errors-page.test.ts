import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderErrorsPage } from './errors-page.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('is checked in as it is made from docs/errors (node tools/errors-page.ts)', () => {
  expect(read('../apps/web/public/errors.html')).toBe(renderErrorsPage(read('../docs/errors/README.md')));
});

it('makes nothing but text of what looks like HTML', () => {
  expect(renderErrorsPage('# <b>\n\n`a"<b>`')).toContain(
    '<h1>&lt;b&gt;</h1>\n      <p><code>a&quot;&lt;b&gt;</code></p>',
  );
});
