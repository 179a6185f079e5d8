import { describe, expect, it } from 'vitest';
import { classesOf } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import type { TransformationName } from '../transformations/order.ts';
import { Level } from './level.ts';
import { planLevel } from './level-plan.ts';

const chunkBytes = 1 << 16;

function levelOf(transformations: readonly TransformationName[], lines: readonly string[]): Level {
  const level = new Level(planLevel({ transformations }, {}, false, undefined), () => undefined);
  for (const line of lines) {
    const bytes = encodeUtf8(line);
    level.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
  }
  return level;
}

function textOf(level: Level): string {
  return Array.from(level.text(), (chunk) => decodeUtf8(chunk)).join('');
}

function deliveredBy(level: Level): readonly string[] {
  const lines: string[] = [];
  level.deliver((bytes, start, end) => lines.push(decodeUtf8(bytes, start, end)));
  return lines;
}

/** Rules of the name form, distinct, that have this many bytes when joined. */
function namesOf(bytes: number): string[] {
  const names: string[] = [];
  let left = bytes;
  for (let index = 0; left > 300; index++) {
    const name = `||n${index}.org^`;
    names.push(name);
    left -= name.length + 1;
  }
  names.push(`||${'x'.repeat(left - 3)}^`);
  return names;
}

describe('the text of a level', () => {
  it.each([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6])(
    'has all its lines where they end %i bytes behind the end of a chunk',
    (shift) => {
      for (const transformations of [[], ['InsertFinalNewLine']] satisfies TransformationName[][]) {
        const lines = namesOf(chunkBytes + shift);
        expect(lines.join('\n')).toHaveLength(chunkBytes + shift);
        const end = transformations.length > 0 ? '\n' : '';
        expect(textOf(levelOf(transformations, lines))).toBe(lines.join('\n') + end);
        const more = [...lines, 'more.org'];
        expect(textOf(levelOf(transformations, more))).toBe(more.join('\n') + end);
      }
    },
  );

  it.each([
    0xffff - 1,
    0xffff,
    0xffff + 1,
    chunkBytes - 3,
    chunkBytes - 2,
    chunkBytes,
    chunkBytes / 2,
    chunkBytes / 2 + 1,
    300_000,
  ])('has a line of %i bytes whole, as name, text, comment and repeat', (length) => {
    const body = 'a'.repeat(length - 3);
    const lines = ['! first', `||${body}^`, 'between', `@@${body}/`, `! ${body}`, 'last'];
    expect(textOf(levelOf([], lines))).toBe(lines.join('\n'));
    expect(deliveredBy(levelOf([], lines))).toEqual(lines);
    const twice = ['x', ...lines, 'y', ...lines];
    expect(textOf(levelOf(['Deduplicate'], twice))).toBe(['x', 'y', ...lines].join('\n'));
    expect(deliveredBy(levelOf(['Deduplicate'], twice))).toEqual(['x', 'y', ...lines]);
    for (const line of [lines[1], lines[3]]) {
      const few = ['x', line ?? ''];
      expect(textOf(levelOf(['InsertFinalNewLine'], few))).toBe(`${few.join('\n')}\n`);
    }
  });

  it('is the same each time', () => {
    const level = levelOf(['Compress', 'Deduplicate', 'InsertFinalNewLine'], namesOf(200_000));
    const first = textOf(level);
    expect(first).toHaveLength(200_001);
    expect(textOf(level)).toBe(first);
    expect(deliveredBy(level).join('\n')).toBe(first);
    expect(textOf(level)).toBe(first);
  });

  it('comes in chunks of at most 64 KiB', () => {
    const sizes = Array.from(levelOf([], namesOf(1_000_000)).text(), (chunk) => chunk.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(chunkBytes);
    expect(sizes.length).toBeLessThan(20);
  });

  it('replaces what is no UTF-8 in lines that are looked at as text, and only there', () => {
    const level = new Level(planLevel({}, {}, false, undefined), () => undefined);
    const bytes = Uint8Array.of(0x61, 0xff, 0xc3, 0x62);
    level.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
    expect(textOf(level)).toBe('a\ufffd\ufffdb');
  });
});
