import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateList, type ListShape } from './generate-list.ts';
import { listKinds } from './list-lines.ts';

function textOf(shape: ListShape): string {
  return Buffer.concat([...generateList(shape)]).toString('utf8');
}

describe('generateList', () => {
  it.each(listKinds)('makes the same %s list from the same seed and another from another', (kind) => {
    const digest = (seed: number) =>
      createHash('sha256')
        .update(textOf({ kind, lines: 3000, seed }))
        .digest('hex');
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });

  it.each(listKinds)('makes exactly as many %s lines as asked for', (kind) => {
    for (const lines of [1, 3, 2000, 4567]) {
      expect(textOf({ kind, lines, seed: 3 }).match(/\r\n|\n|\r/g)).toHaveLength(lines);
    }
  });

  it('makes unique rules that do not cover each other', () => {
    const names = textOf({ kind: 'unique', lines: 20_000, seed: 4 })
      .split('\n')
      .filter((line) => line.startsWith('||'))
      .map((line) => line.slice(2, -1));
    const known = new Set(names);
    expect(known.size).toBe(names.length);
    const isCovered = (name: string) =>
      name.split('.').some((_, at, labels) => at > 0 && known.has(labels.slice(at).join('.')));
    expect(names.filter(isCovered)).toEqual([]);
  });

  it('makes hosts lists shaped like published ones: a third covered by a parent, few repeats', () => {
    const names = textOf({ kind: 'hosts', lines: 40_000, seed: 5 })
      .split('\n')
      .map((line) => /^0\.0\.0\.0 (\S+)/.exec(line)?.[1])
      .filter((name) => name !== undefined);
    const known = new Set(names);
    const covered = names.filter((name) =>
      name.split('.').some((_, at, labels) => at > 0 && known.has(labels.slice(at).join('.'))),
    );
    expect(covered.length / names.length).toBeGreaterThan(0.25);
    expect(covered.length / names.length).toBeLessThan(0.5);
    expect(known.size / names.length).toBeGreaterThan(0.95);
  });
});
