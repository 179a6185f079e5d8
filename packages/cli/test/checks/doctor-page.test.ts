import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkCatalogue } from '../../src/checks/check-catalogue.data.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/doctor.md'), 'utf8');

it('docs/doctor.md has a section for each check, in the order of the catalogue, and for nothing else', () => {
  const sections = page.split(/^### /m).slice(1);
  const heads = sections.map((section) => section.split('\n').slice(0, 3).join('\n'));
  expect(heads).toEqual(
    checkCatalogue.map(
      ({ id, commands, severity, step }) => `${id}\n\n${commands.join(', ')} · ${severity} · ${step}`,
    ),
  );
  for (const section of sections) expect(section.split('\n')[4]).toMatch(/\w/);
});
