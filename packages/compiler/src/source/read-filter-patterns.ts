import { isComment } from '../rule/comment.ts';
import type { FilterPattern } from '../rule/rule-filter.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import type { SourceReader } from './source-reader.ts';

/**
 * Reads the patterns of `exclusions_sources` or `inclusions_sources`: one a line, directives followed, blank lines and
 * comments left out. In the order of the configuration.
 *
 * @param pointer JSON Pointer of the array of `files`
 * @throws CompilerError when a file cannot be had
 */
export async function readFilterPatterns(
  files: readonly string[],
  pointer: string,
  reader: SourceReader,
): Promise<readonly FilterPattern[]> {
  const patterns: FilterPattern[] = [];
  for (const [index, file] of files.entries()) {
    const place = `${pointer}/${index}`;
    await reader.read(file, place, {
      enterFile() {},
      line(bytes, start, end) {
        const text = decodeUtf8(bytes, start, end);
        if (text.trim() !== '' && !isComment(text)) patterns.push({ text, pointer: place });
      },
    });
  }
  return patterns;
}
