import { encodeUtf8 } from '../text/utf8.ts';

const charactersAtOnce = 64 * 1024;

/** Reads text that is already here. Piece by piece, so that it does not stand in memory a second time. */
export async function* readTextSource(text: string): AsyncGenerator<Uint8Array, void> {
  let at = 0;
  while (at < text.length) {
    let end = at + charactersAtOnce;
    // Both halves of a surrogate pair go into the same piece.
    if (isHighSurrogate(text.charCodeAt(end - 1))) end++;
    yield encodeUtf8(text.slice(at, end));
    at = end;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
