import { decodeUtf8 } from './utf8.ts';

const LF = 0x0a;

/** The lines of a text in chunks of UTF-8, without their line ends; of a text without any text none. */
export function* eachLine(chunks: Iterable<Uint8Array>): Generator<string, void> {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      yield decodeUtf8(join(rest, chunk.subarray(start, end)));
      rest = new Uint8Array(0);
      start = end + 1;
    }
    rest = join(rest, chunk.subarray(start));
  }
  if (rest.length > 0) yield decodeUtf8(rest);
}

/** A copy, because chunks are valid until the next one only. */
function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
