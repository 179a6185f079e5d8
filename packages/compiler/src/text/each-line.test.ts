import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachLine } from './each-line.ts';
import { encodeUtf8 } from './utf8.ts';

it.each([
  { text: '', lines: [] },
  { text: 'a', lines: ['a'] },
  { text: 'a\n', lines: ['a'] },
  { text: '\n', lines: [''] },
  { text: 'a\n\nб', lines: ['a', '', 'б'] },
])('finds the lines of $text', ({ text, lines }) => {
  expect([...eachLine([encodeUtf8(text)])]).toEqual(lines);
});

it('finds the same lines however the text is cut, in one buffer for all chunks, too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'б', '𝒳', '\n', 'xyz')),
      fc.integer({ min: 1, max: 5 }),
      (parts, size) => {
        const bytes = encodeUtf8(parts.join(''));
        function* chunks() {
          const buffer = new Uint8Array(size);
          for (let at = 0; at < bytes.length; at += size) {
            const piece = bytes.subarray(at, at + size);
            buffer.set(piece);
            yield buffer.subarray(0, piece.length);
          }
        }
        expect([...eachLine(chunks())]).toEqual([...eachLine([bytes])]);
      },
    ),
  );
});
