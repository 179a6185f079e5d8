import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadHostlistCompiler } from './hostlist-compiler.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloqr-oracle-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('loadHostlistCompiler', () => {
  it('compiles a file', async () => {
    const source = join(folder, 'list.txt');
    writeFileSync(source, '0.0.0.0 a.example\n! x\n||b.a.example^\n');
    const lines = await loadHostlistCompiler().compile({
      name: 'x',
      sources: [{ source }],
      transformations: ['RemoveComments', 'Compress'],
    });
    expect(lines.at(-1)).toBe('||a.example^');
  });

  it('runs single transformations over lines', async () => {
    const lines = await loadHostlistCompiler().transform(['||a.example^', '@@b', '! c'], {}, ['InvertAllow']);
    expect(lines).toEqual(['@@||a.example^', '@@b', '! c']);
  });

  it('rejects where HostlistCompiler fails', async () => {
    await expect(loadHostlistCompiler().compile({ name: '', sources: [] })).rejects.toThrow();
  });
});
