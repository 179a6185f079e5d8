import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScriptPackage, ScriptSource } from '@bloqr/clerk-emulator';

/**
 * Clerk's scripts for browsers, as npm has installed them. A file is read again for each request: there are few.
 *
 * @param root the project's folder, in which `node_modules` is
 */
export function createInstalledScripts(root: string): ScriptSource {
  const folder = (scriptPackage: ScriptPackage) => join(root, 'node_modules', '@clerk', scriptPackage);
  return {
    readVersion: async (scriptPackage) => {
      const text = await readIfThere(join(folder(scriptPackage), 'package.json'));
      return text === undefined ? undefined : JSON.parse(text).version;
    },
    readScript: (scriptPackage, name) => readIfThere(join(folder(scriptPackage), 'dist', name)),
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
