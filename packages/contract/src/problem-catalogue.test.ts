import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemCatalogue, problemType } from './problem-catalogue.ts';

const docs = readFileSync(new URL('../../../docs/errors/README.md', import.meta.url), 'utf8');
const sections = new Map(
  docs
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => [section.slice(0, section.indexOf('\n')), section]),
);

describe('the catalogue of problems', () => {
  it('has a section in docs/errors for each code and for nothing else, in the same order', () => {
    expect([...sections.keys()]).toEqual(Object.keys(problemCatalogue));
  });

  it.each(Object.entries(problemCatalogue))(
    '%s: status, cause and cure are documented',
    (code, { status }) => {
      const section = sections.get(code);
      expect(section).toContain(`\nStatus ${status}.\n`);
      expect(section).toMatch(/^- Cause: .{10,}/m);
      expect(section).toMatch(/^- Cure: .{10,}/m);
    },
  );

  it.each(Object.entries(problemCatalogue))(
    '%s: is named in kebab-case and titled by a sentence',
    (code, kind) => {
      expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(kind.title).toMatch(/^[A-Z].*[^.]$/);
    },
  );

  it('points each type at its section', () => {
    expect(problemType('source-refused')).toBe('/errors#source-refused');
  });
});
