import { describe, expect, it } from 'vitest';
import { KeptLines } from './kept-lines.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

function add(kept: KeptLines, text: string, number: number): void {
  const bytes = encodeUtf8(`<${text}>`);
  kept.add(bytes, 1, bytes.length - 1, number * 2, number);
}

function take(kept: KeptLines): { text: string; classes: number; lineNumber: number } {
  let taken = { text: '', classes: -1, lineNumber: -1 };
  kept.take((bytes, start, end, classes, lineNumber) => {
    taken = { text: decodeUtf8(bytes, start, end), classes, lineNumber };
  });
  return taken;
}

describe('lines set aside', () => {
  it('are none at first', () => {
    expect(new KeptLines().isEmpty).toBe(true);
  });

  it('come out in the order in which they came in, with all that is known of them', () => {
    const kept = new KeptLines();
    const texts = Array.from({ length: 1000 }, (_, index) => 'x'.repeat(index % 50));
    texts.forEach((text, index) => {
      add(kept, text, index);
    });
    texts.forEach((text, index) => {
      expect(kept.isEmpty).toBe(false);
      expect(take(kept)).toEqual({ text, classes: index * 2, lineNumber: index });
    });
    expect(kept.isEmpty).toBe(true);
  });

  it('may come in while others go out', () => {
    const kept = new KeptLines();
    let [next, taken] = [0, 0];
    for (let round = 0; round < 300; round++) {
      for (let index = 0; index < (round * 7) % 5; index++) add(kept, `line ${next}`, next++);
      for (let index = 0; index < (round * 5) % 4 && !kept.isEmpty; index++) {
        expect(take(kept)).toMatchObject({ text: `line ${taken}`, lineNumber: taken++ });
      }
    }
    while (!kept.isEmpty) expect(take(kept).lineNumber).toBe(taken++);
    expect(taken).toBe(next);
  });

  it('can be dropped all at once', () => {
    const kept = new KeptLines();
    add(kept, 'a', 1);
    add(kept, 'b', 2);
    kept.clear();
    expect(kept.isEmpty).toBe(true);
    add(kept, 'c', 3);
    expect(take(kept)).toMatchObject({ text: 'c', lineNumber: 3 });
  });
});
