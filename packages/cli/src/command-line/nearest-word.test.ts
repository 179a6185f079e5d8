import { expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

it.each([
  { typed: 'complie', expected: 'compile' },
  { typed: 'compil', expected: 'compile' },
  { typed: 'Compile', expected: 'compile' },
  { typed: 'validat', expected: 'validate' },
  { typed: 'x', expected: undefined },
  { typed: 'deploy', expected: undefined },
])('takes $typed for $expected', ({ typed, expected }) => {
  expect(nearestWord(typed, ['compile', 'validate'])).toBe(expected);
});
