import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArchitecturePage } from './architecture/architecture-page.ts';
import { checkDependencies, readDeclarations } from './architecture/check-dependencies.ts';
import { checkNames, checkPackages } from './architecture/check-fences.ts';
import { checkCycles, checkImports } from './architecture/check-imports.ts';
import { checkBarrels, checkFileNames, checkLength } from './architecture/check-shape.ts';
import { readSources } from './architecture/read-sources.ts';
import { parseSourceFile, type SourceFile } from './architecture/source-file.ts';

const root = join(import.meta.dirname, '..');
const page = parseArchitecturePage(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
const sources = readSources(root);
const declarations = readDeclarations(root, sources);

/** A project of these files alone, each given as path and text. */
function plant(...files: readonly (readonly [string, string])[]): SourceFile[] {
  return files.map(([path, text]) => parseSourceFile(path, text));
}

const rules: readonly {
  readonly rule: string;
  readonly check: (files: readonly SourceFile[]) => string[];
  readonly violations: readonly (readonly (readonly [string, string])[])[];
}[] = [
  {
    rule: 'files import only what the table allows them',
    check: (files) => checkImports(files, page.layers),
    violations: [
      [['packages/compiler/src/a.ts', "import type { X } from '@bloqr/contract';"]],
      [['packages/contract/src/a.ts', "import { main } from '../../cli/src/main.ts';"]],
      [['packages/contract/src/a.ts', "import '@bloqr/worker';"]],
      [['apps/worker/src/routes/a.ts', "import { b } from './b.ts';"]],
      [['apps/worker/src/lib/a.ts', "import { b } from '../http/b.ts';"]],
      [['apps/worker/src/compilations/a.ts', "export { b } from '../services.ts';"]],
      [['apps/worker/src/http/a.ts', "const b = await import('../app.ts');"]],
      [['apps/web/src/compiler/a.ts', "import { compile } from '@bloqr/compiler';"]],
      [['apps/web/src/compiler/a.ts', "import '../../../worker/src/app.ts';"]],
      [['somewhere/else.ts', '']],
    ],
  },
  {
    rule: 'imports run in no circle',
    check: checkCycles,
    violations: [
      [
        ['a.ts', "import './b.ts';"],
        ['b.ts', "export * from './c/d.ts';"],
        ['c/d.ts', "import type { A } from '../a.ts';"],
      ],
    ],
  },
  {
    rule: 'packages are declared where they are imported',
    check: (files) => checkDependencies(files, declarations),
    violations: [
      [['packages/cli/src/a.ts', "import { z } from 'zod/mini';"]],
      [['packages/contract/src/a.ts', "import type { X } from '@bloqr/cli';"]],
      [['packages/compiler/src/a.ts', "import { it } from 'vitest';"]],
    ],
  },
  {
    rule: 'packages are used in their places only',
    check: (files) => checkPackages(files, page.packageFences),
    violations: [
      [['apps/worker/src/compilations/a.ts', "import type { Context } from 'hono';"]],
      [['apps/worker/src/services.ts', "import { logger } from 'hono/logger';"]],
      [['apps/web/src/app.ts', "import { bootstrapApplication } from '@angular/platform-browser';"]],
      [['packages/cli/src/main.ts', "const { fetch } = await import('undici');"]],
    ],
  },
  {
    rule: 'clocks, random numbers, the network and bindings are had in their places only',
    check: (files) => checkNames(files, page.nameFences),
    violations: [
      [['packages/compiler/src/a.ts', 'export const now = () => Date.now();']],
      [['packages/compiler/src/a.ts', 'export const now = new Date();']],
      [['packages/contract/src/a.ts', 'export const id = crypto.randomUUID();']],
      [['apps/worker/src/sources/a.ts', "await fetch('https://example.org/');"]],
      [['apps/worker/src/routes/a.ts', 'export const f = (db: D1Database) => db;']],
      [['apps/web/src/software/a.ts', "await fetch('/api/config');"]],
      [['apps/web/src/platform.ts', "localStorage.setItem('a', 'b');"]],
      [['packages/cli/src/main.ts', 'process.exit(1);']],
    ],
  },
  {
    rule: 'files have at most 400 lines',
    check: checkLength,
    violations: [[['a.ts', 'x;\n'.repeat(401)]]],
  },
  {
    rule: 'only the root of a package re-exports',
    check: checkBarrels,
    violations: [[['packages/compiler/src/rule/index.ts', "export { a } from './a.ts';"]]],
  },
  {
    rule: 'files are kebab-case, and no name has a banned word',
    check: (files) => checkFileNames(files, page.bannedWords),
    violations: [
      [['packages/compiler/src/SourceReader.ts', '']],
      [['packages/compiler/src/source_reader.ts', '']],
      [['packages/compiler/src/string-utils.ts', '']],
      [['packages/compiler/src/a.ts', 'export class RuleManager {}']],
      [['packages/compiler/src/a.ts', 'export interface IRule {}']],
    ],
  },
];

describe.each(rules)('$rule', ({ check, violations }) => {
  it('holds', () => {
    expect(check(sources)).toEqual([]);
  });

  it.each(violations.map((files) => ({ files, text: files[0]?.[1].trim().slice(0, 60) })))(
    'is noticed where it does not: $text',
    ({ files }) => {
      expect(check(plant(...files)).length).toBeGreaterThan(0);
    },
  );
});

describe('the tables', () => {
  it('name rows that exist', () => {
    const names = new Set(page.layers.map(({ name }) => name));
    const unknown = page.layers.flatMap(({ mayImport }) => [...mayImport].filter((name) => !names.has(name)));
    expect(unknown).toEqual([]);
    expect(names.size).toBeGreaterThan(10);
  });

  it('are read to the last', () => {
    expect(page.packageFences.length).toBeGreaterThan(0);
    expect(page.nameFences.length).toBeGreaterThan(5);
    expect(page.bannedWords).toContain('Manager');
    expect(page.bannedWords).toContain('Phase');
  });
});

describe('a local name', () => {
  it('is not taken for the outside that is called alike', () => {
    const files = plant([
      'packages/compiler/src/a.ts',
      'export const read = (fetch: () => void) => fetch();',
    ]);
    expect(checkNames(files, page.nameFences)).toEqual([]);
  });
});
