import { describe, expect, it } from 'vitest';
import { readWranglerConfig, varsLayer } from './wrangler-config.ts';

const text = `name = "x"
[vars]
A = "1"
B = 2
[[d1_databases]]
binding = "DB"
[env.preview]
vars = { A = "3" }
`;

describe('wrangler.toml', () => {
  it('is read with the line of every key', async () => {
    const read = await readWranglerConfig(text);
    if (read.kind !== 'read') throw new Error(read.reason);
    expect(read.config.entries).toEqual([
      { path: ['name'], value: 'x', line: 1 },
      { path: ['vars', 'A'], value: '1', line: 3 },
      { path: ['vars', 'B'], value: 2, line: 4 },
      { path: ['d1_databases', 0, 'binding'], value: 'DB', line: 6 },
      { path: ['env', 'preview', 'vars', 'A'], value: '3', line: 8 },
    ]);
  });

  it('has the variables of one environment, which take nothing over from the top level', async () => {
    const read = await readWranglerConfig(text);
    if (read.kind !== 'read') throw new Error(read.reason);
    const top = varsLayer(read.config, undefined);
    expect([top.values, top.lineOf?.('B')]).toEqual([{ A: '1', B: '2' }, 4]);
    expect(varsLayer(read.config, 'preview').values).toEqual({ A: '3' });
    expect(varsLayer(read.config, 'other').values).toEqual({});
  });

  it('that is none is told of with its line', async () => {
    expect(await readWranglerConfig('name = "x"\nb = = 2\n')).toMatchObject({ kind: 'invalid', line: 2 });
  });
});
