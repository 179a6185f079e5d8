import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClerkEmulator } from '@bloqr/clerk-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'clerk-store-')), 'clerk');
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

const now = () => Date.now();

describe('an instance in a file', () => {
  it('is there at the next start, for its owner only', async () => {
    const first = await createClerkEmulator({ now, store: createFileStore(folder) }).connect();
    const second = await createClerkEmulator({ now, store: createFileStore(folder) }).connect();
    expect(second).toEqual(first);
    const modes = await Promise.all(
      [folder, join(folder, 'instance.json')].map(async (path) => (await stat(path)).mode & 0o777),
    );
    if (process.platform !== 'win32') expect(modes).toEqual([0o700, 0o600]);
  });

  it('has the last of many changes, and leaves no draft behind', async () => {
    const store = createFileStore(folder);
    const emulator = createClerkEmulator({ now, store });
    const { secretKey } = await emulator.connect();
    const headers = { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' };
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const body = JSON.stringify({ email_address: [`p${index}@example.com`] });
        await emulator.app.request('http://localhost/v1/users', { method: 'POST', headers, body });
      }),
    );
    await store.flush();
    expect((await createFileStore(folder).load())?.users).toHaveLength(20);
    expect(await readdir(folder)).toEqual(['instance.json']);
  });

  it('that cannot be read says which file to remove', async () => {
    await createClerkEmulator({ now, store: createFileStore(folder) }).connect();
    await writeFile(join(folder, 'instance.json'), '{"version":1');
    await expect(createFileStore(folder).load()).rejects.toThrow(/instance\.json is not JSON\. Remove it/);
  });
});
