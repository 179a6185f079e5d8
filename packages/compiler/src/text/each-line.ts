/** The lines of a text in chunks of UTF-8, without their line ends; of a text without any text none. */
export function* eachLine(chunks: Iterable<Uint8Array>): Generator<string, void> {
  // A chunk at once: a call for each line costs more than the line.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      yield text.slice(start, end);
      start = end + 1;
    }
    rest = text.slice(start);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
