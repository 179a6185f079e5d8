import { describe, expect, it } from 'vitest';
import { hashFromRight } from '../text/hash.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { RecordFlag, RecordKind, recordHash } from './record-layout.ts';
import { RecordTable } from './record-table.ts';
import { RuleStore } from './rule-store.ts';

/** A table and its store, with a hash of the caller's choice. */
function createTable(headMask: number, hashOf: (text: string) => number) {
  const store = new RuleStore();
  const table = new RecordTable(store, headMask);
  const add = (text: string, head: number = RecordKind.text) => {
    const bytes = encodeUtf8(text);
    const offset = store.append(head, 1, hashOf(text), bytes, 0, bytes.length);
    table.insert(hashOf(text), offset);
    return offset;
  };
  const find = (text: string, kind: number = RecordKind.text) => {
    const bytes = encodeUtf8(`..${text}.`);
    return table.find(kind, hashOf(text), bytes, 2, bytes.length - 1);
  };
  return { store, add, find };
}

function honestHash(text: string): number {
  const bytes = encodeUtf8(text);
  return recordHash(RecordKind.text, hashFromRight(bytes, 0, bytes.length));
}

describe('a table', () => {
  it('finds nothing while it is empty', () => {
    expect(createTable(0, honestHash).find('a')).toBe(-1);
  });

  it('finds all that was entered, and nothing else, however it grows', () => {
    const { add, find } = createTable(0, honestHash);
    const texts = Array.from({ length: 60_000 }, (_, index) => `host${index}.example.org`);
    const offsets = texts.map((text) => add(text));
    expect(texts.filter((text, index) => find(text) !== offsets[index])).toEqual([]);
    expect(texts.filter((text) => find(`x${text}`) !== -1)).toEqual([]);
  });

  it.each([
    { name: 'one hash for all', hashOf: () => 42 },
    { name: 'zero', hashOf: () => 0 },
    { name: 'a negative one', hashOf: () => -1 },
    { name: 'few hashes', hashOf: (text: string) => text.length },
  ])('tells texts with the same hash apart by their bytes: $name', ({ hashOf }) => {
    const { add, find } = createTable(0, hashOf);
    const texts = Array.from({ length: 500 }, (_, index) => `text${index}`);
    const offsets = texts.map((text) => add(text));
    expect(texts.map((text) => find(text))).toEqual(offsets);
    expect(find('text500')).toBe(-1);
    expect(find('text')).toBe(-1);
    expect(find('')).toBe(-1);
  });

  it('tells kinds with the same hash and bytes apart', () => {
    const { add, find } = createTable(0, () => 7);
    const name = add('a.org', RecordKind.name);
    expect(find('a.org')).toBe(-1);
    const text = add('a.org');
    expect([find('a.org', RecordKind.name), find('a.org')]).toEqual([name, text]);
  });

  it('passes over records of its store that were not entered when it grows', () => {
    const { store, add, find } = createTable(RecordFlag.compressible, honestHash);
    const bytes = encodeUtf8('other');
    const texts = Array.from({ length: 30_000 }, (_, index) => `host${index}`);
    const offsets = texts.map((text) => {
      store.append(RecordKind.text, 1, honestHash('other'), bytes, 0, bytes.length);
      store.append(RecordKind.comment, 0, 0, bytes, 0, bytes.length);
      return add(text, RecordKind.text | RecordFlag.compressible);
    });
    expect(texts.filter((text, index) => find(text) !== offsets[index])).toEqual([]);
    expect(find('other')).toBe(-1);
  });
});
