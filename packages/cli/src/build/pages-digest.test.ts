import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestInputs } from './pages-digest.ts';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bloqr-pages-'));
  mkdirSync(join(base, 'src/a'), { recursive: true });
  writeFileSync(join(base, 'src/a/one.ts'), '1');
  writeFileSync(join(base, 'src/two.css'), '2');
  writeFileSync(join(base, 'angular.json'), '{}');
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

const digest = (): string => digestInputs(base, ['src', 'angular.json']);

describe('the digest of the pages’ sources', () => {
  it.each([
    { name: 'a file is changed', change: () => writeFileSync(join(base, 'src/a/one.ts'), '2') },
    { name: 'a file comes', change: () => writeFileSync(join(base, 'src/a/three.ts'), '') },
    { name: 'a file goes', change: () => rmSync(join(base, 'src/two.css')) },
    { name: 'a setting is changed', change: () => writeFileSync(join(base, 'angular.json'), '[]') },
  ])('changes when $name', ({ change }) => {
    const before = digest();
    change();
    expect(digest()).not.toBe(before);
  });

  it('stays when the same is written again, or a test is', () => {
    const before = digest();
    writeFileSync(join(base, 'src/two.css'), '2');
    writeFileSync(join(base, 'src/a/one.test.ts'), 'x');
    expect(digest()).toBe(before);
  });
});
