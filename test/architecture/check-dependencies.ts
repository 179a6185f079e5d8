import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './source-file.ts';

/** Names of the packages that each member's package.json declares, by the member's folder (`''`: the root). */
export type Declarations = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the package.json of the root, which has all members at hand, and of every member that has one of `files`. */
export function readDeclarations(root: string, files: readonly SourceFile[]): Declarations {
  const members = [...new Set(files.map(({ path }) => memberOf(path)))].filter((member) => member !== '');
  const names = members.map((member) => readManifest(root, member).name);
  return new Map([
    ['', new Set([...names, ...dependenciesOf(readManifest(root, ''))])],
    ...members.map((member) => [member, new Set(dependenciesOf(readManifest(root, member)))] as const),
  ]);
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

function dependenciesOf({ dependencies, devDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** Packages that a file imports though its member does not declare them. Tests may use those of the root, too. */
export function checkDependencies(files: readonly SourceFile[], declarations: Declarations): string[] {
  return files.flatMap(({ path, imports }) => {
    const isTest = /\.test\.ts$|\/test\/|\.config\.ts$/.test(path);
    const declared = [memberOf(path), ...(isTest ? [''] : [])].map((folder) => declarations.get(folder));
    return imports
      .map(packageOf)
      .filter((name) => name !== undefined && !declared.some((names) => names?.has(name)))
      .map((name) => `${path} imports ${name}, which its package.json does not declare`);
  });
}

function memberOf(path: string): string {
  return /^(?:packages|apps)\/[^/]+/.exec(path)?.[0] ?? '';
}

/** The package of an import; undefined for files and for modules of the platform (`node:fs`). */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.includes(':')) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}
