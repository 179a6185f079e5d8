import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** Of whoever works here, and not of the project. */
const left: ReadonlySet<string> = new Set(['.git', '.env', '.env.local', '.dev.vars', '.wrangler']);

/** A folder that looks like a fresh clone with its dependencies, and in which nothing of whoever works here is seen or changed. */
export interface ProjectCopy {
  readonly path: string;
  /** Where `npm start` keeps its state when it is told nothing else. */
  readonly stateFolder: string;
  readonly remove: () => void;
}

export function makeProjectCopy(): ProjectCopy {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'bloqr-documents-')));
  for (const name of readdirSync(root)) if (!left.has(name)) symlinkSync(join(root, name), join(path, name));
  const stateFolder = join(path, '.wrangler', 'state');
  mkdirSync(stateFolder, { recursive: true });
  return { path, stateFolder, remove: () => rmSync(path, { recursive: true, force: true }) };
}
