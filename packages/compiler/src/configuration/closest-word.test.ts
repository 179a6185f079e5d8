import { describe, expect, it } from 'vitest';
import { findClosestWord } from './closest-word.ts';

const words = ['source', 'sources', 'name', 'transformations'];

describe('findClosestWord', () => {
  it.each([
    { name: 'a missing letter', input: 'sorce', expected: 'source' },
    { name: 'a letter too many', input: 'sourcess', expected: 'sources' },
    { name: 'a wrong letter', input: 'nane', expected: 'name' },
    { name: 'letters in wrong order', input: 'transfromations', expected: 'transformations' },
    { name: 'other case', input: 'NAME', expected: 'name' },
    { name: 'the word itself', input: 'sources', expected: 'sources' },
    { name: 'the nearer of two', input: 'sourc', expected: 'source' },
    { name: 'edits in a third of the letters', input: 'soXXce', expected: 'source' },
    { name: 'edits in more than a third', input: 'sXXXce', expected: undefined },
    { name: 'another word', input: 'license', expected: undefined },
    { name: 'a short word', input: 'xy', expected: undefined },
    { name: 'nothing', input: '', expected: undefined },
    { name: 'a very long word', input: 'transformations'.repeat(10), expected: undefined },
  ])('$name: $input gives $expected', ({ input, expected }) => {
    expect(findClosestWord(input, words)).toBe(expected);
  });
});
