import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstanceSnapshot, InstanceStore } from '@bloqr/clerk-emulator';

/** A store that can be waited for before the process ends. */
export interface FileStore extends InstanceStore {
  /** Resolves when everything that was given is written. */
  readonly flush: () => Promise<void>;
}

/**
 * Keeps an instance in `<folder>/instance.json`, for its owner's eyes only. The file is replaced in one step, so that it is
 * whole whenever the machine stops; of several changes at once the last is written.
 */
export function createFileStore(folder: string): FileStore {
  const path = join(folder, 'instance.json');
  let latest: InstanceSnapshot | undefined;
  let writing: Promise<void> | undefined;

  async function writeLatest(): Promise<void> {
    // All that is asked for within one turn is one writing.
    await Promise.resolve();
    while (latest !== undefined) {
      const text = JSON.stringify(latest);
      latest = undefined;
      await replaceFile(folder, path, text);
    }
  }

  const save = (snapshot: InstanceSnapshot): Promise<void> => {
    latest = snapshot;
    writing ??= writeLatest().finally(() => {
      writing = undefined;
    });
    return writing;
  };
  return { load: () => readSnapshot(path), save, flush: async () => writing };
}

async function replaceFile(folder: string, path: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, path);
}

async function readSnapshot(path: string): Promise<InstanceSnapshot | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON. Remove it to start with a new instance.`);
  }
}
