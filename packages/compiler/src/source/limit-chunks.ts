import { ListCheck } from './list-check.ts';
import type { ReadBudget } from './read-budget.ts';
import type { SourceFailure } from './source-failure.ts';
import type { SourceReaderOptions } from './source-ports.ts';

/**
 * Passes the chunks of one file on as long as it is within the limits and may be a filter list. A chunk that breaks
 * a limit is not passed on, and what the chunks come from is closed.
 *
 * @throws CompilerError `source-too-large`, `source-not-a-list`, `aborted`
 */
export async function* limitChunks(
  chunks: AsyncGenerator<Uint8Array, void>,
  { limits, signal }: SourceReaderOptions,
  budget: ReadBudget,
  fail: SourceFailure,
): AsyncGenerator<Uint8Array, void> {
  const check = new ListCheck();
  let bytes = 0;
  for await (const chunk of chunks) {
    if (signal?.aborted === true) throw fail('aborted', 'was not read to its end');
    bytes += chunk.length;
    if (bytes > limits.fileBytesMax) {
      throw fail('source-too-large', `has more than ${limits.fileBytesMax} bytes (fileBytesMax)`);
    }
    if (!budget.takeBytes(chunk.length)) {
      throw fail(
        'source-too-large',
        `and the other files have more than ${limits.totalBytesMax} bytes together (totalBytesMax)`,
      );
    }
    const other = check.accept(chunk);
    if (other !== undefined) throw fail('source-not-a-list', `is not a filter list but ${other}`);
    yield chunk;
  }
}
