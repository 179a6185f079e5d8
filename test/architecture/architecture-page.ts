/** A row of "Who may import whom". */
export interface Layer {
  readonly name: string;
  /** Folders, ending in `/`, and files. */
  readonly places: readonly string[];
  readonly mayImport: ReadonlySet<string>;
}

/** Something that may stand in some places only. */
export interface Fence {
  readonly name: string;
  /** Where the fence stands; everywhere if empty. */
  readonly within: readonly string[];
  /** Folders, files, or endings (`*-d1.ts`). */
  readonly onlyIn: readonly string[];
}

/** What ARCHITECTURE.md rules. */
export interface ArchitecturePage {
  readonly layers: readonly Layer[];
  readonly packageFences: readonly Fence[];
  readonly nameFences: readonly Fence[];
  readonly bannedWords: ReadonlySet<string>;
}

/** Reads the tables of ARCHITECTURE.md. */
export function parseArchitecturePage(text: string): ArchitecturePage {
  return {
    layers: readTable(text, 'Who may import whom').map(([name = '', files = '', mayImport = '']) => ({
      name,
      places: codesOf(files),
      mayImport: new Set(mayImport.split(/[\s,]+/).filter((word) => word !== '')),
    })),
    packageFences: readTable(text, 'Where packages are used').map(([name = '', onlyIn = '']) => ({
      name: codesOf(name).join(),
      within: [],
      onlyIn: codesOf(onlyIn),
    })),
    nameFences: readTable(text, 'Where the outside is reached').map(
      ([name = '', within = '', onlyIn = '']) => ({
        name: codesOf(name).join(),
        within: codesOf(within),
        onlyIn: codesOf(onlyIn),
      }),
    ),
    bannedWords: new Set(/Banned in names: ([^.]+)\./.exec(text)?.[1]?.split(/[\s,]+/)),
  };
}

/** The cells of the first table below a heading. */
function readTable(text: string, heading: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function codesOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
