/** The lines of a text that comes in chunks, without the LF between them; a text that ends in LF has an empty last one. */
export function* readLines(chunks: Iterable<Uint8Array>): Generator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf('\n');
    rest = text.slice(end + 1);
    if (end === -1) continue;
    for (let start = 0; start <= end; ) {
      const stop = text.indexOf('\n', start);
      yield text.slice(start, stop);
      start = stop + 1;
    }
  }
  yield rest + decoder.decode();
}
