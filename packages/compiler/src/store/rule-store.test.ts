import { describe, expect, it } from 'vitest';
import { hashFromRight } from '../text/hash.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import {
  hasParentsFlag,
  headerBytes,
  kindMask,
  pageBytes,
  RecordFlag,
  RecordKind,
  recordHash,
} from './record-layout.ts';
import { RuleStore } from './rule-store.ts';

function append(store: RuleStore, text: string, head: number = RecordKind.text): number {
  const bytes = encodeUtf8(`<${text}>`);
  return store.append(head, 1, recordHash(RecordKind.text, bytes.length), bytes, 1, bytes.length - 1);
}

interface Walked {
  readonly offset: number;
  readonly head: number;
  readonly text: string;
}

function walk(store: RuleStore): readonly Walked[] {
  const found: Walked[] = [];
  for (const cursor = store.cursor(); cursor.next(); ) {
    expect(store.headOf(cursor.offset)).toBe(cursor.head);
    found.push({ offset: cursor.offset, head: cursor.head, text: decodeUtf8(store.bytesOf(cursor.offset)) });
  }
  return found;
}

/** Lengths of texts whose records fill a page but for `left` bytes. */
function fillPage(left: number): number[] {
  const record = 1000;
  const lengths: number[] = [];
  let free = pageBytes - left;
  for (; free >= 2 * record; free -= record) lengths.push(record - headerBytes);
  return [...lengths, free - headerBytes];
}

