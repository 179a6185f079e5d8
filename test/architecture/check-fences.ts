import type { Fence } from './architecture-page.ts';
import { isAt } from './place.ts';
import type { SourceFile } from './source-file.ts';

/** Packages imported outside their places. */
export function checkPackages(files: readonly SourceFile[], fences: readonly Fence[]): string[] {
  return checkFences(files, fences, ({ imports }, name) =>
    imports.some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
  );
}

/** Names of the outside used elsewhere than in their places. */
export function checkNames(files: readonly SourceFile[], fences: readonly Fence[]): string[] {
  return checkFences(files, fences, ({ uses }, name) => uses.has(name));
}

function checkFences(
  files: readonly SourceFile[],
  fences: readonly Fence[],
  hasName: (file: SourceFile, name: string) => boolean,
): string[] {
  const code = files.filter(({ path }) => !path.endsWith('.test.ts') && !path.includes('/test/'));
  return fences.flatMap(({ name, within, onlyIn }) =>
    code
      .filter(({ path }) => within.length === 0 || within.some((place) => isAt(path, place)))
      .filter(({ path }) => !onlyIn.some((place) => isAt(path, place)))
      .filter((file) => hasName(file, name))
      .map(({ path }) => `${path} uses ${name}`),
  );
}
