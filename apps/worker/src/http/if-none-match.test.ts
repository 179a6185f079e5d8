import { expect, it } from 'vitest';
import { namesTag } from './if-none-match.ts';

it.each([
  { header: null, isNamed: false },
  { header: '', isNamed: false },
  { header: '"a"', isNamed: true },
  { header: 'W/"a"', isNamed: true },
  { header: '"x", "a"', isNamed: true },
  { header: '"x",W/"a"', isNamed: true },
  { header: '*', isNamed: true },
  { header: 'a', isNamed: false },
  { header: '"A"', isNamed: false },
  { header: '"a', isNamed: false },
])('$header names "a": $isNamed', ({ header, isNamed }) => {
  expect(namesTag(header, '"a"')).toBe(isNamed);
});