describe('a store', () => {
  it('has no records at first', () => {
    const store = new RuleStore();
    expect(store.end).toBe(0);
    expect(walk(store)).toEqual([]);
  });

  it.each([0, 1, 2, headerBytes - 1, headerBytes, headerBytes + 1, 60, 999])(
    'gives back all records in order where %i bytes of a page are left',
    (left) => {
      const store = new RuleStore();
      const lengths = fillPage(left);
      const texts = [...lengths, ...lengths].map((length, index) =>
        String.fromCharCode(97 + (index % 26)).repeat(length),
      );
      texts.push('', 'x', '', 'y'.repeat(0xffff), '');
      const offsets = texts.map((text) => append(store, text));
      expect(new Set(offsets).size).toBe(offsets.length);
      expect(offsets[lengths.length]).toBe(pageBytes);
      expect(walk(store)).toEqual(
        texts.map((text, index) => ({ offset: offsets[index], head: RecordKind.text, text })),
      );
    },
  );

  it('puts an empty record into the last bytes of a page', () => {
    const store = new RuleStore();
    for (const length of fillPage(headerBytes)) append(store, 'a'.repeat(length));
    expect(append(store, '')).toBe(pageBytes - headerBytes);
    expect(store.end).toBe(pageBytes);
    expect(walk(store).at(-1)).toMatchObject({ offset: pageBytes - headerBytes, text: '' });
    expect(append(store, 'next')).toBe(pageBytes);
    expect(walk(store).slice(-2)).toMatchObject([{ text: '' }, { text: 'next' }]);
  });

  it('fills no page with records that do not fit', () => {
    const store = new RuleStore();
    const texts = Array.from({ length: 30 }, (_, index) => String.fromCharCode(65 + index).repeat(60_000));
    for (const text of texts) append(store, text);
    expect(walk(store).map(({ text }) => text)).toEqual(texts);
    expect(store.end).toBeGreaterThan(7 * pageBytes);
  });

  it.each([0, 1, 47, 48, 49, 0xfffe, 0xffff, 0x10000, 0x10001, 1_000_000])(
    'keeps a record of %i bytes',
    (length) => {
      const store = new RuleStore();
      const text = 'a'.repeat(length);
      append(store, 'before');
      const offset = append(store, text, RecordKind.comment);
      append(store, 'behind');
      expect(store.byteLengthOf(offset)).toBe(length);
      expect(decodeUtf8(store.bytesOf(offset))).toBe(text);
      expect(store.headOf(offset) & kindMask).toBe(RecordKind.comment);
      const target = new Uint8Array(length + 2);
      expect(store.copyBytes(offset, target, 1)).toBe(length + 1);
      expect(decodeUtf8(target)).toBe(`\0${text}\0`);
      expect(walk(store).map(({ text: found }) => found.length)).toEqual([6, length, 6]);
    },
  );

  it('keeps its own copy of a long record', () => {
    const store = new RuleStore();
    const bytes = encodeUtf8('a'.repeat(70_000));
    const offset = store.append(RecordKind.text, 1, 0, bytes, 0, bytes.length);
    bytes.fill(0x62);
    expect(decodeUtf8(store.bytesOf(offset))).toBe('a'.repeat(70_000));
  });

  it.each(['short', 'x'.repeat(60), 'y'.repeat(0x10000)])('compares kind, length and every byte', (text) => {
    const store = new RuleStore();
    const offset = append(store, text);
    const equals = (other: string, kind: number = RecordKind.text) => {
      const bytes = encodeUtf8(`##${other}#`);
      return store.equals(offset, kind, bytes, 2, bytes.length - 1);
    };
    expect(equals(text)).toBe(true);
    expect(equals(text, RecordKind.name)).toBe(false);
    expect(equals(`${text}z`)).toBe(false);
    expect(equals(text.slice(1))).toBe(false);
    expect(equals(`#${text.slice(1)}`)).toBe(false);
    expect(equals(`${text.slice(0, -1)}#`)).toBe(false);
    expect(equals('')).toBe(false);
  });

  it('sets and removes flags of one record, its kind and the others untouched', () => {
    const store = new RuleStore();
    const [first, second] = [append(store, 'a', RecordKind.comment), append(store, 'b', RecordKind.comment)];
    store.addFlag(first, RecordFlag.isDead);
    store.addFlag(first, RecordFlag.compressible);
    expect(store.headOf(first)).toBe(RecordKind.comment | RecordFlag.isDead | RecordFlag.compressible);
    store.removeFlag(first, RecordFlag.isDead);
    expect(store.headOf(first)).toBe(RecordKind.comment | RecordFlag.compressible);
    expect(store.headOf(second)).toBe(RecordKind.comment);
  });

  it('tells a record with every flag from the unused rest of a page', () => {
    const store = new RuleStore();
    const flags = Object.values(RecordFlag).reduce((all, flag) => all | flag, 0) & ~RecordFlag.isLong;
    for (const kind of Object.values(RecordKind)) append(store, 'a', kind | flags);
    expect(walk(store).map(({ head }) => head)).toEqual(
      Object.values(RecordKind).map((kind) => kind | flags),
    );
  });

  it('remembers what a repeat repeats, far offsets too', () => {
    const store = new RuleStore();
    const offsets: number[] = [];
    for (let index = 0; index < 300; index++) offsets.push(append(store, 'z'.repeat(60_000)));
    const repeats = offsets.map((offset) => store.appendRepeat(RecordFlag.compressible, offset));
    expect(Math.max(...offsets)).toBeGreaterThan(2 ** 24);
    expect(repeats.map((repeat) => store.originalOf(repeat))).toEqual(offsets);
    expect(store.headOf(repeats[0] ?? -1)).toBe(RecordKind.repeat | RecordFlag.compressible);
  });

  it('remembers another spelling of the records that have one', () => {
    const store = new RuleStore();
    const [first, second] = [append(store, 'a'), append(store, 'b')];
    expect(store.spellingOf(first)).toBeUndefined();
    store.spell(second, second, encodeUtf8('B'));
    expect([first, second].map((offset) => store.isSpelledGroup(offset))).toEqual([false, true]);
    expect(store.spellingOf(first)).toBeUndefined();
    expect(store.spellingOf(second)).toEqual(encodeUtf8('B'));
  });
});

