import { describe, expect, it } from 'vitest';
import { judgeDroppedFile, readDroppedFiles } from './dropped-file.ts';

describe('a dropped file', () => {
  it('of addresses goes into the text field', () => {
    const text = '# my lists\nhttps://example.org/a.txt\nhttps://example.org/b.txt\n';
    expect(judgeDroppedFile('lists.txt', text, [])).toEqual({ kind: 'addresses', text: text.trim() });
  });

  it('of rules is attached as it is', () => {
    const text = '||a.example^\nhttps://example.org/^\n';
    expect(judgeDroppedFile('mine.txt', text, [])).toEqual({
      kind: 'rules',
      file: { name: 'mine.txt', text },
    });
  });

  it.each([
    { name: 'image.png', text: 'PNG\0\u0001', reason: 'image.png is not a text file.' },
    { name: 'empty.txt', text: '', reason: 'empty.txt has neither rules nor addresses in it.' },
    { name: 'c.txt', text: '! only\n# comments\n', reason: 'c.txt has neither rules nor addresses in it.' },
  ])('is refused: $reason', ({ name, text, reason }) => {
    expect(judgeDroppedFile(name, text, [])).toEqual({ kind: 'refused', reason });
  });

  it.each([
    { name: 'a.txt', taken: ['a.txt', 'a.txt (2)'], free: 'a.txt (3)' },
    { name: 'https://example.org/a.txt', taken: [], free: 'https:∕∕example.org∕a.txt' },
    { name: '  ', taken: [], free: 'file' },
    { name: 'a'.repeat(200), taken: [], free: 'a'.repeat(80) },
  ])('gets a name that is free and no address: $free', ({ name, taken, free }) => {
    expect(judgeDroppedFile(name, '||a.example^', taken)).toMatchObject({ file: { name: free } });
  });
});

describe('files that are dropped together', () => {
  it('are read each by itself: a folder or a file that is too large takes nothing from the others', async () => {
    const file = (name: string, size: number, text: () => Promise<string>) => ({ name, size, text });
    const dropped = [
      file('folder', 0, () => Promise.reject(new DOMException('no', 'NotReadableError'))),
      file('large.txt', 11, async () => '||large.example^'),
      file('mine.txt', 10, async () => '||a.example^'),
    ];
    expect(await readDroppedFiles(dropped, 10)).toEqual({
      texts: [{ name: 'mine.txt', text: '||a.example^' }],
      refusals: [
        'folder could not be read. If it is a folder, drop the files that are in it.',
        'large.txt has 11 B; at most 10 B are taken.',
      ],
    });
  });
});
