import { describe, expect, it } from 'vitest';
import { readPageCursor, writePageCursor } from './page-cursor.ts';

const place = { at: '2026-01-02T03:04:05.678Z', id: '6f1c0a3e-5a8c-4b1f-9a63-1c8f1b9a2d11' };

describe('a cursor of a page', () => {
  it('gives back what was written, and is fit for an address', () => {
    for (const id of [place.id, 'a', 'b'.repeat(128), 'x_-9']) {
      const text = writePageCursor({ ...place, id });
      expect(text).toBe(encodeURIComponent(text));
      expect(readPageCursor(text)).toEqual({ ...place, id });
    }
  });

  it.each([
    '',
    'x',
    'abcde',
    '=',
    '%00',
    btoa('2026-01-02 1'),
    btoa("2026-01-02T03:04:05.678Z '; DROP TABLE users"),
    writePageCursor(place).slice(0, 20),
    `${writePageCursor(place)}=`,
    'A'.repeat(10_000),
    '\ud800',
  ])('refuses %j', (text) => {
    expect(readPageCursor(text)).toBeUndefined();
  });
});