describe('occurrences', () => {
  it.each([1, 2, 126, 127, 128, 129, 1000])('are counted up to %i and down again', (most) => {
    const store = new RuleStore();
    const other = append(store, 'other');
    const bytes = encodeUtf8('a.b.c');
    const offset = store.append(RecordKind.name, 1 | hasParentsFlag, 0, bytes, 0, bytes.length);
    for (let count = 2; count <= most; count++) {
      expect(store.countOccurrence(offset, 1)).toBe(count);
      expect(store.occurrencesOf(offset)).toBe(count);
    }
    expect(store.hasParents(offset)).toBe(true);
    for (let count = most - 1; count >= 0; count--) {
      expect(store.countOccurrence(offset, -1)).toBe(count);
      expect(store.occurrencesOf(offset)).toBe(count);
    }
    expect(store.hasParents(offset)).toBe(true);
    expect(store.occurrencesOf(other)).toBe(1);
    expect(store.hasParents(other)).toBe(false);
    expect(decodeUtf8(store.bytesOf(offset))).toBe('a.b.c');
  });
});

describe('a cursor', () => {
  it('walks on from where it was copied, without the first one moving', () => {
    const store = new RuleStore();
    for (const length of [...fillPage(3), 5, 6, 7]) append(store, 'a'.repeat(length));
    for (const cursor = store.cursor(); cursor.next(); ) {
      const copy = cursor.copy();
      expect(copy).toMatchObject({ offset: cursor.offset, byteLength: cursor.byteLength });
      const { offset } = cursor;
      while (copy.next());
      expect(cursor.offset).toBe(offset);
      expect(copy.offset).toBe(walk(store).at(-1)?.offset);
    }
  });

  it('kills the record that it stands at', () => {
    const store = new RuleStore();
    const offsets = ['a', 'b', 'c'].map((text) => append(store, text));
    for (const cursor = store.cursor(); cursor.next(); ) if (cursor.offset === offsets[1]) cursor.kill();
    expect(walk(store).map(({ head }) => head & RecordFlag.isDead)).toEqual([0, RecordFlag.isDead, 0]);
  });

  it('does not see what comes after it was made', () => {
    const store = new RuleStore();
    append(store, 'a');
    const cursor = store.cursor();
    append(store, 'b');
    expect([cursor.next(), cursor.next()]).toEqual([true, false]);
  });
});

describe('hashes of records', () => {
  it('are given with their offsets for names and texts before an end', () => {
    const store = new RuleStore();
    const bytes = encodeUtf8('a.org');
    const hash = hashFromRight(bytes, 0, bytes.length);
    const add = (head: number, value: number) => store.append(head, 1, value, bytes, 0, bytes.length);
    const name = add(RecordKind.name | RecordFlag.compressible, hash);
    const text = add(RecordKind.text, recordHash(RecordKind.text, hash));
    add(RecordKind.comment, 0);
    add(RecordKind.refused, 0);
    store.appendRepeat(RecordFlag.compressible, name);
    const dead = add(RecordKind.text | RecordFlag.isDead, -1);
    const end = add(RecordKind.name | RecordFlag.compressible, -2);
    const collect = (mask: number, until: number) => {
      const found: [number, number][] = [];
      store.forEachHash(mask, until, (value, offset) => found.push([value, offset]));
      return found;
    };
    expect(collect(0, end)).toEqual([
      [hash, name],
      [recordHash(RecordKind.text, hash), text],
      [-1, dead],
    ]);
    expect(collect(RecordFlag.compressible, end)).toEqual([[hash, name]]);
    expect(collect(RecordFlag.compressible, store.end)).toEqual([
      [hash, name],
      [-2, end],
    ]);
  });

  it('differ between a name and a text with the same bytes', () => {
    expect(recordHash(RecordKind.name, 5)).not.toBe(recordHash(RecordKind.text, 5));
  });
});
