/** Lines after which an object that has not ended is no object: an event of `wrangler tail` has some hundreds. */
const linesMax = 100_000;

/**
 * Finds the JSON objects among the lines of a text: those that fill a line, and those that `wrangler tail` writes over many,
 * which begin and end with a brace that stands alone. Whatever else is said between them is passed over.
 */
export async function* splitObjects(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let open: string[] | undefined;
  for await (const line of lines) {
    if (open !== undefined) {
      open.push(line);
      if (line === '}') yield open.join('\n');
      if (line === '}' || open.length > linesMax) open = undefined;
    } else if (line === '{') {
      open = [line];
    } else if (line.startsWith('{') && line.endsWith('}')) {
      yield line;
    }
  }
}
