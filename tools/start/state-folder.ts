import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes the folder for the state where there is none; says in a sentence why nothing can be kept there. */
export function findStateFault(folder: string): string | undefined {
  try {
    makeFolder(folder);
    rmSync(mkdtempSync(join(folder, '.writable-')), { recursive: true });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `STATE_DIR is ${folder}, where nothing can be written (${reason}). Choose another folder, or leave it out.`;
  }
}

/** Not `recursive`, which never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
