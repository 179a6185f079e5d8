import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { decodeBase64url } from './base64url.ts';

it.each([
  { text: '', bytes: [] },
  { text: 'AA', bytes: [0] },
  { text: '_w', bytes: [255] },
  { text: '-_8', bytes: [251, 255] },
  { text: 'AAAA', bytes: [0, 0, 0] },
  { text: 'Zm9vYg', bytes: [102, 111, 111, 98] },
])('reads $text', ({ text, bytes }) => {
  expect(decodeBase64url(text)).toEqual(new Uint8Array(bytes));
});

it.each([
  { name: 'padding', text: 'AA==' },
  { name: 'one character too many', text: 'AAAAA' },
  { name: 'unused bits after one byte', text: 'AB' },
  { name: 'unused bits after two bytes', text: 'AAB' },
  { name: 'plain base64', text: '+/8' },
  { name: 'a space', text: 'AA AA' },
  { name: 'a line feed at the end', text: 'AAAA\n' },
  { name: 'a NUL', text: 'AAA\0' },
  { name: 'a letter that is not ASCII', text: 'AAAÀ' },
])('refuses $name', ({ text }) => {
  expect(decodeBase64url(text)).toBeUndefined();
});

it('takes exactly the spelling that its bytes are written in', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (const first of alphabet) {
    for (const second of alphabet) {
      for (const text of [first + second, `A${first}${second}`]) {
        const written = Buffer.from(text, 'base64url').toString('base64url');
        expect(decodeBase64url(text) !== undefined, text).toBe(written === text);
      }
    }
  }
});
