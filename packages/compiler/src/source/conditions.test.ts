import { describe, expect, it } from 'vitest';
import { failure, readTexts } from '../../test/source-reading.ts';

const linesOf = async (text: string) => (await readTexts('list', { list: text })).lines;

describe('conditions', () => {
  it.each([
    ['a block whose condition is true', '!#if true\na\n!#endif\nb', ['a', 'b']],
    ['nothing of a block whose condition is false', '!#if false\na\n!#endif\nb', ['b']],
    ['the other branch', '!#if false\na\n!#else\nb\n!#endif', ['b']],
    ['nested blocks', '!#if true\n!#if x\na\n!#else\nb\n!#endif\n!#else\nc\n!#endif\nd', ['b', 'd']],
    [
      'an outer branch behind a nested block without one',
      '!#if x\n!#if true\na\n!#endif\n!#else\nb\n!#endif',
      ['b'],
    ],
    ['a directive by its prefix', '!#ifdef x\na\n!#endif foo\nb', ['b']],
    ['a directive after leading white space of the text', '\ufeff \n\t!#if false\na\n!#endif\nb', ['b']],
    [
      'the rest when a directive ends in CR or CRLF',
      '!#if false\r\na\r!#else\rb\r\n!#endif\r\nc',
      ['b', 'c'],
    ],
    ['spaces behind else', '!#if true\n!#else \t\u00a0\nb\n!#endif\na', ['a']],
    ['no include of a branch not taken', '!#if false\n!#include gone\n!#endif\na', ['a']],
  ])('takes %s', async (_name, text, expected) => {
    expect(await linesOf(text)).toEqual(expected);
  });

  it.each([
    '!#safari_cb_affinity(all)',
    '!#safari_cb_affinity',
    '!#IF false',
    '! #if false',
    '!#',
    '!#i',
    ' !#if false',
  ])('leaves %j as it is', async (line) => {
    expect(await linesOf(`a\n${line}\nb`)).toEqual(['a', line, 'b']);
  });

  it('ignores what is wrong inside a branch not taken', async () => {
    expect(await linesOf('!#if false\n!#if (\na\n!#endif\n!#endif\nb')).toEqual(['b']);
    expect(await linesOf('!#if true\na\n!#else\nb\n!#else x\nc\n!#endif')).toEqual(['a']);
  });

  it.each([
    ['a missing end', 'a\n\n!#if true\nb', 3, '`!#endif` is missing for this `!#if`'],
    [
      'the outermost missing end',
      '!#if false\n!#if true\n!#endif\nb',
      1,
      '`!#endif` is missing for this `!#if`',
    ],
    ['a stray end', 'a\n!#endif', 2, '`!#endif` stands outside of any `!#if`'],
    ['a stray else', 'a\n!#else', 2, '`!#else` stands outside of any `!#if`'],
    [
      'a second else',
      '!#if false\n!#else\n!#else\n!#endif',
      3,
      'a second `!#else` stands in the same `!#if`',
    ],
    ['text behind else', '!#if false\n!#else x\n!#endif', 2, 'nothing may stand behind `!#else`'],
    ['an empty condition', '!#if\n!#endif', 1, 'the condition, or a part of it, is empty'],
    [
      'unbalanced parentheses',
      'a\r\n!#if (true\n!#endif',
      2,
      'the parentheses of the condition do not match',
    ],
  ])('fails at %s', async (_name, text, line, detail) => {
    expect(await failure(readTexts('list', { list: text }))).toEqual({
      code: 'directive-invalid',
      message: `list has a wrong directive in line ${line}: ${detail}`,
      pointer: '/sources/0/source',
      source: 'list',
      line,
    });
  });

  it('fails at the 257th open block, and at none of those side by side', async () => {
    const open = (count: number) => `${'!#if true\n'.repeat(count)}a\n${'!#endif\n'.repeat(count)}`;
    expect(await linesOf(open(256))).toEqual(['a']);
    expect(await failure(readTexts('list', { list: open(257) }))).toMatchObject({ line: 257 });
    expect(await linesOf('!#if true\na\n!#endif\n'.repeat(1000))).toHaveLength(1000);
  });

  it('ends in each file what was begun in it', async () => {
    const texts = { list: '!#if true\n!#include half\n!#endif', half: 'a\n!#if true' };
    expect(await failure(readTexts('list', texts))).toMatchObject({ source: 'half', line: 2 });
  });
});
