import { encodeUtf8 } from '../text/utf8.ts';

const chunkLength = 1 << 16;

/** Lines as UTF-8 in chunks of some 64 KiB, with an LF between each two, or with `endsLines` behind each. */
export function* joinLines(
  lines: Iterable<string>,
  endsLines: boolean,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  let text = '';
  let isFirst = true;
  for (const line of lines) {
    if (text.length + line.length >= chunkLength) {
      yield encodeUtf8(text);
      text = '';
    }
    text += endsLines ? `${line}\n` : isFirst ? line : `\n${line}`;
    isFirst = false;
  }
  if (text !== '') yield encodeUtf8(text);
}
