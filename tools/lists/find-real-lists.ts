import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One published list that lies on this machine. */
export interface RealList {
  readonly name: string;
  readonly path: string;
  readonly format: string;
  readonly lines: number;
  readonly bytes: number;
}

const folder = join(import.meta.dirname, '../../../shared/lists');

/** The published lists beside the repository, with what their manifest says of them; none where the folder is absent. */
export function findRealLists(): readonly RealList[] {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return [];
  const entries: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  if (!Array.isArray(entries)) return [];
  return entries.filter(isEntry).map(({ name, format, lines, bytes }) => {
    return { name: name.replace(/\.txt$/, ''), path: join(folder, name), format, lines, bytes };
  });
}

type Entry = Omit<RealList, 'path'>;

function isEntry(entry: unknown): entry is Entry {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'name' in entry &&
    typeof entry.name === 'string' &&
    'format' in entry &&
    typeof entry.format === 'string' &&
    'lines' in entry &&
    typeof entry.lines === 'number' &&
    'bytes' in entry &&
    typeof entry.bytes === 'number'
  );
}
