import { describe, expect, it } from 'vitest';
import { classifyLine } from './classify-line.ts';

describe('a line', () => {
  it.each([
    { line: '', kind: 'blank' },
    { line: '   ', kind: 'blank' },
    { line: '! Title: x', kind: 'comment' },
    { line: '#', kind: 'comment' },
    { line: '# hosts', kind: 'comment' },
    { line: '#### head', kind: 'comment' },
    { line: '##.banner', kind: 'rule' },
    { line: '#@#.banner', kind: 'rule' },
    { line: '#name', kind: 'rule' },
    { line: 'https://example.org/list.txt', kind: 'address' },
    { line: '  HTTP://example.org  ', kind: 'address' },
    { line: 'https://example.org/list.php?a=1&b=2#part', kind: 'address' },
    { line: 'https://example.org/~name/$Name/list.txt', kind: 'address' },
    { line: 'ftp://example.org/list.txt', kind: 'address' },
    { line: 'file:///etc/hosts', kind: 'address' },
    { line: '|https://example.org^', kind: 'rule' },
    { line: '||example.org^', kind: 'rule' },
    { line: 'https://example.org^', kind: 'rule' },
    { line: 'https://example.org/*.js', kind: 'rule' },
    { line: 'https://example.org/ad$script', kind: 'rule' },
    { line: '@@||example.org^', kind: 'rule' },
    { line: '0.0.0.0 example.org', kind: 'rule' },
    { line: 'example.org', kind: 'rule' },
    { line: 'example.org/list.txt', kind: 'rule' },
    { line: '/ads[0-9]+/', kind: 'rule' },
    { line: 'javascript:alert(1)', kind: 'rule' },
  ])('$line is of the kind $kind', ({ line, kind }) => {
    expect(classifyLine(line).kind).toBe(kind);
  });

  it('keeps of an address what is in front of a comment', () => {
    expect(classifyLine(' https://example.org/a.txt  # mine ').text).toBe('https://example.org/a.txt');
  });
});
