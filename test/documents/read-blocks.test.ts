import { expect, it } from 'vitest';
import { readBlocks } from './read-blocks.ts';

it('finds blocks with their language, tag and place, also in lists', () => {
  const text = [
    '# Title',
    '```sh run',
    'one',
    '',
    '  two',
    '```',
    '1. ```text shown',
    '   three',
    '   ```',
    '```',
    'four',
    '```',
  ];
  expect(readBlocks(text.join('\n'))).toEqual([
    { language: 'sh', tag: 'run', text: 'one\n\n  two', line: 2 },
    { language: 'text', tag: 'shown', text: 'three', line: 7 },
    { language: '', tag: '', text: 'four', line: 10 },
  ]);
});

it('a block without an end is an error', () => {
  expect(() => readBlocks('```sh\nx')).toThrow('the block of line 1 has no end');
});

it('inline code is no block', () => {
  expect(readBlocks('text ```sh run``` more')).toEqual([]);
});
