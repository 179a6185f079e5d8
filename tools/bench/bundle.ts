import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../packages/cli/dist/bloqr');

/** The bundle that our command starts fast with. Where it is older than its sources the command runs from those. */
export const bundle = {
  /** Makes the bundle anew where a source has changed since. */
  refresh(): void {
    if (!bundle.isFresh()) {
      execFileSync(process.execPath, [join(import.meta.dirname, '../build.mjs')], { stdio: 'inherit' });
    }
  },

  /** Whether no source has changed since the bundle was made; the command asks the same at every start. */
  isFresh(): boolean {
    const list = join(folder, 'inputs.json');
    if (!existsSync(list)) return false;
    const inputs: unknown = JSON.parse(readFileSync(list, 'utf8'));
    return Array.isArray(inputs) && inputs.every(isUnchanged);
  },
};

function isUnchanged(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const found = statSync(join(folder, String(Reflect.get(input, 'path'))), { throwIfNoEntry: false });
  return found?.mtimeMs === Reflect.get(input, 'modifiedMs') && found?.size === Reflect.get(input, 'bytes');
}
