import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findStateFault } from './state-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloqr-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the folder for the state', () => {
  it('is made, and left empty', () => {
    const inner = join(folder, 'a', 'b');
    expect(findStateFault(inner)).toBeUndefined();
    expect(existsSync(inner)).toBe(true);
    expect(readdirSync(inner)).toEqual([]);
  });

  it('that cannot be one is told of in a sentence', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'inside'), '/proc/no-such-file']) {
      expect(findStateFault(path)).toMatch(
        /^STATE_DIR is .*file.*, where nothing can be written \(E[A-Z]+: /,
      );
    }
  });
});
