import { previewLines } from './preview-lines.ts';

/** A finished list. Its text stays in a blob, out of the page's way, however long it is. */
export interface ListText {
  readonly blob: Blob;
  readonly beginning: { readonly text: string; readonly isWhole: boolean };
}

const beginningLinesMax = 200;

/** @param pieces joined they are the list: texts, or UTF-8 */
export function makeListText(pieces: readonly string[]): ListText {
  return {
    blob: new Blob([...pieces], { type: 'text/plain;charset=utf-8' }),
    beginning: previewLines(pieces, beginningLinesMax),
  };
}

/** Bytes of which the beginning is taken: room for its lines, unless those are very long. */
const beginningBytesMax = 100_000;

/** @param chunks UTF-8; each is copied before the next is asked for */
export function makeListTextOfBytes(chunks: Iterable<Uint8Array>): ListText {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const decoder = new TextDecoder();
  let taken = 0;
  let isCut = false;
  let text = '';
  for (const chunk of chunks) {
    parts.push(new Uint8Array(chunk));
    isCut ||= taken + chunk.length > beginningBytesMax;
    text += decoder.decode(chunk.subarray(0, beginningBytesMax - taken), { stream: true });
    taken += Math.min(chunk.length, beginningBytesMax - taken);
  }
  const beginning = previewLines([text], beginningLinesMax);
  return {
    blob: new Blob(parts, { type: 'text/plain;charset=utf-8' }),
    beginning: { text: beginning.text, isWhole: beginning.isWhole && !isCut },
  };
}
