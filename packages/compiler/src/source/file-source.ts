import { codeOf, type SourceFailure, summarizeCause } from './source-failure.ts';
import type { SourcePorts } from './source-ports.ts';

/**
 * Reads a local file, or standard input for `-`.
 *
 * @throws CompilerError `source-refused` where there are no local files, `source-not-found`, `source-unreachable`
 */
export async function* readFileSource(
  path: string,
  ports: SourcePorts,
  fail: SourceFailure,
): AsyncGenerator<Uint8Array, void> {
  if (ports.openFile === undefined) {
    throw fail('source-refused', 'is not a URL, and local files cannot be read here');
  }
  try {
    yield* await ports.openFile(path);
  } catch (error) {
    throw codeOf(error) === 'ENOENT'
      ? fail('source-not-found', 'does not exist', error)
      : fail('source-unreachable', `cannot be read (${summarizeCause(error)})`, error);
  }
}
