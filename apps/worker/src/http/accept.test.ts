import { expect, it } from 'vitest';
import { prefersText } from './accept.ts';

it.each([
  { accept: null, isText: false },
  { accept: '', isText: false },
  { accept: '*/*', isText: false },
  { accept: 'text/*', isText: false },
  { accept: 'application/json', isText: false },
  { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', isText: false },
  { accept: 'text/plain', isText: true },
  { accept: 'TEXT/PLAIN; charset=utf-8', isText: true },
  { accept: 'text/plain, */*;q=0.1', isText: true },
  { accept: 'text/plain;q=0', isText: false },
  { accept: 'text/plain;q=nonsense', isText: false },
  { accept: 'application/json, text/plain', isText: true },
  { accept: 'application/json, text/plain;q=0.5', isText: false },
  { accept: 'application/json;q=0.5, text/plain', isText: true },
])('reads Accept: $accept', ({ accept, isText }) => {
  expect(prefersText(accept)).toBe(isText);
});
