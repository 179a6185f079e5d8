import { describe, expect, it } from 'vitest';
import { readSourceText } from './read-source-text.ts';
import { replaceLine } from './replace-line.ts';

const text = [
  '! lists',
  'https://example.org/a.txt',
  'https://example.org/b.txt # second',
  '',
  '! mine',
  '||one.example^',
  '',
  '! two',
  '0.0.0.0 two.example',
  'https://example.org/c.txt',
  '||three.example^',
  '',
].join('\n');

describe('the text field', () => {
  it('is addresses and blocks of rules, in their order', () => {
    expect(readSourceText(text)).toMatchObject({
      sources: [
        { kind: 'address', line: 2, address: 'https://example.org/a.txt' },
        { kind: 'address', line: 3, address: 'https://example.org/b.txt' },
        {
          kind: 'rules',
          line: 5,
          text: '! mine\n||one.example^\n\n! two\n0.0.0.0 two.example\n',
          ruleCount: 2,
        },
        { kind: 'address', line: 10, address: 'https://example.org/c.txt' },
        { kind: 'rules', line: 11, text: '||three.example^\n', ruleCount: 1 },
      ],
      notes: [],
      addressCount: 3,
      ruleCount: 3,
      lineCount: 12,
    });
  });

  it('reads line breaks of all systems', () => {
    expect(readSourceText('||a.example^\r\n||b.example^\rhttps://example.org/\n')).toMatchObject({
      sources: [{ text: '||a.example^\n||b.example^\n' }, { line: 3 }],
      lineCount: 4,
    });
  });

  it('has no sources where it has only comments', () => {
    expect(readSourceText('! a\n\n# b\n').sources).toEqual([]);
  });

  it('counts an address once, and says where it stands first', () => {
    const { sources, notes, addressCount } = readSourceText('https://example.org/a\nhttps://example.org/a\n');
    expect({ sources: sources.length, addressCount }).toEqual({ sources: 1, addressCount: 1 });
    expect(notes).toMatchObject([{ line: 2, message: 'The same address as on line 1; it counts once.' }]);
  });

  it('gives notes with the numbers of their lines', () => {
    const { notes } = readSourceText('||a.example^\nexample.org/list.txt\nftp://example.org/x\n');
    expect(notes.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('reads a hundred thousand lines', () => {
    expect(readSourceText('||a.example^\n'.repeat(100_000)).ruleCount).toBe(100_000);
  });
});

describe('replacing a line', () => {
  it.each([
    { line: 1, by: ['x'], result: 'x\nb\nc' },
    { line: 2, by: [], result: 'a\nc' },
    { line: 3, by: ['x', 'y'], result: 'a\nb\nx\ny' },
  ])('$line by $by gives $result', ({ line, by, result }) => {
    expect(replaceLine('a\nb\r\nc', line, by)).toBe(result);
  });
});
