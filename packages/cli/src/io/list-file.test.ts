import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatedList, writeListFile } from './list-file.ts';

const earlier = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-02-02T00:00:00.000Z');

/** A list as the compiler makes it, in chunks of so many bytes below the header. */
function makeList(rules: string, { title = 'Title', chunkBytes = 7 } = {}): DatedList {
  return {
    *text(lastModified) {
      const header = `!\n! Title: ${title}\n! Last modified: ${lastModified.toISOString()}\n!\n! Compiled by test\n!\n`;
      const bytes = Buffer.from(header + rules);
      const headerBytes = Buffer.byteLength(header);
      yield bytes.subarray(0, headerBytes);
      for (let offset = headerBytes; offset < bytes.length; offset += chunkBytes) {
        yield bytes.subarray(offset, offset + chunkBytes);
      }
    },
  };
}

function textOf(list: DatedList, date: Date): string {
  return Buffer.concat([...list.text(date)]).toString();
}

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bloqr-'));
  path = join(folder, 'list.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeListFile', () => {
  it('writes a list that was not there', () => {
    expect(writeListFile(path, makeList('a\nb\n'), later)).toEqual({
      status: 'written',
      lastModified: later,
    });
    expect(readFileSync(path, 'utf8')).toBe(textOf(makeList('a\nb\n'), later));
    expect(readdirSync(folder)).toEqual(['list.txt']);
  });

  it('leaves a file alone that holds the same list', () => {
    writeListFile(path, makeList('a\nb\n'), earlier);
    utimesSync(path, earlier, earlier);
    expect(writeListFile(path, makeList('a\nb\n', { chunkBytes: 3 }), later)).toEqual({
      status: 'unchanged',
      lastModified: earlier,
    });
    expect(readFileSync(path, 'utf8')).toBe(textOf(makeList('a\nb\n'), earlier));
    expect(statSync(path).mtime).toEqual(earlier);
    expect(readdirSync(folder)).toEqual(['list.txt']);
  });

  it('keeps the date where only the header is different', () => {
    writeListFile(path, makeList('a\nb\n'), earlier);
    const list = makeList('a\nb\n', { title: 'A longer title' });
    expect(writeListFile(path, list, later)).toEqual({ status: 'written', lastModified: earlier });
    expect(readFileSync(path, 'utf8')).toBe(textOf(list, earlier));
  });

  it.each([
    { name: 'a rule more', before: 'a\nb\n', after: 'a\nb\nc\n' },
    { name: 'a rule less', before: 'a\nb\nc\n', after: 'a\nb\n' },
    { name: 'another rule', before: 'a\nb\nc\n', after: 'a\nx\nc\n' },
    { name: 'no line end', before: 'a\nb\n', after: 'a\nb' },
    { name: 'no rules left', before: 'a\n', after: '' },
    { name: 'the first rules', before: '', after: 'a\n' },
  ])('takes the new date with $name', ({ before, after }) => {
    writeListFile(path, makeList(before), earlier);
    expect(writeListFile(path, makeList(after), later)).toEqual({ status: 'written', lastModified: later });
    expect(readFileSync(path, 'utf8')).toBe(textOf(makeList(after), later));
  });

  it('compares across chunks of any size', () => {
    const rules = Array.from({ length: 30_000 }, (_, index) => `||host${index}.example^\n`).join('');
    writeListFile(path, makeList(rules, { chunkBytes: 100_000 }), earlier);
    expect(writeListFile(path, makeList(rules, { chunkBytes: 65_536 }), later).status).toBe('unchanged');
    const changed = `${rules.slice(0, -2)}$\n`;
    expect(writeListFile(path, makeList(changed, { chunkBytes: 65_536 }), later).lastModified).toEqual(later);
  });

  it('replaces a file that holds something else', () => {
    writeFileSync(path, 'no list');
    expect(writeListFile(path, makeList('a\n'), later).status).toBe('written');
    expect(readFileSync(path, 'utf8')).toBe(textOf(makeList('a\n'), later));
  });

  it('leaves the old file and nothing else when the list breaks off', () => {
    writeFileSync(path, 'old');
    const broken: DatedList = {
      *text() {
        yield Buffer.from('new');
        throw new Error('broken');
      },
    };
    expect(() => writeListFile(path, broken, later)).toThrow('broken');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['list.txt']);
  });

  it('keeps the permissions of the file', () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    writeListFile(path, makeList('a\n'), later);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('writes through a link', () => {
    const link = join(folder, 'link.txt');
    writeFileSync(path, 'old');
    symlinkSync('list.txt', link);
    writeListFile(link, makeList('a\n'), later);
    expect(readlinkSync(link)).toBe('list.txt');
    expect(readFileSync(path, 'utf8')).toBe(textOf(makeList('a\n'), later));
  });

  it('writes to a device instead of replacing it', () => {
    writeListFile('/dev/null', makeList('a\n'), later);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(existsSync('/dev/null')).toBe(true);
  });
});
