import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** Of whoever works here, and not of the project. */
const left: ReadonlySet<string> = new Set(['.git', '.env', '.env.local', '.dev.vars', '.wrangler']);

/** A folder that is as a fresh clone with its dependencies, built; nothing of whoever works here is seen or changed. */
export interface ProjectCopy {
  readonly path: string;
  /** Where `npm start` keeps its state when it is told nothing else. */
  readonly stateFolder: string;
  readonly remove: () => void;
}

export function makeProjectCopy(): ProjectCopy {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'bloqr-documents-')));
  for (const name of readdirSync(root)) {
    if (name === 'node_modules') symlinkSync(join(root, name), join(path, name));
    else if (!left.has(name))
      cpSync(join(root, name), join(path, name), { recursive: true, preserveTimestamps: true });
  }
  const stateFolder = join(path, '.wrangler', 'state');
  mkdirSync(stateFolder, { recursive: true });
  return { path, stateFolder, remove: () => rmSync(path, { recursive: true, force: true }) };
}
