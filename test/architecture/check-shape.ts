import { basename } from 'node:path';
import type { SourceFile } from './source-file.ts';

const linesMax = 400;

/** Files that are too long; `*.data.ts` are tables of data. */
export function checkLength(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, lineCount }) => lineCount > linesMax && !path.endsWith('.data.ts'))
    .map(({ path, lineCount }) => `${path} has ${lineCount} lines`);
}

/** Files that only re-export, below the root of a package. */
export function checkBarrels(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, isBarrel }) => isBarrel && !/^(?:packages|apps)\/[^/]+\/src\/index\.ts$/.test(path))
    .map(({ path }) => `${path} only re-exports`);
}

/** File names that are not kebab-case, and banned words in the names of files and exports. */
export function checkFileNames(files: readonly SourceFile[], bannedWords: ReadonlySet<string>): string[] {
  const bannedInFiles = new Set([...bannedWords].map((word) => word.toLowerCase()));
  return files.flatMap(({ path, exportedNames }) => {
    // `line-splitter.property.test.ts`: a name, then what kind of file it is.
    const [name = ''] = basename(path).split('.');
    const words = name.split('-').filter((word) => bannedInFiles.has(word));
    return [
      ...(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? [] : [`${path} is not kebab-case`]),
      ...words.map((word) => `${path} has ${word} in its name`),
      ...exportedNames.flatMap((exported) => describeBannedExport(path, exported, bannedWords)),
    ];
  });
}

function describeBannedExport(path: string, name: string, bannedWords: ReadonlySet<string>): string[] {
  const words = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
  return [
    ...words.filter((word) => bannedWords.has(word)).map((word) => `${path} exports ${name} (${word})`),
    ...(/^I[A-Z][a-z]/.test(name) ? [`${path} exports ${name} (I)`] : []),
  ];
}
